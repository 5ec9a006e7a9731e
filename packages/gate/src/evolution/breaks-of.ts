import type { Cause, Open } from "@concordat/compat";
import type { CompatibilitySettings } from "@concordat/contracts";
import type { SchemaLocation } from "@concordat/schema";
import type { Break } from "./break.ts";
import type { Comparison } from "./compare.ts";
import type { Side } from "./side.ts";

export const undecidedRule = "compatibility-undecided";

/** What a verdict means for the promise: a break a cause, or one for not knowing, as far as the settings mind. */
export function breaksOf(
  comparison: Comparison,
  { undecided }: Pick<CompatibilitySettings, "undecided">,
): readonly Break[] {
  const { verdict } = comparison;
  if (verdict.status === "compatible") return [];
  if (verdict.status === "incompatible")
    return verdict.findings.map((cause) => ({
      ...breakOf(cause, comparison),
      isComplete: verdict.isComplete,
    }));
  return undecided === "allow" ? [] : [doubtOf(verdict, comparison, undecided)];
}

function breakOf(cause: Cause, comparison: Comparison): Break {
  const { rule, message, hint, at, witness, confirmedBy } = cause;
  return {
    ...endsOf(comparison),
    ...placesOf(at, comparison),
    rule,
    code: rule,
    severity: "error",
    about: aboutOf(at, comparison),
    message,
    hint,
    witness,
    confirmedBy,
  };
}

function doubtOf(
  { reason, message, at, side }: Open,
  comparison: Comparison,
  treatment: "fail" | "warn",
): Break {
  const { direction, before, after } = comparison;
  return {
    ...endsOf(comparison),
    ...placesOf(at && side ? { [side]: at } : {}, comparison),
    rule: undecidedRule,
    code: reason,
    severity: treatment === "fail" ? "error" : "warning",
    about: reason,
    message: `whether ${sentence(direction, before, after)} was not decided: ${message}`,
    hint: "say it with simpler keywords, or accept that it is not known",
  };
}

/** Where the change stands, and the promise: the reader is the new version backward, and the old one forward. */
function placesOf(
  { writer, reader }: { readonly writer?: SchemaLocation; readonly reader?: SchemaLocation },
  { direction, before, after }: Comparison,
): Pick<Break, "place" | "promisedAt"> {
  const [changed, promised] = direction === "backward" ? [reader, writer] : [writer, reader];
  return {
    place: after.placeOf(changed ?? { document: after.version.uri, pointer: "" }),
    ...(promised && { promisedAt: before.placeOf(promised) }),
  };
}

/** The place in the reader that refuses; with its contract where that is another one, reached by a reference. */
function aboutOf({ reader: location }: Cause["at"], { direction, before, after }: Comparison): string {
  const reader = direction === "backward" ? after : before;
  const { contract, pointer = "" } = reader.placeOf(location);
  return contract === reader.version.id ? pointer : `${contract}#${pointer}`;
}

function endsOf({ direction, before, after, verdict }: Comparison) {
  return { contract: after.version.contract, direction, writer: verdict.assumption, before, after };
}

function sentence(direction: Comparison["direction"], before: Side, after: Side): string {
  const [writer, reader] = direction === "backward" ? [before, after] : [after, before];
  return `${reader.version.version} reads every event of ${writer.version.version}`;
}
