import { kafkaBinding } from "@concordat/cloudevents";
import type { JsonObject } from "@concordat/json";
import { eventErrors } from "../errors.ts";
import { findingOf, ofViolations } from "../finding.ts";
import { readFrame, readMark, schemaIdHeader } from "./confluent-frame.ts";
import { asMessage, hasEventHeaders, headerOf, readKafkaRecord } from "./kafka-record.ts";
import { readMarked } from "./read-confluent.ts";
import type { Reading } from "./reading.ts";

const format = "kafka";

/**
 * A record with its headers: a CloudEvent by the Kafka binding, in either mode, or a value that a serializer of Confluent
 * Schema Registry wrote; or both, where the value of an event has been marked with its schema.
 */
export function readKafka(value: JsonObject): Reading {
  const record = readKafkaRecord(value);
  if ("wanted" in record) {
    const { pointer, wanted } = record;
    return { format, findings: [findingOf(eventErrors.RECORD_MEMBER({ pointer, wanted }), pointer)] };
  }
  const inHeader = headerOf(record, schemaIdHeader);
  const named = inHeader === undefined ? undefined : readMark(inHeader);
  if (inHeader !== undefined && named === undefined)
    return { format, findings: [findingOf(eventErrors.FRAME_UNKNOWN(), "/headers")] };
  const framed = named === undefined && record.value !== undefined ? readFrame(record.value) : undefined;
  const mark = named ?? framed?.mark;
  const payload = framed?.payload ?? record.value;
  if (mark !== undefined && !hasEventHeaders(record))
    return readMarked(mark, payload ?? new Uint8Array(0), format);
  const message = asMessage({ headers: record.headers, value: payload });
  const { event, violations } = kafkaBinding.decode(message);
  const findings = ofViolations(violations);
  if (event === undefined) return { format, findings };
  return { format, event, warnings: findings, ...(mark && { mark }) };
}
