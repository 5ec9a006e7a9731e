import type { ErrorKind, ErrorReport, Finding } from "@concordat/errors";
import type { JsonObject } from "@concordat/json";
import { RegistryError } from "../../errors.ts";
import type { CandidateVerdict } from "../../gate/candidate.ts";
import type { Candidate } from "./read-candidate.ts";

/** What the gate has against a candidate, as the refusal that it is; `undefined` where nothing stands in the way. */
export function refusalOf(
  candidate: Candidate,
  { lint, evolution, derived }: CandidateVerdict,
): RegistryError | undefined {
  const faulty = errorsIn(lint);
  if (faulty.length > 0) {
    // Rules that programs know by a code go before those that only people know by name.
    const inOrder = [...faulty.filter(hasCode), ...faulty.filter((finding) => !hasCode(finding))];
    const [first] = inOrder;
    return refuse(first !== undefined && hasCode(first) ? first.code : "CONTRACT_REFUSED", "input", inOrder);
  }
  if (!candidate.frozen) return undefined;
  const broken = errorsIn(evolution);
  const [lying] = broken.filter(({ rule }) => rule === "version-number");
  const others = broken.filter((finding) => finding !== lying);
  if (others.length > 0) return refuse("SCHEMA_INCOMPATIBLE", "conflict", others, { derived });
  return lying && refuse("VERSION_CONFLICT", "conflict", [lying], { derived });
}

/** What was found and stands in nobody's way. */
export function remarksOf({ lint, evolution }: CandidateVerdict): readonly JsonObject[] {
  return [...lint, ...evolution].filter(({ severity }) => severity === "warning").map(findingJson);
}

function errorsIn(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ severity, accepted }) => severity === "error" && accepted === undefined);
}

function hasCode({ code }: Finding): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(code);
}

function refuse(
  code: string,
  kind: ErrorKind,
  findings: readonly Finding[],
  more: { readonly derived?: string | undefined } = {},
): RegistryError {
  const [first] = findings as readonly [Finding, ...Finding[]];
  const start = first.at.range?.start;
  const { derived } = more;
  const report: ErrorReport = {
    code,
    message: first.message,
    hint: first.hint,
    kind,
    retry: "never",
    params: {
      ...(first.at.pointer !== undefined && { pointer: first.at.pointer }),
      ...start,
      docs: `/rules/${first.rule}`,
      findings: findings.map(findingJson),
      ...(derived !== undefined && { derived }),
    },
  };
  return new RegistryError(report);
}

function findingJson({ code, rule, severity, message, hint, at, notes = [], details }: Finding): JsonObject {
  const { pointer, range } = at;
  return {
    code,
    rule,
    severity,
    message,
    hint,
    ...(pointer !== undefined && { pointer }),
    ...(range && { at: { ...range.start } }),
    ...Object.fromEntries(notes.map(({ label, text }) => [label, text])),
    ...(details && { details: details as JsonObject }),
    docs: `/rules/${rule}`,
  };
}
