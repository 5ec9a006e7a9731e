import { jsonErrors } from "./errors.ts";
import { deepestNesting, isArray, type Json, type JsonObject } from "./json.ts";
import { formatPointer } from "./pointer.ts";
import { isWellFormed } from "./well-formed.ts";

/**
 * The one text of a value, by the JSON Canonicalization Scheme (RFC 8785): no white space, names in the order of
 * their UTF-16 code units, numbers and strings as ECMAScript prints them. Two values are equal exactly when their
 * canonical texts are, so `-0` is `0` and `1.0` is `1`. From 2^53 on, ECMAScript prints the shortest digits that find
 * the double again, which `parseJson` may refuse as an integer: 2^60 prints as 1152921504606847000.
 *
 * @throws {JsonError} JSON_UNREPRESENTABLE, where a value that was built and not parsed is none of JSON's.
 */
export function canonicalize(value: Json): string {
  return print(value, []);
}

/** The way from the root to the value being printed; one array for the whole walk, since only errors read it. */
type Path = (string | number)[];

function print(value: Json, path: Path): string {
  switch (typeof value) {
    case "string":
      return printString(value, path);
    case "number":
      if (!Number.isFinite(value)) throw unrepresentable(path, String(value));
      return JSON.stringify(value);
    case "boolean":
      return String(value);
    case "object":
      if (value === null) return "null";
      if (path.length >= deepestNesting) throw unrepresentable(path, `below ${deepestNesting} levels`);
      return isArray(value) ? printArray(value, path) : printObject(value, path);
    default:
      throw unrepresentable(path, `of type ${typeof value}`);
  }
}

function printArray(items: readonly Json[], path: Path): string {
  const texts = Array.from(items, (item, index) => {
    path.push(index);
    const text = print(item, path);
    path.pop();
    return text;
  });
  return `[${texts.join(",")}]`;
}

function printObject(object: JsonObject, path: Path): string {
  // The default order of `sort` is that of UTF-16 code units, which is what the scheme asks for.
  const names = Object.keys(object).sort();
  const members = names.map((name) => {
    path.push(name);
    const member = `${printString(name, path)}:${print(object[name] as Json, path)}`;
    path.pop();
    return member;
  });
  return `{${members.join(",")}}`;
}

function printString(text: string, path: Path): string {
  if (!isWellFormed(text)) throw unrepresentable(path, "text with half of a surrogate pair");
  return JSON.stringify(text);
}

function unrepresentable(path: Path, found: string): Error {
  return jsonErrors.JSON_UNREPRESENTABLE({ pointer: formatPointer(path), found });
}
