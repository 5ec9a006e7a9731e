import type { Finding } from "@concordat/errors";
import { isArray } from "@concordat/json";
import { parseFile } from "./parse-file.ts";
import { rangeAt } from "./place-in-text.ts";
import type { JudgeData } from "./trouble.ts";

export type DocumentVerdict = {
  readonly text: string;
  readonly findings: readonly Finding[];
  /** One, or as many as the batch has events. */
  readonly checked: number;
};

export type DocumentOptions = {
  /** As the reader typed it. */
  readonly file: string;
  /** Whether an array is a batch of values rather than a value. */
  readonly batch: boolean;
};

/**
 * Judges one JSON text.
 *
 * @throws {CliError} with the code and the place, when it is none
 */
export function validateDocument(
  bytes: Uint8Array,
  judge: JudgeData,
  { file, batch }: DocumentOptions,
): DocumentVerdict {
  const document = parseFile(file, bytes);
  const { value, text } = document;
  const findings = judge(value).map(({ pointer, contract, ...words }): Finding => {
    const range = rangeAt(document, { pointer, rule: words.rule });
    return {
      severity: "error",
      ...words,
      at: { file, pointer, ...(range && { range }), ...(contract && { contract }) },
    };
  });
  return { text, findings, checked: batch && isArray(value) ? value.length : 1 };
}
