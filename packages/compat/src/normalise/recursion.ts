import { canonicalize, isObject, type Json } from "@concordat/json";
import { keywordOf, type ResolvedSchema } from "@concordat/schema";
import type { Budget } from "../budget.ts";
import type { Literal, Terms } from "../terms/index.ts";
import { type Component, createComponents } from "./components.ts";

/** How a reading moves through the schemas, as far as recursion is concerned. */
export type Paths = {
  readonly reading: string;
  below(
    schema: ResolvedSchema,
  ): readonly { readonly keyword: string; readonly key?: string; readonly schema: ResolvedSchema }[];
  /** What its references lead to, the known ones among them. */
  targets(schema: ResolvedSchema): readonly { readonly keyword: string; readonly schema: ResolvedSchema }[];
  members(schema: ResolvedSchema): Json;
  /** What is known of a reference to a document nobody has: its proposition, the same on both sides. */
  unknown(schema: ResolvedSchema): Literal | undefined;
};

/**
 * Names for what schemas say, down to all that they reach. Equal names mean equal schemas, so that a recursive part
 * which did not change is one proposition on both sides, and cancels like any other. What definitions are called,
 * identifiers and annotations are no part of it.
 *
 * A schema's own text goes down to its references. Where none leads back, its name is that text with the names of what
 * they lead to. Schemas that lead to each other are told apart round by round: by their own texts, then by those of
 * what they lead to, and so on until a round tells no two apart that the last one did not. What one component is called
 * lists for all its members which colour of the last round but one became which of the last: of two components of one
 * name, members of the same colour lead to members of the same colour, and so say the same, to any depth.
 */
export type Signatures = {
  /** Whether references lead from the schema back to it. */
  isRecursive(schema: ResolvedSchema): boolean;
  nameOf(schema: ResolvedSchema): string;
};

/** One schema down to its references, in the order of its text. */
type Local = { readonly text: string; readonly leadsTo: readonly ResolvedSchema[] };

export function createSignatures(paths: Paths, terms: Terms, budget: Budget): Signatures {
  const locals = new Map<string, Local>();
  const targets = new Map<Local, readonly Local[]>();
  /** All that some text goes through. */
  const passed = new Set<string>();
  const names = new Map<Local, number>();
  const recursive = new Set<Local>();

  const localOf = (schema: ResolvedSchema): Local => {
    const known = locals.get(schema.key);
    if (known !== undefined) return known;
    const leadsTo: ResolvedSchema[] = [];
    const local = { text: `${paths.reading} ${print(schema, leadsTo)}`, leadsTo };
    locals.set(schema.key, local);
    return local;
  };

  const targetsOf = (local: Local): readonly Local[] => {
    const found = targets.get(local) ?? local.leadsTo.map(localOf);
    targets.set(local, found);
    return found;
  };

  const print = (schema: ResolvedSchema, leadsTo: ResolvedSchema[]): string => {
    budget.step(3);
    passed.add(schema.key);
    const members = paths.members(schema);
    if (!isObject(members)) return String(members);
    const parts: string[] = [];
    for (const name of Object.keys(members)) {
      const kind = keywordOf(name, schema.dialect)?.kind;
      const isSaid = kind === "assertion" || alsoSaid.has(name);
      if (isSaid) parts.push(`${name}:${canonicalize(members[name] as Json)}`);
      // An applicator without subschemas still says something: an empty anyOf, a list in `dependencies`.
      if (kind === "applicator") parts.push(`${name};`);
    }
    const below: { readonly at: string; readonly inner: ResolvedSchema }[] = [];
    for (const { keyword, key, schema: inner } of paths.below(schema))
      if (keywordOf(keyword, schema.dialect)?.kind === "applicator")
        below.push({ at: keyword + (key === undefined ? "" : JSON.stringify(key)), inner });
    // The order of members says nothing, so the references below are numbered in another.
    for (const { at, inner } of below.sort((a, b) => (a.at < b.at ? -1 : 1)))
      parts.push(`${at}${print(inner, leadsTo)}`);
    const unknown = paths.unknown(schema);
    if (unknown !== undefined) parts.push(`unknown#${unknown}`);
    for (const { keyword, schema: target } of paths.targets(schema)) {
      parts.push(`${keyword}#${leadsTo.length}`);
      leadsTo.push(target);
    }
    return `${schema.dialect}{${parts.sort().join(",")}}`;
  };

  const componentsFrom = createComponents(targetsOf);

  const visit = (schema: ResolvedSchema): Local => {
    const root = localOf(schema);
    for (const component of componentsFrom(root)) {
      const [only] = component;
      if (only === undefined) continue;
      if (component.length > 1 || targetsOf(only).includes(only)) nameAll(component);
      else
        names.set(
          only,
          numberOf(only, (target) => names.get(target)),
        );
    }
    return root;
  };

  /** The text with a number for each reference; the number of those that have none yet says just that. */
  const numberOf = (local: Local, known: (target: Local) => number | undefined): number => {
    budget.step();
    const numbers = targetsOf(local).map((target) => known(target) ?? "?");
    return terms.numberOf(`${local.text} ${numbers.join()}`);
  };

  const nameAll = (component: Component<Local>): void => {
    let last = new Map<Local, number>();
    let colours = colour(component, last);
    while (kindsOf(colours) > kindsOf(last)) {
      last = colours;
      colours = colour(component, last);
    }
    const became = new Set(component.map((local) => `${last.get(local)}>${colours.get(local)}`));
    const called = terms.numberOf([...became].sort().join());
    for (const local of component) {
      names.set(local, terms.numberOf(`${colours.get(local)} among ${called}`));
      recursive.add(local);
    }
  };

  const colour = (component: Component<Local>, last: ReadonlyMap<Local, number>): Map<Local, number> =>
    new Map(
      component.map((local) => [local, numberOf(local, (target) => last.get(target) ?? names.get(target))]),
    );

  return {
    isRecursive(schema) {
      // What was only passed through on the way to references is what no reference leads to.
      if (!locals.has(schema.key) && passed.has(schema.key)) return false;
      return recursive.has(visit(schema));
    },
    nameOf: (schema) => String(names.get(visit(schema))),
  };
}

function kindsOf(colours: ReadonlyMap<Local, number>): number {
  return new Set(colours.values()).size;
}

/** Annotations that may be asserted, and keywords that validators assert in dialects that lack them. */
const alsoSaid = new Set(["const", "format", "dependencies"]);
