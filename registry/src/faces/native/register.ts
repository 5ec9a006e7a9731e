import type { Config, ContractVersion } from "@concordat/contracts";
import { jsonEquals, parseJson, parseJsonDocument } from "@concordat/json";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { type Command, outdated } from "../../core/command.ts";
import { draft } from "../../core/commands/draft.ts";
import { register } from "../../core/commands/register.ts";
import type { ContentReference } from "../../core/content.ts";
import { configOf } from "../../core/settings.ts";
import { coreErrors, pushErrors } from "../../errors.ts";
import type { CandidateVerdict } from "../../gate/candidate.ts";
import { lintCodes } from "../../gate/lint-codes.ts";
import { type BodySpec, judgeOf } from "../../http/body.ts";
import { declareRoute } from "../../http/declare-route.ts";
import { createIdempotency } from "../../http/idempotency.ts";
import { flag, meaning, nonEmpty } from "../../http/readers.ts";
import type { World } from "../../world.ts";
import { contractsAround, referencesIn } from "./around.ts";
import { describeVersion, selfOf, versionSchema } from "./describe-version.ts";
import { findVersion } from "./find-version.ts";
import { requireNext } from "./next-numbers.ts";
import { subject } from "./parameters.ts";
import { type Candidate, readCandidate, type Submission } from "./read-candidate.ts";
import { refusalOf, remarksOf } from "./refused-candidate.ts";
import { asWrite, execute } from "./write.ts";

const params = { subject };
const query = {
  dryRun: meaning("Whether to say what would become of it, and change nothing.", flag),
  number: meaning(
    "Where the body is the document itself: its number, if the `$id` does not say it.",
    nonEmpty,
  ),
  draft: meaning("Where the body is the document itself: whether it may still change.", flag),
};

/** `POST /v1/contracts/{subject}/versions`: a new version, through the gate. */
export function registerFace(server: FastifyInstance, world: World): void {
  const idempotency = createIdempotency();

  declareRoute(server, {
    method: "POST",
    url: "/v1/contracts/:subject/versions",
    role: "write",
    chapter: "contracts",
    summary: "Registers a version, if lint and the promises of the contract let it",
    says: "The number follows from the content: `patch` where nothing changed for anybody, `minor` where every promise is kept, `major` where one is not. One that says something else is refused. The same content again is the version that it was before.",
    params,
    query,
    body: submissionBody,
    headers: {
      "Idempotency-Key":
        "A word of the client's choice: the request is carried out once, however often it is sent.",
    },
    answers: {
      200: { says: "It was there already; or, with `dryRun`, what would become of it.", types: answerTypes },
      201: {
        says: "It is registered for good, or as a draft.",
        types: answerTypes,
        headers: { Location: "Where it is." },
      },
    },
    refusals: {
      400: ["SUBJECT_NAME"],
      409: [
        "MODE_FORBIDS",
        "SCHEMA_INCOMPATIBLE",
        "SUBJECT_CONTENDED",
        "SUBJECT_FOREIGN",
        "VERSION_CONFLICT",
      ],
      422: [
        ...lintCodes,
        "CONTRACT_REFUSED",
        "IDEMPOTENCY_MISMATCH",
        "LIMIT_MEMORY",
        "LIMIT_TIME",
        "SCHEMA_BOOLEAN_TOP",
        "SCHEMA_REF_FORBIDDEN",
        "SCHEMA_NOT_OBJECT",
        "SUBJECT_NAME",
        "VERSION_INVALID",
      ],
      503: ["SANDBOX_BUSY", "STORE_UNAVAILABLE"],
    },
    handler: async ({ params: { subject: name }, query: asked, body, request, reply, type }) => {
      const submission: Submission = {
        ...body,
        draft: body.draft ?? asked.draft ?? false,
        ...((body.number ?? asked.number) !== undefined && { number: body.number ?? asked.number ?? "" }),
      };
      const isDry = asked.dryRun ?? false;
      const deed = { action: "register", target: name };
      const said = JSON.stringify([name, submission, isDry]);
      const { number, isNew, remarks, step } = await idempotency.once(request, said, () =>
        asWrite(world, request, deed, () => submit(world, name, submission, isDry, request)),
      );
      reply.header("cache-control", "no-store").header("content-type", type);
      if (isNew && !isDry) reply.code(201).header("location", selfOf(name, number));
      const facts = {
        isNew,
        dryRun: isDry,
        ...(step && { step }),
        findings: remarks,
      };
      if (isDry && isNew) return { subject: name, number, ...facts };
      const found = findVersion(world.registry.state, name, { by: "number", number });
      return { ...describeVersion(world, found), ...facts };
    },
  });
}

