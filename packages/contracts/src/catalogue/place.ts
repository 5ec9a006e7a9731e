import type { FindingPlace } from "@concordat/errors";
import { type SchemaLocation, textPlaceOf } from "@concordat/schema";
import type { Catalogue } from "./catalogue.ts";

/** Where a schema location stands for a person: the file, and the range in it when the place can be found there. */
export function placeOf(
  location: SchemaLocation,
  catalogue: Pick<Catalogue, "byUri" | "texts">,
): FindingPlace {
  const { pointer } = location;
  const version = catalogue.byUri(location.document);
  if (version === undefined) return { pointer };
  const range = textPlaceOf(location, catalogue.texts)?.range;
  return { file: version.file, pointer, ...(range && { range }), contract: version.id };
}
