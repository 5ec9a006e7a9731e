/**
 * Code as a value.
 *
 * A generator never glues text: what it prints is a tree of these, and the only way from a word of a contract into the tree
 * leads through the printer of a language, which turns it into an identifier, a literal or a comment. So no description can
 * end its comment and no property can become a statement.
 */
export class Code {
  /** What is printed where there is room, or not. */
  readonly node: CodeNode;

  private constructor(node: CodeNode) {
    this.node = node;
  }

  /** For printers of languages: whoever calls it vouches that the text is what it is meant to be, and nothing more. */
  static of(node: CodeNode): Code {
    return new Code(node);
  }
}

export type CodeNode =
  /** Text without line ends. */
  | { readonly kind: "text"; readonly text: string }
  /** A line end: always, or where the group around it does not fit; else nothing or a space. */
  | { readonly kind: "line"; readonly flat: "" | " " | undefined }
  | { readonly kind: "indent"; readonly of: CodeNode }
  /** On one line if there is room for all of it, else broken at all its lines. */
  | { readonly kind: "group"; readonly of: CodeNode }
  /** Printed only where the group around it is broken, or only where it is not. */
  | { readonly kind: "choice"; readonly broken: string; readonly flat: string }
  | { readonly kind: "join"; readonly parts: readonly CodeNode[] }
  /** A name from elsewhere: printed as the name, and remembered for the head of the file. */
  | { readonly kind: "import"; readonly import: Import };

export type Import = {
  /** As the other file calls it. */
  readonly name: string;
  /** As this file calls it, where that differs. */
  readonly as?: string;
  /** Module, package or path, as the language writes it. */
  readonly from: string;
  /** Needed by types only. */
  readonly typeOnly?: boolean;
};

/** `undefined` prints nothing. */
export type Printable = Code | readonly Code[] | undefined;

const nothing: CodeNode = { kind: "join", parts: [] };

export const empty: Code = Code.of(nothing);
/** A line end, whatever the room. */
export const newline: Code = Code.of({ kind: "line", flat: undefined });
/** A space, or a line end where the group is broken. */
export const lineOrSpace: Code = Code.of({ kind: "line", flat: " " });
/** Nothing, or a line end where the group is broken. */
export const lineOrNothing: Code = Code.of({ kind: "line", flat: "" });

export function join(parts: readonly Printable[], separator: Code = empty): Code {
  const codes = parts.flatMap((part) => (part === undefined ? [] : part)) as readonly Code[];
  const nodes = codes.flatMap(({ node }, index) => (index === 0 ? [node] : [separator.node, node]));
  return Code.of({ kind: "join", parts: nodes });
}

export function indent(...parts: readonly Printable[]): Code {
  return Code.of({ kind: "indent", of: join(parts).node });
}

export function group(...parts: readonly Printable[]): Code {
  return Code.of({ kind: "group", of: join(parts).node });
}

/** What stands only where the group around it is broken (a trailing comma), or only where it is not. */
export function whenBroken(broken: "," | ";" | "| " | "", flat: "," | "" = ""): Code {
  return Code.of({ kind: "choice", broken, flat });
}

export function isEmpty({ node }: Code): boolean {
  return isEmptyNode(node);
}

function isEmptyNode(node: CodeNode): boolean {
  if (node.kind === "text") return node.text === "";
  if (node.kind === "join") return node.parts.every(isEmptyNode);
  if (node.kind === "indent" || node.kind === "group") return isEmptyNode(node.of);
  return false;
}
