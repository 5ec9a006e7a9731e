import type { Catalogue } from "@concordat/contracts";
import { type Finding, findingOf } from "@concordat/errors";
import { type Json, valueAt } from "@concordat/json";
import {
  createSchemaGraph,
  type Dialect,
  dialectOf,
  foreignKeywords,
  type SchemaFinding,
  walkSchemas,
} from "@concordat/schema";
import type { SourceNode } from "../source/node.ts";
import type { World } from "../source/world.ts";
import type { LiftedSchema } from "./lift.ts";

/** Judges a schema by the meta-schema of its dialect. Handed in, because it takes a validator, and reading takes none. */
export type SchemaJudge = (schema: Json, dialect: Dialect) => readonly SchemaFault[];

export type SchemaFault = {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly pointer: string;
};

export type SchemaToCheck = { readonly lifted: LiftedSchema; readonly uri: string };

const rule = "asyncapi-payload";

/**
 * What is wrong with the document's own schemas, each at the place where it was written. The AsyncAPI parser looks into
 * schemas of AsyncAPI's own format only; contracts are judged by lint, file by file.
 */
export function checkSchemas(
  schemas: readonly SchemaToCheck[],
  {
    catalogue,
    world,
    judge,
  }: { readonly catalogue: Catalogue; readonly world: World; readonly judge?: SchemaJudge },
): readonly Finding[] {
  if (schemas.length === 0) return [];
  const byUri = new Map(schemas.map((schema) => [schema.uri, schema]));
  const documents = new Map<string, Json>([
    ...schemas.map(({ uri, lifted }) => [uri, lifted.schema] as const),
    ...catalogue.versions.map(({ uri, document }) => [uri, document] as const),
  ]);
  const faults = [
    ...createSchemaGraph(documents).findings,
    ...schemas.flatMap(({ uri, lifted }) => [...mixUps(uri, lifted), ...judged(uri, lifted, judge)]),
  ];
  return faults.flatMap((fault) => {
    const checked = byUri.get(fault.document);
    if (checked === undefined || isTold(fault, checked.lifted)) return [];
    const at = world.placeOf(placeOfOrigin(fault.pointer, checked.lifted));
    const severity = doubtful.has(fault.code) ? "warning" : "error";
    return [findingOf(withoutAddress(fault, checked.uri, at.file), { rule, at, severity })];
  });
}

/** It is told what is meant, and others may take it differently. */
const doubtful = new Set(["SCHEMA_DIALECT_MISMATCH", "SCHEMA_DIALECT_SPELLING"]);

/** References that lead nowhere were reported when the document was read; only anchors were left for here. */
function isTold({ code, pointer }: SchemaFinding, { schema }: LiftedSchema): boolean {
  if (!["SCHEMA_REF_UNRESOLVED", "SCHEMA_REF_REMOTE", "SCHEMA_REF_SCHEME"].includes(code)) return false;
  const ref = valueAt(schema, pointer);
  return typeof ref === "string" && !/#[^/]/.test(ref);
}

/** A place in the lifted schema as the place in the file it came from. */
export function placeOfOrigin(
  pointer: string,
  { origins }: LiftedSchema,
): Pick<SourceNode, "file" | "pointer"> {
  const parts = [...origins].filter(([part]) => pointer === part || pointer.startsWith(`${part}/`));
  const [nearest] = parts.toSorted(([a], [b]) => b.length - a.length);
  if (nearest === undefined) return { file: "", pointer };
  const [part, { file, pointer: origin }] = nearest;
  return { file, pointer: `${origin}${pointer.slice(part.length)}` };
}

function* mixUps(uri: string, { schema, dialect }: LiftedSchema): Generator<SchemaFinding> {
  const visits = walkSchemas({ uri, root: schema }, { dialect, recognise: dialectOf });
  for (const visit of visits)
    for (const finding of foreignKeywords(visit)) if (!isAsyncapiOwn(finding)) yield finding;
}

/** AsyncAPI's Schema Object adds these to draft-07; they are no mistake in its documents. */
function isAsyncapiOwn({ pointer }: SchemaFinding): boolean {
  return /\/(discriminator|deprecated|externalDocs)$/.test(pointer);
}

function judged(
  uri: string,
  { schema, dialect }: LiftedSchema,
  judge: SchemaJudge | undefined,
): readonly SchemaFinding[] {
  return (judge?.(schema, dialect) ?? []).map((fault) => ({ ...fault, document: uri }));
}

/** The address under which a schema was checked is nobody's business. */
function withoutAddress(fault: SchemaFinding, uri: string, file: string | undefined): SchemaFinding {
  return { ...fault, message: fault.message.replaceAll(uri, file ?? "") };
}
