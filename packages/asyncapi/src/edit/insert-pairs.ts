import { isDeepStrictEqual } from "node:util";
import { Document, isMap, isSeq, type Node, parseDocument, type Scalar, visit, type YAMLMap } from "yaml";

export type Insertion = {
  /** Where the map is: `["components", "messages"]`. */
  readonly path: readonly string[];
  readonly key: string;
  readonly value: unknown;
  /** The member behind which it goes; without it, the last. */
  readonly after?: string | undefined;
};

/**
 * Puts members into a YAML text and leaves every other byte as it is: comments, order, quotes, folded lines. (Printing
 * the parsed document anew keeps comments and order too, but reflows the rest, and the change drowns in its own diff.)
 *
 * Where members cannot be put in line by line, in JSON or in an empty map, the document is printed anew after all.
 */
export function insertPairs(text: string, insertions: readonly Insertion[]): string {
  const wanted = parseDocument(text);
  for (const { path, key, value } of insertions) wanted.setIn([...path, key], wanted.createNode(value));
  const edited = inserted(text, insertions);
  // The parser is the judge of whether the text says what it should, and nothing else.
  if (edited !== undefined && isDeepStrictEqual(parseDocument(edited).toJS(), wanted.toJS())) return edited;
  return text.trimStart().startsWith("{")
    ? `${JSON.stringify(wanted.toJS(), null, 2)}\n`
    : wanted.toString({ lineWidth: 0 });
}

function inserted(text: string, insertions: readonly Insertion[]): string | undefined {
  const document = parseDocument(text);
  const edits = insertions.map((insertion) => editOf(text, document, insertion));
  if (edits.some((edit) => edit === undefined)) return undefined;
  return edits
    .flatMap((edit) => edit ?? [])
    .sort((a, b) => b.offset - a.offset)
    .reduce((sofar, { offset, lines }) => sofar.slice(0, offset) + lines + sofar.slice(offset), text);
}

type Edit = { readonly offset: number; readonly lines: string };

function editOf(text: string, document: Document, { path, key, value, after }: Insertion): Edit | undefined {
  const map = document.getIn(path, true);
  if (!isMap(map) || map.flow) return undefined;
  const before = map.items.find((pair) => String(pair.key) === after) ?? map.items.at(-1);
  const first = map.items[0]?.key as Scalar | undefined;
  const end = (before?.value as Node | null | undefined)?.range?.[1];
  if (end === undefined || first?.range == null) return undefined;
  const indent = first.range[0] - (text.lastIndexOf("\n", first.range[0] - 1) + 1);
  const offset = startOfNextLine(text, end);
  const missingEnd = offset === text.length && !text.endsWith("\n") ? "\n" : "";
  return { offset, lines: inStyleOf(text, missingEnd + indented(printed(key, value), indent)) };
}

function startOfNextLine(text: string, offset: number): number {
  if (text[offset - 1] === "\n") return offset;
  const lineFeed = text.indexOf("\n", offset);
  return lineFeed === -1 ? text.length : lineFeed + 1;
}

/** A reference stands on one line, everything else in block style. */
function printed(key: string, value: unknown): string {
  const document = new Document({ [key]: value });
  visit(document, {
    Map: (_key, map) => {
      if (isReference(map)) map.flow = true;
    },
    Seq: (_key, list) => {
      if (isSeq(list) && list.items.length === 0) list.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 });
}

function isReference(map: YAMLMap): boolean {
  return map.items.length === 1 && String(map.items[0]?.key) === "$ref";
}

function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, " ".repeat(by));
}

function inStyleOf(text: string, lines: string): string {
  return text.includes("\r\n") ? lines.replaceAll("\n", "\r\n") : lines;
}
