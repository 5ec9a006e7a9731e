import { isArray, isObject, type Json } from "@concordat/json";
import type { ResolvedSchema } from "@concordat/schema";
import { Undecided } from "../budget.ts";
import type { Comparison, Readings } from "../comparison.ts";
import type { Doubt } from "../doubt.ts";
import type { Prepared } from "../prepare.ts";
import type { Cause, Incompatible } from "../verdict.ts";
import { type Choice, type Confirm, chooseWitness } from "../witness/index.ts";
import type { CauseWorld } from "./cause-world.ts";
import { describe, describeUnnamed } from "./describe.ts";
import { causeAt, type FoundCause, findCauses, unnamed } from "./find-causes.ts";
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

/**
 * From a value that tells the schemas apart to the causes, each with a witness that others have confirmed. That there is
 * a break is known when this begins; so where explaining runs out of steps, what it came to has to do.
 */
export function explainBreak(raw: Json, world: BreakWorld): Incompatible | Unknown {
  try {
    return explained(raw, world);
  } catch (error) {
    if (!isLimit(error)) throw error;
    return unexplained(raw, world);
  }
}

/** The call stack is a limit like any other. */
function isLimit(error: unknown): boolean {
  return error instanceof Undecided || error instanceof RangeError;
}

type Unknown = { readonly is: "unknown"; readonly doubt: Doubt };

function explained(raw: Json, world: BreakWorld): Incompatible | Unknown {
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
  for (const cause of found.causes)
    try {
      const choice = choose(cause);
      if (choice === undefined) continue;
      findings.push({ ...describe(causeAt(choice.witness, cause, causes), causes), ...choice });
    } catch (error) {
      // What has been told and confirmed before the steps ran out stays told.
      if (!isLimit(error) || findings.length === 0) throw error;
      break;
    }
  const isComplete = found.isComplete && findings.length === found.causes.length;
  return verdictOf(findings, isComplete, confirm);
}

function unexplained(raw: Json, { reader, accepted, confirm }: BreakWorld): Incompatible | Unknown {
  const confirmedBy = confirm.by(raw);
  if (confirmedBy === undefined) return { is: "unknown", doubt: confirm.doubt };
  const blame = unnamed({ readerRoot: reader.root, readings: accepted });
  return verdictOf([{ ...describeUnnamed(blame, raw), witness: raw, confirmedBy }], false, confirm);
}

function verdictOf(
  findings: readonly Cause[],
  isComplete: boolean,
  { doubt }: Confirm,
): Incompatible | Unknown {
  const [first] = findings;
  if (first === undefined) return { is: "unknown", doubt };
  const { witness, confirmedBy } = first;
  return { status: "incompatible", witness, confirmedBy, findings, isComplete };
}

function placesOf(schema: Prepared, comparison: Comparison): Places {
  return {
    translator: comparison.translator(schema, "strict"),
    holds: comparison.engine.holds,
    budget: comparison.engine.budget,
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
