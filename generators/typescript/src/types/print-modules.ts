import { assignNames, Code, createTypeModel, join, newline, type TypeModel } from "@concordat/gen-core";
import type { Json } from "@concordat/json";
import { createSchemaGraph, type Dialect } from "@concordat/schema";
import { legalName } from "../language/identifiers.ts";
import { typescript } from "../language/typescript.ts";
import { importSpecifier } from "./import-specifier.ts";
import type { UnknownMembers } from "./members.ts";
import { cased, exportedNames, importedNames } from "./names.ts";
import { placeDeclarations } from "./owners.ts";
import { printAlias, printDeclaration } from "./print-declaration.ts";
import type { TypePrinting } from "./print-type.ts";

export type TypeModulesInput = {
  /** Every document that a schema may refer to, by absolute URI. */
  readonly documents: ReadonlyMap<string, Json>;
  /** Of documents without `$schema`. Default 2020-12. */
  readonly dialect?: Dialect;
  readonly roots: readonly TypeRoot[];
};

export type TypeRoot = {
  readonly key: string;
  /** Where its schema is found in `documents`; a fragment may lead to a part of one. */
  readonly uri: string;
  /** Names that its type would take, as people write them ("Object type created"), the dearest first. */
  readonly candidates: readonly string[];
  /** The file that its types stand in, from the folder that is written: `types/oms/object-type-created.ts`. */
  readonly module: string;
};

export type TypeOptions = {
  /**
   * `as-written`: an object whose schema says nothing about further members takes any. `undeclared-refused`: it takes those that
   * are declared, so that a misspelt one is found. Default `as-written`.
   */
  readonly unknownMembers?: UnknownMembers;
  /** Whether types tell how many items a list has, where they are few. Default `said`. */
  readonly listBounds?: "said" | "left-out";
};

export type TypeModulesOptions = TypeOptions & {
  /** Names that the caller declares beside the roots in files that re-export them. */
  readonly taken?: Iterable<string>;
  /** What an import puts in the place of `.ts`. Default `.ts`. */
  readonly extension?: ".ts" | ".js";
};

export type TypeModule = {
  /** The name of the root's type, different from those of all other roots. */
  readonly name: string;
  /** Its exported declarations, without imports: `printFile` adds those. */
  readonly code: Code;
};

/**
 * The types of several schemas, a module for each, by the key of the root.
 *
 * What stands in the document of a root is declared in that root's module alone; others import it. A definition of a document
 * without a root is declared wherever it is needed.
 */
export function printTypeModules(
  { documents, dialect = "2020-12", roots }: TypeModulesInput,
  options: TypeModulesOptions = {},
): ReadonlyMap<string, TypeModule> {
  const graph = createSchemaGraph(documents, { dialect });
  const model = createTypeModel(
    graph,
    roots.map(({ uri }) => graph.enter(uri)),
  );
  const names = assignNames(
    roots.map(({ key, candidates }) => ({ key, candidates: cased(candidates) })),
    { legal: legalName, ...(options.taken !== undefined && { taken: options.taken }) },
  );
  const named = roots.map(({ key, module }) => ({ key, module, name: names.get(key) ?? "" }));
  return printNamedModel({ model, roots: named }, options);
}

/** A model with the names of its roots: what is left to be named and printed. */
export type NamedModel = {
  readonly model: TypeModel;
  readonly roots: readonly { readonly key: string; readonly module: string; readonly name: string }[];
};

export function printNamedModel(
  { model, roots }: NamedModel,
  { unknownMembers = "as-written", listBounds = "said", extension = ".ts" }: TypeModulesOptions,
): ReadonlyMap<string, TypeModule> {
  const placing = placeDeclarations(model);
  const namesOfRoot = roots.map(({ name }) => name);
  const exported = exportedNames(model, placing, namesOfRoot);
  const imported = importedNames(placing, exported, namesOfRoot);

  return new Map(
    roots.map(({ key, module, name }, index) => {
      const nameOf = (to: string): Code => {
        const own = exported[index]?.get(to);
        if (own !== undefined) return typescript.identifier(own);
        const owner = placing.owners.get(to) ?? index;
        const from = importSpecifier(module, roots[owner]?.module ?? "", extension);
        return importOf(exported[owner]?.get(to) ?? "", imported[index]?.get(to) ?? "", from);
      };
      const printing: TypePrinting = { unknownMembers, listBounds, nameOf, declarations: model.declarations };
      const declared = (placing.declared[index] ?? []).flatMap((to) => model.declarations.get(to) ?? []);
      const printed = declared.map((each) =>
        printDeclaration(each, exported[index]?.get(each.key) ?? "", printing),
      );
      const root = model.roots[index] ?? "";
      // A root that is another root's schema is that root's type under a name of its own.
      if (exported[index]?.has(root) === false) printed.unshift(printAlias(name, nameOf(root)));
      return [key, { name, code: join(printed, join([newline, newline])) }];
    }),
  );
}

function importOf(name: string, local: string, from: string): Code {
  const as = local === name ? {} : { as: local };
  return Code.of({ kind: "import", import: { name, from, typeOnly: true, ...as } });
}
