import type { Cause } from "@concordat/compat";
import type { CompatibilitySettings } from "@concordat/contracts";
import type { Break } from "./break.ts";
import type { Comparison } from "./compare.ts";
import type { Side } from "./side.ts";

export const undecidedRule = "compatibility-undecided";

/** What a verdict means for the promise: a break a cause, or one for not knowing, as far as the settings mind. */
export function breaksOf(
  comparison: Comparison,
  { undecided }: Pick<CompatibilitySettings, "undecided">,
): readonly Break[] {
  const { verdict, direction, before, after } = comparison;
  if (verdict.status === "compatible") return [];
  if (verdict.status === "incompatible") return verdict.findings.map((cause) => breakOf(cause, comparison));
  if (undecided === "allow") return [];
  const { reason, message } = verdict;
  return [
    {
      ...endsOf(comparison),
      rule: undecidedRule,
      code: reason,
      severity: undecided === "fail" ? "error" : "warning",
      about: reason,
      message: `whether ${sentence(direction, before, after)} was not decided: ${message}`,
      hint: "say it with simpler keywords, or accept that it is not known",
      place: after.placeOf({ document: after.version.uri, pointer: "" }),
    },
  ];
}

function breakOf(cause: Cause, comparison: Comparison): Break {
  const { direction, before, after } = comparison;
  const { rule, message, hint, at, witness, confirmedBy } = cause;
  const [changed, promised] = direction === "backward" ? [at.reader, at.writer] : [at.writer, at.reader];
  return {
    ...endsOf(comparison),
    rule,
    code: rule,
    severity: "error",
    about: aboutOf(at, comparison),
    message,
    hint,
    place: after.placeOf(changed ?? { document: after.version.uri, pointer: "" }),
    ...(promised && { promisedAt: before.placeOf(promised) }),
    witness,
    confirmedBy,
  };
}

/** The place in the reader that refuses; with its contract where that is another one, reached by a reference. */
function aboutOf({ reader: location }: Cause["at"], { direction, before, after }: Comparison): string {
  const reader = direction === "backward" ? after : before;
  const { contract, pointer = "" } = reader.placeOf(location);
  return contract === reader.version.id ? pointer : `${contract}#${pointer}`;
}

function endsOf({ direction, before, after }: Comparison) {
  return { contract: after.version.contract, direction, before, after };
}

function sentence(direction: Comparison["direction"], before: Side, after: Side): string {
  const [writer, reader] = direction === "backward" ? [before, after] : [after, before];
  return `${reader.version.version} reads every event of ${writer.version.version}`;
}
