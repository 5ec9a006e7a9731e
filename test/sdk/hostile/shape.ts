import { parseAst } from "rolldown/parseAst";

/**
 * A module without its words: the kinds of all its nodes in order, and how many tags its comments have. Two modules that say
 * different words in the same places have one shape; a word that became code, or a tag, changes it.
 */
export function shapeOf(text: string): readonly string[] {
  const kinds: string[] = [];
  const texts: [start: number, end: number][] = [];
  visit(parseAst(text, { lang: "ts" }), (node) => {
    kinds.push(node.type);
    if (isText(node)) texts.push([node.start, node.end]);
  });
  return [...kinds, `tags ${tagsIn(without(text, texts))}`];
}

type Node = { readonly type: string; readonly start: number; readonly end: number; readonly value?: unknown };

function visit(given: unknown, each: (node: Node) => void): void {
  if (Array.isArray(given)) for (const item of given) visit(item, each);
  else if (typeof given === "object" && given !== null) {
    const node = given as Node & Readonly<Record<string, unknown>>;
    if (typeof node.type === "string") each(isName(node) ? { ...node, type: "name" } : node);
    for (const member of Object.values(node)) visit(member, each);
  }
}

/** A name of a member is written bare, or in quotes. */
function isName({ type, value }: Node): boolean {
  return type === "Identifier" || (type === "Literal" && typeof value === "string");
}

function isText({ type, value }: Node): boolean {
  return type === "TemplateElement" || typeof value === "string";
}

function without(text: string, places: readonly (readonly [number, number])[]): string {
  const backwards = places.toSorted(([a], [b]) => b - a);
  return backwards.reduce((left, [start, end]) => left.slice(0, start) + left.slice(end), text);
}

/** Defaults and examples are left out of comments where they are long, so those do not count. */
function tagsIn(text: string): number {
  const comments = text.match(/\/\*\*[\s\S]*?\*\//g) ?? [];
  const tags = comments.flatMap((comment) => comment.match(/(?<=^|[\s*{])@[a-z]+/gi) ?? []);
  return tags.filter((tag) => tag !== "@default" && tag !== "@example").length;
}
