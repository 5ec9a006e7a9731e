import { assignNames, pascalCase, type TypeModel, type Wish, wordsOf } from "@concordat/gen-core";
import { legalName } from "../language/identifiers.ts";
import type { Placing } from "./owners.ts";

/** The names that hold in a module, by the key of the declaration. */
export type ModuleNames = ReadonlyMap<string, string>;

/** By root: the names of what its module declares, which are those that others import it by. The root has the name given. */
export function exportedNames(
  model: TypeModel,
  { declared }: Placing,
  namesOfRoot: readonly string[],
): readonly ModuleNames[] {
  return declared.map((keys, index) => {
    const root = model.roots[index] ?? "";
    const name = namesOfRoot[index] ?? "";
    const wishes = keys
      .filter((key) => key !== root)
      .map(
        (key): Wish => ({
          key,
          candidates: candidatesIn(name, model.declarations.get(key)?.candidates ?? []),
        }),
      );
    const names = assignNames(wishes, { legal: legalName, taken: [name] });
    return keys.includes(root) ? new Map([[root, name], ...names]) : names;
  });
}

/** By root: what its module calls the things that it imports; their own names, unless two would be one. */
export function importedNames(
  { imported, owners }: Placing,
  exported: readonly ModuleNames[],
  namesOfRoot: readonly string[],
): readonly ModuleNames[] {
  return imported.map((keys, index) => {
    const taken = [...(exported[index]?.values() ?? []), namesOfRoot[index] ?? ""];
    const wishes = keys.map((key): Wish => {
      const owner = owners.get(key);
      const name = owner === undefined ? undefined : exported[owner]?.get(key);
      return { key, candidates: name === undefined ? [] : [name] };
    });
    return assignNames(wishes, { legal: legalName, taken });
  });
}

/** Titles and keys as names of types. The last resort is told apart by the name of the root. */
function candidatesIn(root: string, candidates: readonly string[]): readonly string[] {
  const names = cased(candidates);
  return [...names, ...names.slice(-1).map((last) => root + last)];
}

export function cased(candidates: readonly string[]): readonly string[] {
  const names = candidates.map((candidate) => pascalCase(wordsOf(candidate))).filter((name) => name !== "");
  return names.length === 0 ? ["Value"] : [...new Set(names)];
}
