import { checkCompatibility } from "@concordat/compat";
import type { BreakDirection, CompatibilitySettings } from "@concordat/contracts";
import { isConcordatError } from "@concordat/errors";
import { canonicalize, type Json } from "@concordat/json";
import { bundleSchema, createSchemaGraph } from "@concordat/schema";
import type { Side } from "../side.ts";

export type Succession = {
  readonly direction: BreakDirection;
  /** What was promised. */
  readonly before: Side;
  /** A version whose breaks of that promise were accepted. */
  readonly forebear: Side;
  /** A version that breaks it too. */
  readonly after: Side;
};

/**
 * Whether it is proved that the new version breaks nothing that the forebear does not break.
 *
 * Backward, what was promised to be read: every event that the old version writes and the forebear reads, the new one
 * reads. Forward, what was promised not to be sent: every event that the new version writes is read by the old one or
 * by the forebear. Backward the writer of both is closed as one schema, which lets through all that the old writer sends
 * and perhaps more, so that a proof about it is a proof about the old one.
 */
export function addsNothing(
  { direction, before, forebear, after }: Succession,
  { writer: writerView }: Pick<CompatibilitySettings, "writer">,
): boolean {
  try {
    const [writer, reader] =
      direction === "backward"
        ? [together("allOf", before, forebear), after.reader()]
        : [after.reader(), together("anyOf", before, forebear)];
    if (writer === undefined || reader === undefined) return false;
    return checkCompatibility({ writer, reader, writerView }).status === "compatible";
  } catch (error) {
    if (isConcordatError(error)) return false;
    throw error;
  }
}

/** Both as one document; `undefined` where they mean different documents by one identifier. */
function together(keyword: "allOf" | "anyOf", first: Side, second: Side): Json | undefined {
  const documents = new Map(first.documents());
  for (const [uri, document] of second.documents()) {
    const known = documents.get(uri);
    if (known !== undefined && canonicalize(known) !== canonicalize(document)) return undefined;
    documents.set(uri, document);
  }
  const root = { [keyword]: [{ $ref: first.version.uri }, { $ref: second.version.uri }] };
  return bundleSchema(undefined, createSchemaGraph(documents, { root, dialect: "2020-12" }));
}
