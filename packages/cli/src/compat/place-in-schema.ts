import type { FindingPlace } from "@concordat/errors";
import type { TextRange } from "@concordat/json";
import { anonymousUri, type SchemaLocation, textPlaceOf } from "@concordat/schema";
import type { SchemaDocuments } from "./schema-documents.ts";
import type { SchemaSide } from "./schema-side.ts";

/** Turns places of the engine into places in files, for one side and the documents that its references lead to. */
export function placeInSchema(
  location: SchemaLocation,
  side: SchemaSide,
  documents: SchemaDocuments,
): FindingPlace {
  const isOwn = location.document === anonymousUri;
  const { file, source } = isOwn ? side : (documents.get(location.document) ?? side);
  const { pointer } = location;
  const found = textPlaceOf({ document: file, pointer }, new Map([[file, source]]));
  return {
    file,
    pointer,
    ...(found && { range: found.pointer === "" ? beginning(found.range) : found.range }),
    ...(isOwn && side.contract !== undefined && { contract: side.contract }),
  };
}

/** The whole document is shown by its first character: a page full of carets shows nothing. */
function beginning({ start }: TextRange): TextRange {
  return { start, end: { ...start, column: start.column + 1, offset: start.offset + 1 } };
}

/** `old.json:14:17` */
export function shownPlace({ file = "", range, pointer = "" }: FindingPlace): string {
  return range ? `${file}:${range.start.line}:${range.start.column}` : `${file}#${pointer}`;
}
