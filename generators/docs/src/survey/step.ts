import { checkCompatibility, relate, type Verdict } from "@concordat/compat";
import { type ContractRecord, parseVersion, type VersionStep } from "@concordat/contracts";
import { isConcordatError } from "@concordat/errors";
import type { Json } from "@concordat/json";
import { bundleSchema, writerView } from "@concordat/schema";
import type { Survey } from "./survey.ts";

/** From one version of a contract to the next one, as the compatibility engine sees it. */
export type Step = {
  readonly before: ContractRecord;
  readonly after: ContractRecord;
  /** Whether readers of the new version take every event of the old one. */
  readonly backward: Verdict;
  /** Whether readers of the old version take every event of the new one. */
  readonly forward: Verdict;
  /** What the change amounts to; `undefined` where the engine cannot tell. */
  readonly derived: VersionStep | undefined;
  /** What the numbers say it is. */
  readonly claimed: VersionStep | undefined;
};

/** Writers are taken to send declared members only, as generated publishers make sure. */
export function stepBetween(
  before: ContractRecord,
  after: ContractRecord,
  { graph }: Pick<Survey, "graph">,
): Step {
  const reader = ({ uri }: ContractRecord) => bundleSchema(uri, graph);
  const writer = ({ uri }: ContractRecord) => writerView(uri, graph).schema;
  const asked = (from: ContractRecord, to: ContractRecord): Verdict =>
    attempt(
      () => checkCompatibility({ writer: reader(from), reader: reader(to) }),
      (message) => ({ status: "undecided", assumption: "closed", reason: "SCHEMA_MEANINGLESS", message }),
    );
  const areEqual = (view: (version: ContractRecord) => Json) =>
    attempt(
      () => relate(view(after), view(before)).relation,
      () => "undecided" as const,
    );
  const [backward, forward] = [asked(before, after), asked(after, before)];
  const derived = (): VersionStep | undefined => {
    const verdicts = [backward, forward].map(({ status }) => status);
    if (verdicts.includes("incompatible")) return "major";
    if (verdicts.includes("undecided")) return undefined;
    return areEqual(reader) === "equal" && areEqual(writer) === "equal" ? "patch" : "minor";
  };
  return { before, after, backward, forward, derived: derived(), claimed: claimedStep(before, after) };
}

/** A schema that cannot be put together is lint's news; about compatibility it leaves nothing to say. */
function attempt<Answer>(ask: () => Answer, otherwise: (message: string) => Answer): Answer {
  try {
    return ask();
  } catch (error) {
    if (!isConcordatError(error)) throw error;
    return otherwise(error.message);
  }
}

function claimedStep(before: ContractRecord, after: ContractRecord): VersionStep | undefined {
  const [from, to] = [parseVersion(before.version), parseVersion(after.version)];
  if (from === undefined || to === undefined) return undefined;
  if (from.major !== to.major) return "major";
  if (from.minor !== to.minor) return "minor";
  return from.patch === to.patch ? undefined : "patch";
}