type Submitted = {
  readonly number: string;
  readonly isNew: boolean;
  readonly remarks: ReturnType<typeof remarksOf>;
  readonly step?: CandidateVerdict["step"];
};

async function submit(
  world: World,
  name: string,
  submission: Submission,
  isDry: boolean,
  request: FastifyRequest,
): Promise<Submitted> {
  const first = readCandidate(world, name, submission);
  const known = sameAsBefore(world, first);
  if (known !== undefined) return { number: known, isNew: false, remarks: [] };
  if (first.isNumbered && first.frozen && first.known !== undefined) requireNext(first.known, first.version);

  const judged = await judgeAll(world, first);
  const { derived } = judged;
  // Nobody has said a number, so it is the one that follows.
  const candidate =
    first.isNumbered || derived === undefined || derived === first.version
      ? first
      : readCandidate(world, name, { ...submission, number: derived });
  const refusal = refusalOf(candidate, first === candidate ? judged : withoutNumber(judged));
  if (refusal !== undefined) throw refusal;

  const { text, file } = submission;
  const parts = { text, references: referencesOf(world, candidate), ...(file !== undefined && { file }) };
  const told = { subject: name, number: candidate.version, ...parts };
  const { isNew, number = candidate.version } = candidate.frozen
    ? await carryOut(world, request, register({ ...told, normalise: true }, world.judge), isDry)
    : { ...(await carryOut(world, request, draft(told), isDry)), number: candidate.version };
  return {
    number,
    isNew,
    remarks: remarksOf(judged),
    ...(judged.step && { step: judged.step }),
  };
}

/** The number under which the registry has the same value already; formatting may differ. */
function sameAsBefore({ registry }: World, candidate: Candidate): string | undefined {
  const { known, subject: name, version: number, isNumbered, frozen, document } = candidate;
  const textOf = (digest: string) => registry.state.content(digest)?.text ?? "null";
  const versions = known?.versions.filter(({ isDeleted }) => !isDeleted) ?? [];
  const same = versions.find((each) => jsonEquals(parseJson(textOf(each.content)), document));
  const taken = known?.versions.find((each) => each.number === number);
  if (same !== undefined && (!isNumbered || same.number === number)) return same.number;
  if (taken === undefined || !isNumbered) return undefined;
  const trouble = frozen ? "another schema has it" : "it is frozen, and never changes";
  throw coreErrors.VERSION_CONFLICT({ subject: name, number, trouble });
}

function judgeAll(world: World, candidate: Candidate): Promise<CandidateVerdict> {
  const { registry, sandbox, snapshot } = world;
  const { catalogue } = snapshot();
  const plain = ({ id, source, file, frozen }: ContractVersion) => ({
    id,
    text: source.text,
    file,
    isFrozen: frozen,
  });
  const isLike = ({ contract, type, title }: ContractVersion) =>
    contract === candidate.contract ||
    (type !== undefined && type === candidate.type) ||
    (title !== undefined && title === candidate.title);
  const near = [...catalogue.versions.filter(isLike), ...contractsAround(candidate, catalogue)];
  const withParts = new Set(near.flatMap((each) => [each, ...contractsAround(each, catalogue)]));
  const others = [...withParts].filter(({ id }) => id !== candidate.id);
  return sandbox.run(
    "candidate",
    {
      candidate: plain(candidate),
      others: others.map(plain),
      base: catalogue.base,
      compatibility: compatibilityOf(registry.state, candidate),
      today: new Date().toISOString().slice(0, 10),
    },
    { timeLimitMs: 3000 },
  );
}

