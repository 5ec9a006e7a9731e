import { type Relation, relate } from "@concordat/compat";
import { isConcordatError } from "@concordat/errors";
import type { Json } from "@concordat/json";
import type { Side } from "./side.ts";

/** What a newer version accepts, compared to an older one; `undecided` where neither proof nor example was found. */
export type ChangeRelation = Relation | "undecided";

/** By the schemas as written. */
export function relationOf(before: Side, after: Side): ChangeRelation {
  return related(() => [after.reader(), before.reader()]);
}

/** Whether both views accept the same events as before; the difference between a patch and a minor version. */
export function saysTheSame(
  before: Side,
  after: Side,
  ofReaders: ChangeRelation,
): "yes" | "no" | "undecided" {
  if (ofReaders === "undecided") return "undecided";
  if (ofReaders !== "equal") return "no";
  const ofWriters = related(() => [after.writer(), before.writer()]);
  if (ofWriters === "undecided") return "undecided";
  return ofWriters === "equal" ? "yes" : "no";
}

/** A schema that cannot be put together has findings of its own in lint. */
function related(views: () => readonly [Json, Json]): ChangeRelation {
  try {
    const [after, before] = views();
    return relate(after, before).relation;
  } catch (error) {
    if (isConcordatError(error)) return "undecided";
    throw error;
  }
}
