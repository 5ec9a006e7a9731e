import { type JsonError, jsonErrors } from "../errors.ts";
import { positionAt } from "../position.ts";
import { type Cursor, here, readWord } from "./cursor.ts";
import { clip, clipBare, codePointName } from "./quoting.ts";

/** What the reader was about to read: the same character is a different slip in each place. */
export type Wanted = "value" | "name" | "mark" | "digit" | "closing quote" | "end";

export type Surprise = { readonly found: string; readonly expected: string; readonly advice: string };

/** For whoever knows exactly what went wrong here. */
export function syntaxError(cursor: Cursor, surprise: Surprise): JsonError {
  return jsonErrors.JSON_SYNTAX({ ...here(cursor), ...surprise });
}

/**
 * For whoever only knows that it is not what was wanted. What was found is described as a person would say it, and
 * the usual slips (comments, single quotes, NaN, bare names …) get advice of their own.
 */
export function unexpected(cursor: Cursor, wanted: Wanted, expected: string): JsonError {
  const { found, advice } = describe(cursor, wanted);
  return syntaxError(cursor, { found, expected, advice: advice ?? `write ${expected}` });
}

type Seen = { readonly found: string; readonly advice?: string | undefined };

function describe(cursor: Cursor, wanted: Wanted): Seen {
  const { text, offset } = cursor;
  if (offset >= text.length) return describeEnd(cursor);
  const next = text.slice(offset, offset + 2);
  const character = String.fromCodePoint(next.codePointAt(0) ?? 0);
  if (wanted === "closing quote") return describeControl(character);
  const comment = /^(?:\/\/|\/\*|#)/.exec(next)?.[0];
  if (comment !== undefined)
    return {
      found: `a comment (${comment})`,
      advice: "remove the comment; JSON5 and JSONC are not accepted",
    };
  if (wanted === "end") return describeRest(character);
  const word = readWord(cursor);
  if (word !== "") return { found: clip(word), advice: adviseOnWord(word, wanted) };
  return isInvisible(character)
    ? describeInvisible(character)
    : { found: JSON.stringify(character), advice: adviseOnMark(next, wanted) };
}

function describeEnd({ text, openBrackets }: Cursor): Seen {
  const advice = "send the whole text; it stops before it is complete";
  const innermost = openBrackets.at(-1);
  if (innermost === undefined) return { found: "the end of the text", advice };
  const { line, column } = positionAt(text, innermost);
  const bracket = `"${text.charAt(innermost)}" of line ${line}, column ${column}`;
  return { found: `the end of the text while the ${bracket} is open`, advice };
}

function describeControl(character: string): Seen {
  const escaped = JSON.stringify(character).slice(1, -1);
  return {
    found: `the control character ${codePointName(character)}`,
    advice: `close the string, or write ${escaped} if the character belongs to it`,
  };
}

function describeRest(character: string): Seen {
  if (/["[{\-\p{L}\p{N}]/u.test(character))
    return {
      found: `a second document that begins with ${JSON.stringify(character)}`,
      advice: "send one document at a time",
    };
  return isInvisible(character)
    ? describeInvisible(character)
    : { found: JSON.stringify(character), advice: "remove what follows the first document" };
}

function describeInvisible(character: string): Seen {
  if (" \t\n\r".includes(character)) return { found: "white space", advice: "remove the white space" };
  return {
    found: `the character ${codePointName(character)}`,
    advice: "remove it; white space in JSON is space, tab, line feed and carriage return",
  };
}

function adviseOnWord(word: string, wanted: Wanted): string | undefined {
  if (wanted === "name") return `put the name in double quotes: "${clipBare(word)}"`;
  const lower = word.toLowerCase();
  if (["nan", "inf", "infinity"].includes(lower))
    return "send null or a string; JSON has no NaN and no Infinity";
  if (wanted !== "value") return undefined;
  if (["none", "nil", "undefined"].includes(lower)) return "write null, or leave it out";
  const meant = ["true", "false", "null"].find((literal) => literal.startsWith(lower));
  return meant === undefined ? "put it in double quotes if it is text" : `write ${meant}`;
}

function adviseOnMark(next: string, wanted: Wanted): string | undefined {
  if (/^['`‘’“”]/.test(next)) return 'use straight double quotes (")';
  if (wanted !== "value" && wanted !== "name") return undefined;
  if (next.startsWith(",")) return "remove the comma, or put what it separates before it";
  if (next.startsWith("+")) return "drop the plus sign";
  return /^\.\d/.test(next) ? "write a zero before the decimal point" : undefined;
}

function isInvisible(character: string): boolean {
  return /[\p{C}\p{Z}]/u.test(character);
}
