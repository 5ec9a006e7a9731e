import { isArray, isObject, type Json } from "@concordat/json";
import {
  createSchemaGraph,
  type Dialect,
  formatLocation,
  type ResolvedSchema,
  type SchemaFinding,
  type SchemaGraph,
} from "@concordat/schema";
import { type Budget, Undecided } from "./budget.ts";

/** A schema and the documents that its references lead to. */
export type Prepared = { readonly graph: SchemaGraph; readonly root: ResolvedSchema };

export type PrepareOptions = {
  /** The dialect of documents that name none. Default `2020-12`. */
  readonly dialect?: Dialect;
  /** Everything that references may lead to, by absolute URI. Nothing is fetched. */
  readonly documents?: ReadonlyMap<string, Json>;
};

/**
 * Ties the schema together; what has no agreed meaning is refused here, and references only where they are followed.
 * Objects and lists in the documents are eight steps of the budget each, booleans, which are schemas too, four, and all
 * else is one, before any work is done.
 */
export function prepare(schema: Json, options: PrepareOptions = {}, budget?: Budget): Prepared {
  if (budget !== undefined) payForAll(schema, options, budget);
  const { dialect = "2020-12", documents = new Map() } = options;
  const graph = createSchemaGraph(documents, { root: schema, dialect });
  const fatal = graph.findings.find((finding) => meaningless.has(finding.code) || isShared(finding));
  if (fatal !== undefined)
    throw new Undecided({
      code: fatal.code === "LIMIT_EXPANSION" ? "CASES_TOO_MANY" : "SCHEMA_MEANINGLESS",
      message: `${formatLocation(fatal)}: ${fatal.message}`,
      at: { document: fatal.document, pointer: fatal.pointer },
    });
  return { graph, root: graph.enter() };
}

/** Of all that can be wrong with an identifier only this matters here: which of two schemas is meant would be a guess. */
function isShared({ code, message }: SchemaFinding): boolean {
  return code === "SCHEMA_ID" && message.includes("already belongs to");
}

const meaningless = new Set([
  "SCHEMA_REF_LOOP",
  "SCHEMA_DIALECT",
  "SCHEMA_VOCABULARY",
  "SCHEMA_ANCHOR",
  "LIMIT_EXPANSION",
]);

/** The limit that the strict parser sets to every text. Past it, places alone would take the square of the depth. */
const deepestNesting = 256;

/** Accounts for tying a schema together with its documents. */
export function payForAll(schema: Json, { documents = new Map() }: PrepareOptions, budget: Budget): void {
  for (const document of [schema, ...documents.values()]) payFor(document, budget);
}

/** Accounts for going through a document. Level by level, so that depth costs no stack. */
export function payFor(document: Json, budget: Budget): void {
  let level: Json[] = [document];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepestNesting)
      throw new Undecided({
        code: "NESTED_TOO_DEEPLY",
        message: `a schema nests deeper than ${deepestNesting} levels`,
      });
    const containers = level.filter((each) => isArray(each) || isObject(each));
    const booleans = level.filter((each) => typeof each === "boolean").length;
    budget.step(level.length + 7 * containers.length + 3 * booleans);
    const below: Json[] = [];
    for (const each of containers)
      if (isArray(each)) for (const item of each) below.push(item);
      else if (isObject(each)) for (const name in each) below.push(each[name] as Json);
    level = below;
  }
}