/** The policy that holds here, in the gate's words. */
function compatibilityOf(
  state: World["registry"]["state"],
  { subject: name, known }: Candidate,
): Config["compatibility"] {
  const { undecided = "fail", ...project } = (state.project?.compatibility ?? {}) as Partial<
    Config["compatibility"]
  >;
  if (known === undefined)
    return { default: "FULL_TRANSITIVE", writer: "closed", overrides: [], ...project, undecided };
  const { compatibilityLevel, compatibilityPolicy } = configOf(state, name);
  const writer = compatibilityPolicy === "LENIENT" ? "closed" : "as-written";
  return { default: compatibilityLevel, writer, undecided, overrides: [] };
}

function withoutNumber(verdict: CandidateVerdict): CandidateVerdict {
  return { ...verdict, evolution: verdict.evolution.filter(({ rule }) => rule !== "version-number") };
}

/** What `$ref` leads to, by the integers that others know it by. */
function referencesOf({ registry, snapshot }: World, candidate: Candidate): readonly ContentReference[] {
  const { catalogue } = snapshot();
  const references = new Map<string, ContentReference>();
  for (const text of referencesIn(candidate.document)) {
    const target = URL.parse(text, candidate.uri)?.href.replace(/#.*$/s, "");
    const other = target === undefined ? undefined : catalogue.byUri(target);
    if (other === undefined || other.uri === candidate.uri) continue;
    const subjectName = other.contract.replaceAll("/", ".");
    const version = registry.state
      .subject(subjectName)
      ?.versions.find(({ number, isDeleted }) => number === other.version && !isDeleted);
    if (version === undefined && candidate.frozen)
      throw pushErrors.SCHEMA_REF_FORBIDDEN({ id: candidate.id, to: other.id });
    if (version === undefined) continue;
    const name = text.replace(/#.*$/s, "");
    references.set(name, { name, subject: subjectName, version: version.version });
  }
  return [...references.values()];
}

/** For a trial, all is done but the writing. */
async function carryOut<Answer, Prepared>(
  { registry }: World,
  request: FastifyRequest,
  command: Command<Answer, Prepared>,
  isDry: boolean,
): Promise<Answer> {
  if (!isDry) return execute({ registry } as World, request, command);
  const prepared = (await command.prepare?.(registry.state)) as Prepared;
  const decision = command.decide(registry.state, prepared);
  if (decision === outdated) return carryOut({ registry } as World, request, command, isDry);
  return decision.answer;
}

type SubmissionBody = Omit<Submission, "draft"> & { readonly draft?: boolean };

const submissionSchema = {
  type: "object",
  required: ["text"],
  additionalProperties: false,
  properties: {
    text: { type: "string", description: "The document, exactly as it is to be kept." },
    number: {
      type: "string",
      maxLength: 40,
      description: "Default: what its `$id` says, else what follows.",
    },
    draft: { type: "boolean", description: "Whether it may still change. Default false." },
    file: {
      type: "string",
      maxLength: 300,
      pattern: "^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\\.json$",
      description: "Where it lies in its project.",
    },
  },
} as const;

const judgeSubmission = judgeOf(submissionSchema);

/** The document itself, or the document with what is said about it. */
const submissionBody: BodySpec<SubmissionBody> = {
  types: { "application/schema+json": {}, "application/json": submissionSchema },
  read: (bytes, type) => {
    if (type === "application/json") return judgeSubmission(bytes) as SubmissionBody;
    return { text: parseJsonDocument(bytes).text };
  },
};

const submittedSchema = {
  type: "object",
  required: ["subject", "number", "isNew", "dryRun", "findings"],
  properties: {
    ...(versionSchema.properties as object),
    isNew: { type: "boolean", description: "Whether it was not there before." },
    dryRun: { type: "boolean" },
    step: { enum: ["patch", "minor", "major"] },
    findings: {
      type: "array",
      items: { type: "object" },
      description: "What is worth a look, and no reason to refuse it.",
    },
  },
};
const answerTypes = { "application/json": submittedSchema };
