import type { Verdict } from "@concordat/compat";
import { directionsOf } from "@concordat/contracts";
import type { Json, JsonObject } from "@concordat/json";
import { isObject } from "@concordat/json";
import { digestOf } from "@concordat/json/digest";
import { type Dialect, dialectOf as dialectNamed } from "@concordat/schema";
import type { FastifyInstance } from "fastify";
import type { Closure } from "../../core/closure.ts";
import { judge as judgeObligation, obligationOf } from "../../core/compatibility.ts";
import { jsonBody } from "../../http/body.ts";
import { declareRoute } from "../../http/declare-route.ts";
import { verdictJson, verdictSchema } from "../../http/verdict-json.ts";
import type { World } from "../../world.ts";
import { closureOfFound, contractsAround } from "./around.ts";
import { findSubject, findVersion } from "./find-version.ts";
import { number as readNumber, subject as readSubject } from "./parameters.ts";

/** A schema that stands in the request, or one that is registered. */
type Named = { readonly schema: Json } | { readonly subject: string; readonly number?: string };

type Question = {
  readonly candidate: Named;
  /** Without a number: the subject's policy says which versions, and which way. */
  readonly against: Named;
  readonly writer?: "closed" | "as-written";
};

/** `POST /v1/compatibility`: two schemas, or one against what a subject has promised. Registers nothing. */
export function compatibilityFace(server: FastifyInstance, world: World): void {
  const { registry, judge } = world;

  declareRoute(server, {
    method: "POST",
    url: "/v1/compatibility",
    role: "read",
    chapter: "compatibility",
    summary:
      "Whether one schema reads what was written under another, and the other way round, by proof or by example",
    says: "Against a subject without a number the subject's own policy is asked, version by version; else both ways are.",
    body: jsonBody<Question>(questionSchema),
    answers: { 200: { says: "The verdicts.", types: { "application/json": answerSchema } } },
    refusals: {
      400: ["SUBJECT_NAME"],
      404: ["SUBJECT_NOT_FOUND", "VERSION_NOT_FOUND", "SCHEMA_DELETED"],
      422: ["SCHEMA_INVALID", "SCHEMA_REF_UNRESOLVED", "VERSION_INVALID"],
      503: ["SANDBOX_BUSY"],
    },
    handler: async ({ body: { candidate, against, writer }, reply }) => {
      reply.header("cache-control", "no-store");
      const after = await closureOfNamed(world, candidate);
      if (!("schema" in against) && against.number === undefined)
        return againstSubject(world, after, readSubject(against.subject, "subject"), writer);
      const before = await closureOfNamed(world, against);
      const writerView = writer ?? "closed";
      const [backward, forward] = await Promise.all([
        judge.compatibility({ writer: before, reader: after, writerView }),
        judge.compatibility({ writer: after, reader: before, writerView }),
      ]);
      const told = (direction: string, verdict: Verdict) => ({ direction, verdict: verdictJson(verdict) });
      return {
        compatible: statusOf([backward, forward]),
        verdicts: [told("backward", backward), told("forward", forward)],
      };
    },
  });

  async function againstSubject(
    { judge: by }: World,
    after: Closure,
    asked: string,
    writer: Question["writer"],
  ) {
    const { state } = registry;
    const { name } = findSubject(state, asked);
    const asPolicy = obligationOf(state, name, {});
    const obligation = { ...asPolicy, ...(writer && { writerView: writer }) };
    const judged = await judgeObligation(state, after, obligation, by);
    const verdicts = obligation.versions.toReversed().flatMap(({ number, version }) =>
      directionsOf(obligation.policy).map((direction) => {
        const broken = judged.find((each) => each.version === version && each.direction === direction);
        const verdict: Verdict = broken?.verdict ?? {
          status: "compatible",
          assumption: obligation.writerView,
        };
        return { number, direction, verdict: verdictJson(verdict) };
      }),
    );
    return {
      subject: name,
      policy: obligation.policy,
      compatible: statusOf(judged.map(({ verdict }) => verdict)),
      verdicts,
    };
  }
}

/** Whether all is proved; `undecided` only where nothing is shown to break. */
function statusOf(verdicts: readonly Verdict[]): "yes" | "no" | "undecided" {
  if (verdicts.some(({ status }) => status === "incompatible")) return "no";
  return verdicts.some(({ status }) => status === "undecided") ? "undecided" : "yes";
}

async function closureOfNamed(world: World, named: Named): Promise<Closure> {
  if (!("schema" in named)) {
    const asked =
      named.number === undefined ? ({ by: "latest" } as const) : readNumber(named.number, "number");
    const name = readSubject(named.subject, "subject");
    return closureOfFound(world, findVersion(world.registry.state, name, asked));
  }
  const { schema } = named;
  const { catalogue } = world.snapshot();
  const id = isObject(schema) && typeof schema.$id === "string" ? schema.$id : catalogue.base;
  const around = contractsAround(
    { uri: URL.canParse(id) ? id : catalogue.base, document: schema },
    catalogue,
  );
  const closure: Closure = {
    schema,
    documents: new Map(around.map(({ uri, document }) => [uri, document])),
    digest: digestOf([schema, ...around.map(({ digest }) => digest)]),
    dialect: dialectOf(schema),
  };
  await world.judge.requireValid(closure);
  return closure;
}

function dialectOf(schema: Json): Dialect {
  const named = isObject(schema) ? schema.$schema : undefined;
  return (typeof named === "string" ? dialectNamed(named) : undefined) ?? "2020-12";
}

const named: JsonObject = {
  description: "A schema, or a subject with the number of a version.",
  type: "object",
  minProperties: 1,
  additionalProperties: false,
  properties: {
    schema: { type: ["object", "boolean"] },
    subject: { type: "string", maxLength: 512 },
    number: { type: "string", maxLength: 40, description: "`1.2.0`, an integer, or `latest`." },
  },
  if: { required: ["schema"] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
  then: { maxProperties: 1 },
  else: { required: ["subject"] },
};

const questionSchema: JsonObject = {
  type: "object",
  required: ["candidate", "against"],
  additionalProperties: false,
  properties: {
    candidate: named,
    against: named,
    writer: {
      enum: ["closed", "as-written"],
      description:
        "What writers send. Default: what the subject's policy says; between two schemas `closed`.",
    },
  },
};

const answerSchema: JsonObject = {
  type: "object",
  required: ["compatible", "verdicts"],
  additionalProperties: false,
  properties: {
    subject: { type: "string" },
    policy: { type: "string" },
    compatible: { enum: ["yes", "no", "undecided"] },
    verdicts: {
      type: "array",
      items: {
        type: "object",
        required: ["direction", "verdict"],
        additionalProperties: false,
        properties: {
          number: { type: "string", description: "The version that it is held against." },
          direction: {
            enum: ["backward", "forward"],
            description: "`backward`: the candidate reads what was written under the other.",
          },
          verdict: verdictSchema,
        },
      },
    },
  },
};
