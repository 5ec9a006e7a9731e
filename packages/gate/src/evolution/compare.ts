import { checkCompatibility, type Verdict } from "@concordat/compat";
import type { BreakDirection, CompatibilitySettings } from "@concordat/contracts";
import { isConcordatError } from "@concordat/errors";
import type { Side } from "./side.ts";

/** One question to the engine, and its answer. */
export type Comparison = {
  readonly direction: BreakDirection;
  /** What was promised. */
  readonly before: Side;
  /** What has changed since. */
  readonly after: Side;
  readonly verdict: Verdict;
};

export function compare(
  before: Side,
  after: Side,
  direction: BreakDirection,
  { writer: writerView }: Pick<CompatibilitySettings, "writer">,
): Comparison {
  const [writer, reader] = direction === "backward" ? [before, after] : [after, before];
  const verdict = judged(
    () => checkCompatibility({ writer: writer.reader(), reader: reader.reader(), writerView }),
    writerView,
  );
  return { direction, before, after, verdict };
}

/** A schema that cannot be put together has findings of its own in lint; about compatibility it leaves nothing to say. */
function judged(ask: () => Verdict, assumption: Verdict["assumption"]): Verdict {
  try {
    return ask();
  } catch (error) {
    if (!isConcordatError(error)) throw error;
    return { status: "undecided", assumption, reason: "SCHEMA_MEANINGLESS", message: error.message };
  }
}
