import type { Cause, Verdict } from "@concordat/compat";
import type { JsonObject } from "@concordat/json";
import { formatLocation } from "@concordat/schema";

/** A verdict as it is told: the engine's own words, and places as one text each. */
export function verdictJson(verdict: Verdict): JsonObject {
  const { status, assumption } = verdict;
  if (verdict.status === "compatible") return { status, assumption };
  if (verdict.status === "undecided") {
    const { reason, message, at, side } = verdict;
    return {
      status,
      assumption,
      reason,
      message,
      ...(at && { at: formatLocation(at) }),
      ...(side && { side }),
    };
  }
  const { witness, confirmedBy, findings, isComplete } = verdict;
  return { status, assumption, witness, confirmedBy, isComplete, findings: findings.map(causeJson) };
}

function causeJson({ rule, message, hint, at, witness }: Cause): JsonObject {
  const { writer, reader, instance } = at;
  return {
    code: rule,
    rule,
    message,
    hint,
    pointer: reader.pointer,
    reader: formatLocation(reader),
    ...(writer && { writer: formatLocation(writer) }),
    instance,
    witness,
    docs: `/rules/${rule}`,
  };
}

const text = { type: "string" } as const;

export const verdictSchema: JsonObject = {
  type: "object",
  description:
    "`compatible` is a proof, `incompatible` has an event that shows it, `undecided` says why neither was found.",
  required: ["status", "assumption"],
  additionalProperties: false,
  properties: {
    status: { enum: ["compatible", "incompatible", "undecided"] },
    assumption: {
      enum: ["closed", "as-written"],
      description: "`closed`: writers send only members that their schema declares.",
    },
    witness: { description: "What the writer may send and the reader refuses." },
    confirmedBy: { type: "array", items: text },
    isComplete: { type: "boolean", description: "Whether these are all causes, which is proved then." },
    findings: {
      type: "array",
      items: {
        type: "object",
        required: ["code", "rule", "message", "hint", "pointer", "reader", "instance", "witness", "docs"],
        additionalProperties: false,
        properties: {
          code: text,
          rule: text,
          message: text,
          hint: text,
          pointer: { ...text, description: "Into the reader's schema: what refuses it." },
          reader: text,
          writer: { ...text, description: "What allows it." },
          instance: { ...text, description: "Into the witness: the value that is refused." },
          witness: true,
          docs: text,
        },
      },
    },
    reason: text,
    message: text,
    at: text,
    side: { enum: ["writer", "reader"] },
  },
};
