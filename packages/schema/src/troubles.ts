import { appendToPointer, isObject, type JsonObject } from "@concordat/json";
import { canonicalMetaSchema, idKeyword } from "./dialect.ts";
import { schemaErrors } from "./errors.ts";
import { findingOf, type SchemaFinding } from "./finding.ts";
import { isRelativeId } from "./identity.ts";
import { anonymousUri, formatLocation, type SchemaLocation } from "./location.ts";
import { type MetaSchemas, missingVocabularies, recogniseDialect, unknownVocabularies } from "./recognise.ts";
import { withoutFragment } from "./uri.ts";
import type { SchemaVisit } from "./walk.ts";

/** What is wrong with the identifier, dialect and vocabularies that one schema states; references come later. */
export function troublesOf(visit: SchemaVisit, metaSchemas: MetaSchemas): Iterable<SchemaFinding> {
  const { schema, identity } = visit;
  // Most schemas state nothing of the kind.
  const isSilent =
    !isObject(schema) ||
    (identity.written === undefined && schema.$schema === undefined && schema.$vocabulary === undefined);
  return isSilent ? [] : statedTroubles(visit, schema, metaSchemas);
}

function* statedTroubles(
  visit: SchemaVisit,
  schema: JsonObject,
  metaSchemas: MetaSchemas,
): Generator<SchemaFinding> {
  yield* idTroubles(visit);
  if (typeof schema.$schema === "string") yield* dialectTroubles(visit, schema.$schema, metaSchemas);
  for (const vocabulary of unknownVocabularies(schema)) {
    const place = below(visit, "$vocabulary", vocabulary);
    const trouble = "must be understood to judge by this schema, and is unknown";
    yield findingOf(
      schemaErrors.SCHEMA_VOCABULARY({ at: formatLocation(place), vocabulary, trouble }),
      place,
    );
  }
}

export function duplicateId(visit: SchemaVisit, first: SchemaLocation): SchemaFinding {
  const place = idPlace(visit);
  const id = visit.identity.written ?? visit.base;
  const trouble = `already belongs to ${formatLocation(first)}`;
  return findingOf(
    schemaErrors.SCHEMA_ID({
      at: formatLocation(place),
      id,
      trouble,
      remedy: "give each schema its own identifier",
    }),
    place,
  );
}

export function duplicateAnchor(visit: SchemaVisit, anchor: string, firstPointer: string): SchemaFinding {
  const { document, pointer } = visit;
  const first = formatLocation({ document, pointer: firstPointer });
  return findingOf(schemaErrors.SCHEMA_ANCHOR({ at: formatLocation(visit), anchor, first }), {
    document,
    pointer,
  });
}

function* idTroubles(visit: SchemaVisit): Generator<SchemaFinding> {
  const { identity, pointer } = visit;
  const { written: id = "", trouble } = identity;
  const place = idPlace(visit);
  const at = formatLocation(place);
  if (trouble !== undefined)
    yield findingOf(schemaErrors.SCHEMA_ID({ at, id, trouble: trouble.what, remedy: trouble.remedy }), place);
  if (pointer === "" && isRelativeId(identity)) {
    const remedy =
      visit.document === anonymousUri ? "write an absolute URI, such as https://…" : `write ${visit.base}`;
    yield findingOf(
      schemaErrors.SCHEMA_ID({ at, id, trouble: "is relative at the root of a document", remedy }),
      place,
    );
  }
}

function* dialectTroubles(
  visit: SchemaVisit,
  named: string,
  metaSchemas: MetaSchemas,
): Generator<SchemaFinding> {
  const place = below(visit, "$schema");
  const at = formatLocation(place);
  const dialect = recogniseDialect(named, metaSchemas);
  const spelling = canonicalMetaSchema(named);
  if (spelling !== named)
    yield findingOf(schemaErrors.SCHEMA_DIALECT_SPELLING({ at, named, spelling }), place);
  const beginsResource = visit.pointer === "" || visit.identity.uri !== undefined;
  if (dialect === undefined) yield findingOf(schemaErrors.SCHEMA_DIALECT({ at, named }), place);
  else if (!beginsResource) {
    const remedy = "drop it, or give this schema an identifier of its own";
    yield findingOf(
      schemaErrors.SCHEMA_DIALECT_MISMATCH({
        at,
        keyword: "$schema",
        dialect: "a subschema without identifier",
        remedy,
      }),
      place,
    );
  }
  const metaSchema = metaSchemas.get(withoutFragment(named));
  if (dialect === undefined || metaSchema === undefined) return;
  for (const vocabulary of missingVocabularies(metaSchema, dialect)) {
    const trouble = `is switched off by ${named}, and we judge by whole dialects only`;
    yield findingOf(schemaErrors.SCHEMA_VOCABULARY({ at, vocabulary, trouble }), place);
  }
  for (const vocabulary of unknownVocabularies(metaSchema)) {
    const trouble = `is required by ${named}, and is unknown`;
    yield findingOf(schemaErrors.SCHEMA_VOCABULARY({ at, vocabulary, trouble }), place);
  }
}

function idPlace(visit: SchemaVisit): SchemaLocation {
  return visit.identity.written === undefined ? below(visit) : below(visit, idKeyword(visit.dialect));
}

function below({ document, pointer }: SchemaLocation, ...tokens: readonly string[]): SchemaLocation {
  return { document, pointer: appendToPointer(pointer, ...tokens) };
}
