import { isObject, type Json } from "@concordat/json";
import { type Dialect, idKeyword } from "./dialect.ts";
import { type Identity, identityOf } from "./identity.ts";
import { type Subschema, subschemasOf } from "./subschemas.ts";

/** A document and the URI it was handed in under. */
export type SchemaDocument = { readonly uri: string; readonly root: Json };

export type SchemaVisit = {
  readonly schema: Json;
  readonly document: string;
  readonly pointer: string;
  readonly dialect: Dialect;
  /** What relative references in this schema are relative to; no fragment. */
  readonly base: string;
  readonly identity: Identity;
  /** The visit of the schema above; absent at the start. */
  readonly parent?: SchemaVisit;
  /** How this schema hangs below its parent. */
  readonly step?: Subschema;
};

export type WalkOptions = {
  /** For documents that name none, and for those whose `$schema` nobody knows. Default `2020-12`. */
  readonly dialect?: Dialect;
  /** Which dialect a value of `$schema` means. */
  readonly recognise: (metaSchema: string) => Dialect | undefined;
  /** Begin here, under what is in force there, instead of at the root. */
  readonly from?: {
    readonly schema: Json;
    readonly pointer: string;
    readonly dialect: Dialect;
    readonly base: string;
  };
};

/**
 * All schemas of a document, parents first and in the order of the text; dialect and base change where an embedded
 * resource begins. Only known keywords are entered: what lies in `enum`, `const`, `default`, `examples` and unknown
 * keywords is data. No recursion, so depth is bounded by memory alone.
 */
export function* walkSchemas(document: SchemaDocument, options: WalkOptions): Generator<SchemaVisit> {
  const start = options.from ?? {
    schema: document.root,
    pointer: "",
    dialect: options.dialect ?? "2020-12",
    base: document.uri,
  };
  const pending: SchemaVisit[] = [visit(document.uri, start.pointer, start, options)];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    if (!isObject(next.schema)) continue;
    const below = subschemasOf(next.schema, next.dialect);
    // The last of them goes first on the pile.
    for (let index = below.length - 1; index >= 0; index--) {
      const step = below[index] as Subschema;
      const { schema } = step;
      const { dialect, base, pointer } = next;
      pending.push(
        visit(document.uri, pointer + step.pointer, { schema, dialect, base }, options, {
          parent: next,
          step,
        }),
      );
    }
  }
}

function visit(
  document: string,
  pointer: string,
  { schema, dialect, base }: { readonly schema: Json; readonly dialect: Dialect; readonly base: string },
  { recognise, from }: WalkOptions,
  above?: Required<Pick<SchemaVisit, "parent" | "step">>,
): SchemaVisit {
  const own = ownDialect(schema, dialect, recognise, above === undefined && from === undefined);
  const identity = identityOf(schema, own, base);
  const whole = { schema, document, pointer, dialect: own, base: identity.uri ?? base, identity };
  return above === undefined ? whole : { ...whole, parent: above.parent, step: above.step };
}

/** `$schema` counts at the root of a document and where an embedded resource says its own id, nowhere else. */
function ownDialect(
  schema: Json,
  inherited: Dialect,
  recognise: (metaSchema: string) => Dialect | undefined,
  isRoot: boolean,
): Dialect {
  if (!isObject(schema) || typeof schema.$schema !== "string") return inherited;
  const named = recognise(schema.$schema);
  if (named === undefined || isRoot) return named ?? inherited;
  return typeof (schema[idKeyword(inherited)] ?? schema[idKeyword(named)]) === "string" ? named : inherited;
}
