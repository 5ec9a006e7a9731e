import {
  formatPointer,
  type Json,
  type JsonDocument,
  type JsonLocation,
  parsePointer,
  type TextRange,
} from "@concordat/json";
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from "yaml";
import { type AsyncapiError, asyncapiErrors } from "../errors.ts";

export type YamlTrouble = { readonly error: AsyncapiError; readonly range?: TextRange };

/**
 * YAML as a JSON document with places. The `yaml` package keeps the source range of every node and is what edits such
 * documents elsewhere; the AsyncAPI parser's own YAML reader keeps none for a pointer, and would have to be loaded.
 *
 * Merge keys (`<<`) are honoured, as the AsyncAPI parser does. Aliases are, up to the bound against billion laughs.
 */
export function parseYaml(text: string): JsonDocument | YamlTrouble {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false });
  const rangeOf = (start: number, end: number): TextRange => ({
    start: positionOf(start, lines),
    end: positionOf(end, lines),
  });
  const refuse = (trouble: string, range?: TextRange): YamlTrouble => ({
    error: asyncapiErrors.ASYNCAPI_SYNTAX({ trouble }),
    ...(range && { range }),
  });
  const [first] = document.errors;
  if (first !== undefined) return refuse(first.message, rangeOf(...first.pos));
  const lost = findLoss(document, text);
  if (lost !== undefined) return refuse(lost.trouble, rangeOf(...lost.range));
  const value = toJson(document);
  if (value instanceof Error) return refuse(value.message);
  const locate = (pointer: string) => locationOf(pointer, document, rangeOf);
  const stray = findStray(value);
  if (stray !== undefined) return refuse(stray.trouble, locate(stray.pointer)?.value);
  return { value: value as Json, text, locate };
}

type Loss = { readonly trouble: string; readonly range: readonly [start: number, end: number] };

/** The first scalar or alias that does not arrive as what is written. */
function findLoss(document: Document, text: string): Loss | undefined {
  let found: Loss | undefined;
  const stop = (node: Node, trouble: string) => {
    const [start = 0, end = 0] = node.range ?? [];
    found = { trouble, range: [start, end] };
    return visit.BREAK;
  };
  visit(document, {
    Alias: (_, node) =>
      node.resolve(document) === undefined ? stop(node, `nothing is called &${node.source}`) : undefined,
    Scalar: (_, node) => {
      const written = text.slice(...(node.range ?? [0, 0]));
      if (typeof node.value !== "number") return undefined;
      if (!Number.isFinite(node.value)) return stop(node, `${written} is a number that JSON does not have`);
      return /^[+-]?\d+$/.test(written) && BigInt(written) !== BigInt(node.value)
        ? stop(node, `the integer ${written} cannot be kept exactly; quote it if it is a name`)
        : undefined;
    },
  });
  return found;
}

function toJson(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 1000 }) ?? null;
  } catch (error) {
    // Too many aliases, or one that leads back to itself.
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** What YAML can hold and JSON cannot: nested too deep, or an object of another class, as sets, dates and binaries are. */
function findStray(value: unknown): { readonly pointer: string; readonly trouble: string } | undefined {
  const pending: { readonly value: unknown; readonly path: readonly (string | number)[] }[] = [
    { value, path: [] },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value: found, path } = next;
    if (path.length > 256) return { pointer: "", trouble: "values are nested more than 256 levels deep" };
    if (!isPlain(found))
      return { pointer: formatPointer(path), trouble: "a value of a type that JSON does not have" };
    if (typeof found !== "object" || found === null) continue;
    const below = Array.isArray(found) ? [...found.entries()] : Object.entries(found);
    for (const [name, child] of below.toReversed()) pending.push({ value: child, path: [...path, name] });
  }
  return undefined;
}

function isPlain(value: unknown): boolean {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return [Object.prototype, null].includes(Object.getPrototypeOf(value));
  return value !== undefined && typeof value !== "bigint";
}

type RangeOf = (start: number, end: number) => TextRange;

/** Steps through the nodes; what came in by a merge key has no place of its own. */
function locationOf(pointer: string, document: Document, rangeOf: RangeOf): JsonLocation | undefined {
  if (document.contents === null && pointer === "") return { value: rangeOf(0, 0) };
  let node: unknown = document.contents;
  let name: TextRange | undefined;
  for (const token of parsePointer(pointer) ?? []) {
    const parent = isAlias(node) ? node.resolve(document) : node;
    name = undefined;
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === token);
      if (pair === undefined) return undefined;
      name = rangeOfNode(pair.key, rangeOf);
      // A member without a value, `channel:`, stands where its name stands.
      node = rangeOfNode(pair.value, rangeOf) === undefined ? pair.key : pair.value;
    } else if (isSeq(parent) && /^\d+$/.test(token)) node = parent.items[Number(token)];
    else return undefined;
  }
  const value = rangeOfNode(node, rangeOf);
  return value && { value, ...(name && { name }) };
}

function rangeOfNode(node: unknown, rangeOf: RangeOf): TextRange | undefined {
  const range = (node as Node | null)?.range;
  return range ? rangeOf(range[0], range[1]) : undefined;
}

function positionOf(offset: number, lines: LineCounter) {
  const { line, col } = lines.linePos(offset);
  return { offset, line: Math.max(line, 1), column: Math.max(col, 1) };
}
