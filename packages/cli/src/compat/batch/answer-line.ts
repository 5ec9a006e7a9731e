import { checkCompatibility, type Verdict } from "@concordat/compat";
import { type ConcordatError, isConcordatError } from "@concordat/errors";
import { isObject, type Json, parseJson } from "@concordat/json";
import type { Line } from "../../data/read-lines.ts";
import { cliErrors } from "../../errors.ts";
import { deepestSchema } from "../parse-schema.ts";
import { type BatchSettings, longestLine } from "./batch-settings.ts";
import { readPair } from "./read-pair.ts";

/** How a line ended, for the count; an unreadable one and a fault of ours are answered as undecided all the same. */
export type AnswerKind = Verdict["status"] | "unreadable" | "fault";

export type Answer = {
  readonly kind: AnswerKind;
  /** One line of JSON, its end included. */
  readonly text: string;
};

/** Tells CPU time in milliseconds from any fixed point on. */
export type CpuClock = () => number;

/** Compares the pair of one line. Whatever is wrong with it, there is an answer, and the next line has its own. */
export function answerLine(line: Line, settings: BatchSettings, cpu: CpuClock): Answer {
  let value: Json;
  try {
    value = parse(line);
  } catch (error) {
    if (!isConcordatError(error)) throw error;
    return unreadable(error, line, idAtStart(line));
  }
  const id = isObject(value) ? (value.id ?? null) : null;
  const begun = cpu();
  try {
    const question = readPair(value, settings);
    const verdict = checkCompatibility(question);
    return { kind: verdict.status, text: textOf({ id, ...factsOf(verdict), ms: since(begun, cpu) }) };
  } catch (error) {
    if (isConcordatError(error) && error.kind === "input") return unreadable(error, line, id);
    return faultAnswer(error instanceof Error ? error.message : String(error), id, since(begun, cpu));
  }
}

/** The engine was not up to a pair. That is no verdict about the pair, and no reason to leave out the others. */
export function faultAnswer(reason: string, id: Json, ms: number): Answer {
  const { code, message } = cliErrors.ENGINE_FAULT({ reason });
  return { kind: "fault", text: textOf({ id, verdict: "undecided", reason: code, message, rules: [], ms }) };
}

/**
 * The identifier of a line that nobody could read, if it comes first, as it mostly does: so that its answer can be told
 * from the others.
 */
export function idAtStart(line: Line): Json {
  const text = "input" in line && typeof line.input === "string" ? line.input.slice(0, 1000) : "";
  const found = /^\ufeff?\s*\{\s*"id"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+)\s*[,}]/.exec(text)?.[1];
  if (found === undefined) return null;
  try {
    return parseJson(found);
  } catch {
    return null;
  }
}

function parse(line: Line): Json {
  if ("tooLong" in line) throw tooLong(line.tooLong);
  return parseJson(line.input, { maxDepth: deepestSchema });
}

function tooLong(bytes: number) {
  return cliErrors.BATCH_LINE({ problem: `has ${bytes} bytes, and the limit is ${longestLine}` });
}

function unreadable({ code, message }: ConcordatError, { number }: Line, id: Json): Answer {
  const facts = { id, verdict: "undecided", reason: code, message, line: number, rules: [], ms: 0 };
  return { kind: "unreadable", text: textOf(facts) };
}

function factsOf(verdict: Verdict) {
  switch (verdict.status) {
    case "compatible":
      return { verdict: verdict.status, rules: [] };
    case "incompatible":
      return {
        verdict: verdict.status,
        witness: verdict.witness,
        rules: [...new Set(verdict.findings.map(({ rule }) => rule))],
      };
    case "undecided":
      return { verdict: verdict.status, reason: verdict.reason, message: verdict.message, rules: [] };
  }
}

function since(begun: number, cpu: CpuClock): number {
  return Math.round((cpu() - begun) * 1000) / 1000;
}

function textOf(facts: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(facts)}\n`;
}
