import { type Finding, findingOf } from "@concordat/errors";
import { JsonError, jsonErrors, parseJson, parseJsonDocument, type TextRange } from "@concordat/json";
import { rangeAt } from "./place-in-text.ts";
import type { Line } from "./read-lines.ts";
import type { JudgeData } from "./trouble.ts";

export type LineVerdict = {
  readonly findings: readonly Finding[];
  /** The line itself, for the excerpt; absent where it cannot be shown. */
  readonly text?: string;
};

export type LineOptions = { readonly file: string; readonly maxBytes: number };

const good: LineVerdict = { findings: [] };

/**
 * Judges one line of a stream as a text of its own: whatever is wrong with it, the next line is judged all the same.
 * Lines and columns are those of the file, offsets count from the beginning of the line. A blank line holds no value.
 */
export function validateLine(line: Line, judge: JudgeData, options: LineOptions): LineVerdict | undefined {
  if ("tooLong" in line) return tooLong(line.number, line.tooLong, options);
  const { input, number } = line;
  if (typeof input === "string" && input.trim() === "") return undefined;
  try {
    const troubles = judge(parseJson(input));
    return troubles.length === 0 ? good : located(input, troubles, number, options);
  } catch (error) {
    if (error instanceof JsonError) return noJson(error, line.number, input, options);
    throw error;
  }
}

/** Only a line with something wrong is read once more for the places. */
function located(
  input: string | Uint8Array,
  troubles: ReturnType<JudgeData>,
  number: number,
  { file }: LineOptions,
): LineVerdict {
  const document = parseJsonDocument(input);
  const findings = troubles.map(({ pointer, contract, ...words }): Finding => {
    const range = rangeAt(document, { pointer, rule: words.rule });
    const place = { file, pointer, ...(range && { range: onLine(range, number) }) };
    return { severity: "error", ...words, at: { ...place, ...(contract !== undefined && { contract }) } };
  });
  return { findings, text: document.text };
}

function noJson(
  error: JsonError,
  number: number,
  input: string | Uint8Array,
  { file }: LineOptions,
): LineVerdict {
  const { column = 1, offset = 0 } = error.params as { readonly column?: number; readonly offset?: number };
  const position = { line: number, column, offset };
  const at = { file, range: { start: position, end: position } };
  // The text that the error speaks of has one line only; which one of the stream it was, the place says.
  const message = error.message.replace(/line 1, column (\d+) \((?:byte )?offset \d+\)/g, "column $1");
  const { code, hint } = error;
  const finding = findingOf({ code, message, hint }, { rule: "json", at });
  return { findings: [finding], ...(typeof input === "string" && { text: input }) };
}

function tooLong(number: number, bytes: number, { file, maxBytes: limit }: LineOptions): LineVerdict {
  const start = { line: number, column: 1, offset: 0 };
  const error = jsonErrors.LIMIT_BYTES({ bytes, limit });
  return { findings: [findingOf(error, { rule: "json", at: { file, range: { start, end: start } } })] };
}

function onLine({ start, end }: TextRange, line: number): TextRange {
  return { start: { ...start, line }, end: { ...end, line } };
}
