import type { DoubtCode, Open } from "@concordat/compat/browser";
import type { Finding, Severity } from "@concordat/errors";
import type { Direction } from "./break-findings.ts";
import { placeInSchema } from "./place-in-schema.ts";
import type { SchemaDocuments } from "./schema-documents.ts";

/** What was neither proved nor disproved, as a finding under the code that says why. */
export function doubtFinding(
  { reason, message, at, side = "reader" }: Open,
  severity: Severity,
  direction: Direction,
  documents: SchemaDocuments,
): Finding {
  const { writer, reader } = direction;
  return {
    rule: reason,
    code: reason,
    severity,
    message: `undecided whether ${reader.name} accepts all that ${writer.name} may write: ${message}`,
    hint: ways[reason] ?? `read \`concordat explain ${reason}\``,
    at: at ? placeInSchema(at, direction[side], documents) : { file: direction[side].file },
  };
}

/** Where the command itself has the way out; all others are in the schemas, and their page says more. */
const ways: Readonly<Partial<Record<DoubtCode, string>>> = {
  BUDGET_SPENT: "raise the limit with --budget STEPS, or simplify what costs most",
  REFERENCE_UNKNOWN: "put the document into a folder, and name it with --resolve FOLDER",
  FORMAT_IRREGULAR: "leave out --assert-format, or say the same by a pattern",
  WRITER_VIEW_EMPTY: "compare what is written down, with --writer as-written, or mend the writer's schema",
};
