import type { Cause } from "@concordat/compat";
import type { JudgedVersion } from "../../core/errors.ts";

/** So much of a value that a person sees what it is about; verdicts may rest on large ones. */
const longestWitness = 500;

/**
 * Why a schema is refused, one sentence a cause, as this API lists them: what breaks, where, under which rule, and the
 * event that shows it.
 */
export function incompatibilityMessages(judged: readonly JudgedVersion[], policy: string): readonly string[] {
  if (judged.length === 0) return [];
  return [...judged.flatMap(messagesOf), `{compatibility: '${policy}'}`];
}

function messagesOf({ version, direction, verdict }: JudgedVersion): readonly string[] {
  if (verdict.status === "compatible") return [];
  if (verdict.status === "undecided") {
    const { reason, message, at } = verdict;
    const place = at === undefined ? "" : ` at ${JSON.stringify(at.pointer)}`;
    return [
      `Not shown to be compatible with version ${version}: ${message}${place} (${reason}). Nothing is called compatible here without a proof`,
    ];
  }
  return verdict.findings.map((cause) => `${sentenceOf(cause)}; ${witnessOf(cause, version, direction)}`);
}

function sentenceOf({ message, rule, at }: Cause): string {
  return `${message} at ${JSON.stringify(at.reader.pointer)} (${rule})`;
}

function witnessOf({ witness }: Cause, version: number, direction: JudgedVersion["direction"]): string {
  const text = JSON.stringify(witness);
  const shown = text.length > longestWitness ? `${text.slice(0, longestWitness)}…` : text;
  return direction === "backward"
    ? `version ${version} allows ${shown}, and the new schema refuses it`
    : `the new schema allows ${shown}, and version ${version} refuses it`;
}
