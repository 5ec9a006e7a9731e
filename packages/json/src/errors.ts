import { ConcordatError, defineErrors } from "@concordat/errors";
import type { TextPosition } from "./position.ts";

/** A text that is no strict JSON, or a value that JSON cannot hold. */
export class JsonError extends ConcordatError {}

/** What the parameters of every code that points into a text begin with. */
type Place = TextPosition;

export const jsonErrors = defineErrors(JsonError, {
  JSON_EMPTY: {
    message: (p: Place) => (p.offset === 0 ? "the text is empty" : "the text holds nothing but white space"),
    hint: "send one JSON value; write null if there is nothing to say",
  },
  JSON_SYNTAX: {
    message: (p: Place & { found: string; expected: string; advice: string }) =>
      `${at(p)}: found ${p.found}, expected ${p.expected}`,
    hint: (p) => p.advice,
  },
  JSON_ENCODING: {
    message: (p: Place & { found: string }) => `${at(p, "byte offset")}: found ${p.found}, expected UTF-8`,
    hint: "encode the text as UTF-8",
  },
  JSON_SURROGATE: {
    message: (p: Place & { found: string }) =>
      `${at(p)}: ${p.found} is one half of a surrogate pair, and its other half is missing`,
    hint: (p) => `write both halves of the character, or remove ${p.found}`,
  },
  JSON_DUPLICATE_KEY: {
    message: (p: Place & { name: string; first: TextPosition }) =>
      `${at(p)}: the name ${JSON.stringify(p.name)} is already taken at ${at(p.first)}`,
    hint: (p) => `remove or rename one of the two members ${JSON.stringify(p.name)}`,
  },
  JSON_NUMBER_RANGE: {
    message: (p: Place & { literal: string }) => `${at(p)}: ${p.literal} is beyond the largest double`,
    hint: "keep numbers within ±1.7976931348623157e308, or send this one as a string",
  },
  JSON_UNSAFE_INTEGER: {
    message: (p: Place & { literal: string; nearest: string }) =>
      `${at(p)}: no double holds the integer ${p.literal}; the nearest is ${p.nearest}`,
    hint: (p) => `send the integer as a string, or write ${p.nearest} if that is meant`,
  },
  JSON_UNREPRESENTABLE: {
    message: (p: { pointer: string; found: string }) =>
      `the value at "${p.pointer}" is ${p.found}, which JSON cannot hold`,
    hint: (p) => `replace or remove the value at "${p.pointer}"`,
  },
  LIMIT_DEPTH: {
    message: (p: Place & { limit: number }) =>
      `${at(p)}: this bracket opens level ${p.limit + 1}, and the limit is ${p.limit}`,
    hint: (p) => `flatten the value to at most ${p.limit} levels`,
  },
  LIMIT_BYTES: {
    message: (p: { bytes: number; limit: number }) =>
      `the text has ${p.bytes} bytes, and the limit is ${p.limit}`,
    hint: (p) => `shorten the text to at most ${p.limit} bytes`,
  },
});

function at({ line, column, offset }: TextPosition, counted = "offset"): string {
  return `line ${line}, column ${column} (${counted} ${offset})`;
}
