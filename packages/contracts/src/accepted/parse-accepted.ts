import { compareFindings, type Finding, findingOf } from "@concordat/errors";
import type { JsonDocument } from "@concordat/json";
import { writerAssumptions } from "../config/config.ts";
import { anything, exactly, listOf, type Report, record, text, word } from "../config/shape.ts";
import { day, reason, ruleId } from "../config/shapes.ts";
import type { ContractError } from "../errors.ts";
import { parseContractId } from "../ids/contract-id.ts";
import { parseVersion } from "../ids/version.ts";
import { type AcceptedBreak, type AcceptedSide, acceptedVersion, breakDirections } from "./accepted.ts";

/** Either the acceptances, or everything that is wrong with them: half a list would let breaks through or bring them back. */
export type AcceptedReading =
  | { readonly accepted: readonly AcceptedBreak[]; readonly findings: readonly [] }
  | { readonly accepted?: undefined; readonly findings: readonly Finding[] };

export function parseAccepted(document: JsonDocument, file: string): AcceptedReading {
  const findings: Finding[] = [];
  const report: Report = (pointer: string, error: ContractError) => {
    const found = document.locate(pointer);
    const range = found && (error.code === "CONFIG_UNKNOWN_KEY" ? (found.name ?? found.value) : found.value);
    findings.push(
      findingOf(error, { rule: "project-accepted", at: { file, pointer, ...(range && { range }) } }),
    );
  };
  const read = wholeFile(document.value, "", report);
  if (read === undefined || findings.length > 0) return { findings: findings.sort(compareFindings) };
  return { accepted: read.accepted, findings: [] };
}

const version = text("a version, such as 1.2.0", (value) => parseVersion(value) !== undefined);
const digest = text("a sha256 digest", (value) => /^sha256:[0-9a-f]{64}$/.test(value));
const side = record<AcceptedSide, "version" | "digest">({ version, digest }, ["version", "digest"]);
const anyText = text("a text", () => true);

const entry = record<Required<AcceptedBreak>, "rule" | "contract" | "before" | "about" | "reason" | "on">(
  {
    rule: ruleId,
    contract: text(
      "a contract, such as commerce/order/placed",
      (value) => parseContractId(value) !== undefined,
    ),
    direction: word(breakDirections),
    writer: word(writerAssumptions),
    before: side,
    after: side,
    about: anyText,
    witness: anything,
    reason,
    by: anyText,
    on: day,
    until: day,
  },
  ["rule", "contract", "before", "about", "reason", "on"],
);

const wholeFile = record<
  { readonly $schema: string; readonly acceptedVersion: number; readonly accepted: readonly AcceptedBreak[] },
  "acceptedVersion" | "accepted"
>({ $schema: anyText, acceptedVersion: exactly(acceptedVersion), accepted: listOf(entry) }, [
  "acceptedVersion",
  "accepted",
]);
