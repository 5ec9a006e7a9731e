import type { Cause, Incompatible } from "@concordat/compat/browser";
import type { Finding, FindingPlace } from "@concordat/errors";
import { placeInSchema, shownPlace } from "./place-in-schema.ts";
import type { SchemaDocuments } from "./schema-documents.ts";
import type { SchemaSide } from "./schema-side.ts";

/** Which schema wrote, and which one has to read. */
export type Direction = { readonly writer: SchemaSide; readonly reader: SchemaSide };

/** A longer witness is cut where people read it; `details` has it whole. */
const longestWitness = 2000;

/** One finding a cause, at the line of the reader that refuses. */
export function breakFindings(
  { findings }: Incompatible,
  direction: Direction,
  documents: SchemaDocuments,
): readonly Finding[] {
  return findings.map((cause) => {
    const { rule, message, hint, at, witness, confirmedBy } = cause;
    const writer = at.writer && placeInSchema(at.writer, direction.writer, documents);
    return {
      rule,
      code: rule,
      severity: "error",
      message,
      hint,
      at: placeInSchema(at.reader, direction.reader, documents),
      notes: [
        { label: "witness", text: witnessText(cause) },
        { label: "writer", text: writerText(cause, direction, writer) },
      ],
      details: {
        witness,
        instance: at.instance,
        confirmedBy,
        writtenBy: direction.writer.name,
        refusedBy: direction.reader.name,
        ...(writer && { writer }),
      },
    };
  });
}

function witnessText({ witness }: Cause): string {
  const text = JSON.stringify(witness);
  if (text.length <= longestWitness) return text;
  return `${text.slice(0, longestWitness)} … (${text.length} characters; --format json has them all)`;
}

function writerText({ at, confirmedBy }: Cause, direction: Direction, writer?: FindingPlace): string {
  const allowed = writer ? ` (${shownPlace(writer)})` : "";
  const refused = at.instance === "" ? "" : ` at ${at.instance}`;
  const judges = confirmedBy.length === 0 ? "the engine" : confirmedBy.join(" and ");
  return `written by ${direction.writer.name}${allowed}, refused by ${direction.reader.name}${refused}, say ${judges}`;
}
