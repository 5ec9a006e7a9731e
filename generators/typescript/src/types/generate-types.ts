import { createTypeModel, render } from "@concordat/gen-core";
import type { Json } from "@concordat/json";
import { createSchemaGraph, type Dialect } from "@concordat/schema";
import { legalName } from "../language/identifiers.ts";
import { typescript } from "../language/typescript.ts";
import { printNamedModel, type TypeOptions } from "./print-modules.ts";

export type GenerateTypesOptions = TypeOptions & {
  /** What the type of the schema is called; what cannot stand in a name is replaced. */
  readonly name: string;
  /** Other documents that the schema may refer to, by absolute URI. */
  readonly documents?: ReadonlyMap<string, Json>;
  /** Of documents without `$schema`. Default 2020-12. */
  readonly dialect?: Dialect;
};

/**
 * The text of a TypeScript module that exports the type of a schema under the name given, and the types that it is made of.
 *
 * Every valid value is of that type: what TypeScript cannot say makes the type wider and stands in its comments. Never throws over
 * what a schema says, imports nothing, says `any` nowhere.
 */
export function generateTypes(schema: Json, options: GenerateTypesOptions): string {
  const { name, documents = new Map<string, Json>(), dialect = "2020-12" } = options;
  const graph = createSchemaGraph(documents, { root: schema, dialect });
  const model = createTypeModel(graph, [graph.enter()]);
  const roots = [{ key: name, module: "types.ts", name: legalName(name) }];
  const module = printNamedModel({ model, roots }, options).get(name);
  return module === undefined ? "" : render(module.code, typescript.layout).text;
}
