import { everyType, type Scalar, type TypeSet, typeBits } from "./json-type.ts";
import { always, type Case, type Literal, type Node, never } from "./node.ts";
import { createTable, unknownLiteral } from "./table.ts";

/** The table of all propositions of one question: both schemas share it. */
export type Terms = {
  nodeOf(literal: Literal): Node;
  and(literals: readonly Literal[]): Literal;
  or(literals: readonly Literal[]): Literal;
  exactlyOne(literals: readonly Literal[]): Literal;
  /** The guards must divide all values among themselves; see `Node`. */
  cases(of: readonly Case[]): Literal;
  types(types: TypeSet): Literal;
  scalars(values: readonly Scalar[]): Literal;
  /** A node about numbers, strings, arrays or objects, or an opaque one. */
  atom(node: Atom): Literal;
  /** The keyword that is the negation of an atom: true of all other types, unlike the bare negation. */
  unless(type: keyof typeof typeBits, atom: Literal): Literal;
  /** A number for a text, the same whenever it is the same text: so that what is built of texts does not grow with them. */
  numberOf(text: string): number;
  /** The recursive schema of this signature, and whether nobody has asked for it before. */
  ref(signature: string): { readonly literal: Literal; readonly isNew: boolean };
  define(ref: Literal, meaning: Literal): void;
  meaningOf(ref: Literal): Literal;
  size(): number;
};

export type Atom = Exclude<
  Node,
  { readonly kind: "true" | "and" | "one" | "cases" | "ref" | "types" | "scalars" }
>;

export function createTerms(): Terms {
  const table = createTable();
  const meanings = new Map<Literal, Literal>();
  const texts = new Map<string, number>();

  const isBoth = (literal: Literal) => literal > 0 && table.nodeOf(literal).kind === "and";

  /** Of all conjunctions these are the most, and need no set of their members. */
  const andOfTwo = (a: Literal, b: Literal): Literal | undefined => {
    if (a === always || a === b || b === never) return b;
    if (b === always || a === never) return a;
    if (a === -b) return never;
    if (isBoth(a) || isBoth(b)) return undefined;
    return table.conjunction(a < b ? [a, b] : [b, a]);
  };

  const and = (literals: readonly Literal[]): Literal => {
    if (literals.length <= 2) {
      const [a = always, b = always] = literals;
      const simply = andOfTwo(a, b);
      if (simply !== undefined) return simply;
    }
    const members = new Set<Literal>();
    const add = (literal: Literal): boolean => {
      if (literal === always) return true;
      if (literal === never || members.has(-literal)) return false;
      const node = table.nodeOf(literal);
      if (literal > 0 && node.kind === "and") return node.of.every(add);
      members.add(literal);
      return true;
    };
    for (const literal of literals) if (!add(literal)) return never;
    if (members.size === 0) return always;
    const of = [...members].sort((a, b) => a - b);
    const [first = always, second = always] = of;
    if (of.length === 1) return first;
    if (of.length === 2) return table.conjunction([first, second]);
    return table.named(`and ${of.join()}`, { kind: "and", of });
  };

  const or = (literals: readonly Literal[]): Literal => {
    return -and(literals.map((literal) => -literal));
  };

  const types = (types: TypeSet): Literal => {
    // One of the two ways to say it, so that `not a string` and `any type but string` are complements.
    if ((types & typeBits.null) !== 0) return -types_(everyType & ~types);
    return types_(types);
  };
  const types_ = (types: TypeSet): Literal =>
    types === 0 ? never : table.named(`types ${types}`, { kind: "types", types });

  const exactlyOne = (literals: readonly Literal[]): Literal => {
    const open = literals.filter((literal) => literal !== always && literal !== never);
    const held = literals.filter((literal) => literal === always).length;
    if (held > 1) return never;
    if (held === 1) return and(open.map((literal) => -literal));
    const distinct = new Set(open);
    // Who stands there twice would make two; of two complements one holds, so that nobody else may.
    const twice =
      distinct.size === open.length
        ? []
        : [...distinct].filter((literal) => open.indexOf(literal) !== open.lastIndexOf(literal));
    if (twice.length > 0)
      return and([
        ...twice.map((literal) => -literal),
        exactlyOne([...distinct].filter((literal) => !twice.includes(literal))),
      ]);
    const either = open.find((literal) => distinct.has(-literal));
    if (either !== undefined)
      return and(open.flatMap((literal) => (Math.abs(literal) === Math.abs(either) ? [] : [-literal])));
    const [only] = open;
    if (only === undefined) return never;
    const of = open.toSorted((a, b) => a - b);
    return of.length === 1 ? only : table.named(`one ${of.join()}`, { kind: "one", of });
  };

  return {
    nodeOf: table.nodeOf,
    and,
    or,
    types,
    exactlyOne: (literals) => exactlyOne(literals),
    cases(all) {
      const of = all.filter(({ guard }) => guard !== never);
      if (of.every(({ implied }) => implied === always)) return always;
      if (of.every(({ implied }) => implied === never)) return never;
      const [only] = of;
      if (of.length === 1 && only !== undefined) return only.implied;
      const key = of.map(({ guard, implied }) => `${guard}:${implied}`).join();
      return table.named(`cases ${key}`, { kind: "cases", of });
    },
    scalars(values) {
      const [only] = values;
      if (only !== undefined && values.length === 1) return table.scalar(only);
      const set = new Set(values);
      if (set.size === 0) return never;
      const [first = null] = set;
      if (set.size === 1) return table.scalar(first);
      const key = [...set].map((value) => JSON.stringify(value)).sort();
      return table.named(`scalars ${key.join()}`, { kind: "scalars", values: set });
    },
    atom(node) {
      if (isVoid(node)) return always;
      if (node.kind === "members") return table.members(node);
      return table.named(keyOf(node), node);
    },
    unless: (type, atom) => or([types(everyType & ~typeBits[type]), -atom]),
    numberOf(text) {
      const number = texts.get(text) ?? texts.size;
      texts.set(text, number);
      return number;
    },
    ref(signature) {
      const size = table.size();
      const literal = table.named(`ref ${signature}`, { kind: "ref", signature });
      return { literal, isNew: table.size() > size };
    },
    define(ref, meaning) {
      // The other schema may have entered its own already; by its signature it is the same.
      if (!meanings.has(ref)) meanings.set(ref, meaning);
    },
    meaningOf: (ref) => meanings.get(ref) ?? unknownLiteral(ref),
    size: table.size,
  };
}

/** What every value satisfies; kept out of the table so that it cannot hide behind a number of its own. */
function isVoid(node: Atom): boolean {
  switch (node.kind) {
    case "min-length":
    case "min-items":
    case "min-properties":
      return node.count <= 0;
    case "item":
      return node.is === always;
    case "contains":
      return node.count <= 0;
    case "members":
      return node.is === always || node.names === never;
    default:
      return false;
  }
}

function keyOf(node: Exclude<Atom, { readonly kind: "members" }>): string {
  switch (node.kind) {
    case "at-least":
    case "greater-than":
      return `${node.kind} ${node.bound + 0}`;
    case "multiple-of":
      return `multiple-of ${node.divisor}`;
    case "min-length":
    case "min-items":
    case "min-properties":
      return `${node.kind} ${node.count}`;
    case "pattern":
      return `pattern ${node.source}`;
    case "format":
    case "opaque":
      return `${node.kind} ${node.name}`;
    case "item":
      return `item ${node.index} ${node.is}`;
    case "contains":
      return `contains ${node.from} ${node.is} ${node.count}`;
    case "unique":
      return "unique";
  }
}
