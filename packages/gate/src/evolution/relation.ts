import { checkCompatibility } from "@concordat/compat";
import { isConcordatError } from "@concordat/errors";
import type { Json } from "@concordat/json";
import type { Side } from "./side.ts";

/** The newer version's events compared to the older one's, by the schemas as written. */
export type Relation = "equal" | "wider" | "narrower" | "overlapping" | "disjoint" | "undecided";

export function relationOf(before: Side, after: Side): Relation {
  return related(() => [before.reader(), after.reader()]);
}

/** Whether both views accept the same events as before; the difference between a patch and a minor version. */
export function saysTheSame(before: Side, after: Side, ofReaders: Relation): "yes" | "no" | "undecided" {
  if (ofReaders === "undecided") return "undecided";
  if (ofReaders !== "equal") return "no";
  const ofWriters = related(() => [before.writer(), after.writer()]);
  if (ofWriters === "undecided") return "undecided";
  return ofWriters === "equal" ? "yes" : "no";
}

function related(views: () => readonly [Json, Json]): Relation {
  try {
    const [before, after] = views();
    const [wider, narrower] = [isWithin(before, after), isWithin(after, before)];
    if (wider === undefined || narrower === undefined) return "undecided";
    if (wider) return narrower ? "equal" : "wider";
    return narrower ? "narrower" : "overlapping";
  } catch (error) {
    if (isConcordatError(error)) return "undecided";
    throw error;
  }
}

function isWithin(inner: Json, outer: Json): boolean | undefined {
  const { status } = checkCompatibility({
    writer: inner,
    reader: outer,
    writerView: "as-written",
  });
  return status === "undecided" ? undefined : status === "compatible";
}
