import { type Json, JsonError, parseJson } from "@concordat/json";
import { eventErrors } from "../errors.ts";
import { findingOf } from "../finding.ts";
import { readFrame, type SchemaMark } from "./confluent-frame.ts";
import type { Reading } from "./reading.ts";

/** Bytes as a serializer of Confluent Schema Registry writes them: the mark of a schema, and JSON. */
export function readConfluent(bytes: Uint8Array): Reading {
  const frame = readFrame(bytes);
  if (frame === undefined) return { format: "confluent", findings: [findingOf(eventErrors.FRAME_UNKNOWN())] };
  return readMarked(frame.mark, frame.payload);
}

export function readMarked(mark: SchemaMark, payload: Uint8Array, format = "confluent"): Reading {
  try {
    const data: Json = parseJson(payload);
    return { format, mark, data };
  } catch (error) {
    if (error instanceof JsonError) return { format, findings: [findingOf(error)] };
    throw error;
  }
}
