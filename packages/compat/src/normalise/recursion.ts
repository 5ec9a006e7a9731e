import { canonicalize, isObject, type Json } from "@concordat/json";
import { keywordOf, type ResolvedSchema } from "@concordat/schema";
import type { Budget } from "../budget.ts";

/** How a reading moves through the schemas, as far as recursion is concerned. */
export type Paths = {
  readonly reading: string;
  below(
    schema: ResolvedSchema,
  ): readonly { readonly keyword: string; readonly key?: string; readonly schema: ResolvedSchema }[];
  /** What its references lead to, the known ones among them. */
  targets(schema: ResolvedSchema): readonly { readonly keyword: string; readonly schema: ResolvedSchema }[];
  members(schema: ResolvedSchema): Json;
};

/** `isRecursive` when references lead from the schema back to it. */
export type Signature = { readonly text: string; readonly isRecursive: boolean };

/**
 * The structure of all that a schema reaches, as a text.
 *
 * Equal texts mean equal schemas, so that a recursive part which did not change is one proposition on both sides, and
 * cancels like any other. Names of definitions, identifiers and annotations are no part of it.
 */
export type SignatureOf = (schema: ResolvedSchema) => Signature;

type Local = { readonly text: string; readonly targets: readonly ResolvedSchema[] };

export function createSignatures(paths: Paths, budget: Budget): SignatureOf {
  const locals = new Map<string, Local>();
  const signatures = new Map<string, Signature>();

  /** One schema down to its references, which are numbered in the order of the text. */
  const localOf = (schema: ResolvedSchema): Local => {
    const known = locals.get(schema.key);
    if (known !== undefined) return known;
    const targets: ResolvedSchema[] = [];
    const local = { text: print(schema, targets), targets };
    locals.set(schema.key, local);
    return local;
  };

  const print = (schema: ResolvedSchema, targets: ResolvedSchema[]): string => {
    budget.step();
    const members = paths.members(schema);
    if (!isObject(members)) return String(members);
    const parts = Object.keys(members).flatMap((name) => {
      const kind = keywordOf(name, schema.dialect)?.kind;
      const isSaid = kind === "assertion" || alsoSaid.has(name);
      return isSaid ? [`${name}:${canonicalize(members[name] as Json)}`] : [];
    });
    // An applicator without subschemas still says something: an empty anyOf, a list in `dependencies`.
    for (const name of Object.keys(members))
      if (keywordOf(name, schema.dialect)?.kind === "applicator") parts.push(`${name};`);
    for (const { keyword, key, schema: below } of paths.below(schema)) {
      const kind = keywordOf(keyword, schema.dialect)?.kind;
      if (kind !== "applicator") continue;
      const at = key === undefined ? "" : JSON.stringify(key);
      parts.push(`${keyword}${at}${print(below, targets)}`);
    }
    for (const { keyword, schema: target } of paths.targets(schema)) {
      parts.push(`${keyword}#${targets.length}`);
      targets.push(target);
    }
    return `${schema.dialect}{${parts.sort().join(",")}}`;
  };

  return (root) => {
    const known = signatures.get(root.key);
    if (known !== undefined) return known;
    const numbers = new Map([[root.key, 0]]);
    const reached = [root];
    const lines: string[] = [];
    let isRecursive = false;
    for (const schema of reached) {
      budget.step();
      const { text, targets } = localOf(schema);
      const edges = targets.map((target) => {
        if (target.key === root.key) isRecursive = true;
        const number = numbers.get(target.key) ?? reached.push(target) - 1;
        numbers.set(target.key, number);
        return number;
      });
      lines.push(`${text} ${edges.join()}`);
    }
    const signature = { text: `${paths.reading} ${lines.join("\n")}`, isRecursive };
    signatures.set(root.key, signature);
    return signature;
  };
}

/** Annotations that may be asserted, and keywords that validators assert in dialects that lack them. */
const alsoSaid = new Set(["const", "format", "dependencies"]);
