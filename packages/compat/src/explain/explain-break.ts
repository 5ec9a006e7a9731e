import { isArray, isObject, type Json } from "@concordat/json";
import type { ResolvedSchema } from "@concordat/schema";
import type { Comparison, Readings } from "../comparison.ts";
import type { Doubt } from "../doubt.ts";
import type { Prepared } from "../prepare.ts";
import type { Cause, Incompatible } from "../verdict.ts";
import { type Choice, type Confirm, chooseWitness } from "../witness/index.ts";
import type { CauseWorld } from "./cause-world.ts";
import { describe } from "./describe.ts";
import { causeAt, type FoundCause, findCauses } from "./find-causes.ts";
import type { Places } from "./places.ts";

export type BreakWorld = {
  readonly comparison: Comparison;
  /** What the writer may send, and what the reader accepts. */
  readonly sent: Readings;
  readonly accepted: Readings;
  readonly reader: Prepared;
  /** As its author wrote it. */
  readonly writer: Prepared;
  readonly confirm: Confirm;
};

/** From a value that tells the schemas apart to the causes, each with a witness that others have confirmed. */
export function explainBreak(
  raw: Json,
  world: BreakWorld,
): Incompatible | { readonly is: "unknown"; readonly doubt: Doubt } {
  const { comparison, sent, accepted, reader, writer, confirm } = world;
  const { engine } = comparison;
  const causes: CauseWorld = {
    comparison,
    writer: sent,
    readings: accepted,
    readerRoot: reader.root,
    reader: placesOf(reader, comparison),
    readerTranslators: (accepted.strict === accepted.lenient
      ? (["strict"] as const)
      : (["strict", "lenient"] as const)
    ).map((reading) => comparison.translator(reader, reading)),
    writerRoot: writer.root,
    writerPlaces: placesOf(writer, comparison),
  };
  const examples = examplesOf(writer.root);
  const found = findCauses(raw, causes);
  const choose = (cause: FoundCause): Choice | undefined => {
    const { goal, blame, raw: value } = cause;
    const elsewhere = found.causes.filter((other) => other !== cause).map((other) => wayOf(other.blame));
    return chooseWitness({ engine, goal, raw: value, way: wayOf(blame), elsewhere, examples, confirm });
  };
  const findings: Cause[] = [];
  for (const cause of found.causes) {
    const choice = choose(cause);
    if (choice === undefined) continue;
    const shown = causeAt(choice.witness, cause, causes);
    findings.push({ ...describe(shown, causes), ...choice });
  }
  const [first] = findings;
  if (first === undefined) return { is: "unknown", doubt: disagreement };
  const isComplete = found.isComplete && findings.length === found.causes.length;
  return {
    status: "incompatible",
    witness: first.witness,
    confirmedBy: first.confirmedBy,
    findings,
    isComplete,
  };
}

const disagreement: Doubt = {
  code: "VALIDATORS_DISAGREE",
  message: "values were found that tell the schemas apart, and fewer than two validators confirm any of them",
};

function placesOf(schema: Prepared, comparison: Comparison): Places {
  return {
    translator: comparison.translator(schema, "strict"),
    holds: comparison.engine.holds,
    below: (at) => schema.graph.subschemas(at),
  };
}

/** A missing or a surplus member is refused in its object, and the change is made to the member. */
function wayOf({ way, part: { name } }: FoundCause["blame"]): readonly (string | number)[] {
  return name === undefined || way.at(-1) === name ? way : [...way, name];
}

function examplesOf({ schema }: ResolvedSchema): readonly Json[] {
  const examples = isObject(schema) ? schema.examples : undefined;
  return examples !== undefined && isArray(examples) ? examples : [];
}
