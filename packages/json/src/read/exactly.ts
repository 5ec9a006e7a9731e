import { jsonErrors } from "../errors.ts";
import type { Json } from "../json.ts";
import { positionAt } from "../position.ts";
import { type Cursor, here, peek, readWord, skipWhiteSpace, take } from "./cursor.ts";
import { readNumber } from "./number.ts";
import { clipBare } from "./quoting.ts";
import { readString } from "./string.ts";
import { syntaxError, unexpected } from "./unexpected.ts";

export type Span = { readonly start: number; readonly end: number };

/** A value and the places of all that is in it. */
export type LocatedValue = Span & {
  readonly value: Json;
  /** Only on members of an object. */
  readonly name?: Span;
  readonly items?: readonly LocatedValue[];
  readonly members?: ReadonlyMap<string, LocatedValue>;
};

/**
 * The authority on what is accepted: reads character by character, knows every place, and throws at the first thing
 * from the left that is not strict JSON. Recursion is bounded by `maxDepth`.
 */
export function readExactly(text: string, maxDepth: number): LocatedValue {
  const cursor: Cursor = { text, maxDepth, offset: 0, openBrackets: [] };
  skipWhiteSpace(cursor);
  if (cursor.offset === text.length) throw jsonErrors.JSON_EMPTY(here(cursor));
  const root = readValue(cursor, "a value");
  skipWhiteSpace(cursor);
  if (cursor.offset < text.length) throw unexpected(cursor, "end", "the end of the text");
  return root;
}

function readValue(cursor: Cursor, expected: string): LocatedValue {
  const character = peek(cursor);
  if (character === "{") return readObject(cursor);
  if (character === "[") return readArray(cursor);
  const start = cursor.offset;
  const value = readScalar(cursor, character, expected);
  return { value, start, end: cursor.offset };
}

const words: ReadonlyMap<string, Json> = new Map<string, Json>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

function readScalar(cursor: Cursor, character: string, expected: string): Json {
  if (character === '"') return readString(cursor);
  if (character === "-" || (character >= "0" && character <= "9")) return readNumber(cursor);
  const word = readWord(cursor);
  const value = words.get(word);
  if (value === undefined) throw unexpected(cursor, "value", expected);
  cursor.offset += word.length;
  return value;
}

function readArray(cursor: Cursor): LocatedValue {
  const start = cursor.offset;
  const items: LocatedValue[] = [];
  openBracket(cursor);
  skipWhiteSpace(cursor);
  if (!take(cursor, "]")) {
    for (let expected = 'a value or "]"'; ; expected = "a value") {
      items.push(readValue(cursor, expected));
      if (!continues(cursor, "]")) break;
    }
  }
  cursor.openBrackets.pop();
  return { value: items.map(({ value }) => value), items, start, end: cursor.offset };
}

function readObject(cursor: Cursor): LocatedValue {
  const start = cursor.offset;
  const value: Record<string, Json> = {};
  const members = new Map<string, LocatedValue>();
  openBracket(cursor);
  skipWhiteSpace(cursor);
  if (!take(cursor, "}")) {
    for (let expected = 'a name in double quotes or "}"'; ; expected = "a name in double quotes") {
      const [name, member] = readMember(cursor, members, expected);
      members.set(name, member);
      setOwn(value, name, member.value);
      if (!continues(cursor, "}")) break;
    }
  }
  cursor.openBrackets.pop();
  return { value, members, start, end: cursor.offset };
}

function readMember(
  cursor: Cursor,
  siblings: ReadonlyMap<string, LocatedValue>,
  expected: string,
): [string, LocatedValue] {
  if (peek(cursor) !== '"') throw unexpected(cursor, "name", expected);
  const start = cursor.offset;
  const name = readString(cursor);
  const first = siblings.get(name)?.name;
  if (first !== undefined) {
    const places = { ...positionAt(cursor.text, start), first: positionAt(cursor.text, first.start) };
    throw jsonErrors.JSON_DUPLICATE_KEY({ ...places, name: clipBare(name) });
  }
  const nameSpan = { start, end: cursor.offset };
  skipWhiteSpace(cursor);
  if (!take(cursor, ":")) throw unexpected(cursor, "mark", '":"');
  skipWhiteSpace(cursor);
  return [name, { ...readValue(cursor, "a value"), name: nameSpan }];
}

function openBracket(cursor: Cursor): void {
  const { maxDepth, openBrackets } = cursor;
  if (openBrackets.length >= maxDepth) throw jsonErrors.LIMIT_DEPTH({ ...here(cursor), limit: maxDepth });
  openBrackets.push(cursor.offset);
  cursor.offset += 1;
}

/** After a value: a comma and something behind it, or the end of the container. */
function continues(cursor: Cursor, closing: "]" | "}"): boolean {
  skipWhiteSpace(cursor);
  if (take(cursor, closing)) return false;
  const comma = cursor.offset;
  if (!take(cursor, ",")) throw unexpected(cursor, "mark", `"," or "${closing}"`);
  skipWhiteSpace(cursor);
  if (peek(cursor) !== closing) return true;
  cursor.offset = comma;
  throw syntaxError(cursor, {
    found: "a trailing comma",
    expected: `"${closing}"`,
    advice: "remove the comma",
  });
}

/** Plain assignment to `__proto__` would call its setter and lose the member. */
function setOwn(object: Record<string, Json>, name: string, value: Json): void {
  if (name === "__proto__")
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  else object[name] = value;
}
