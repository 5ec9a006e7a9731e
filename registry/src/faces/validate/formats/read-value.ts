import { createFormats, type Formats, isRefusal, redisBinding, validateEvent } from "@concordat/cloudevents";
import { isObject, type Json, type JsonObject } from "@concordat/json";
import { findingOf, ofViolations } from "../finding.ts";
import { eventBridgeTooLarge } from "./eventbridge-limit.ts";
import { looksLikeKafkaRecord } from "./kafka-record.ts";
import type { ReadingOptions } from "./options.ts";
import { readKafka } from "./read-kafka.ts";
import type { Reading } from "./reading.ts";

/** Reads parsed JSON in the format that is asked for, or in the one that it looks like. */
export function createValueReader({ types, clock }: ReadingOptions) {
  const nothingElse = { clock };
  let known: { readonly types: ReadonlySet<string>; readonly formats: Formats } | undefined;
  const formats = () => {
    const current = types();
    if (known?.types !== current)
      known = { types: current, formats: createFormats({ types: current, clock }) };
    return known.formats;
  };

  const readEvent = (value: Json): Reading => {
    const { event, violations } = validateEvent(value, { ...nothingElse, nulls: "unset" });
    const findings = ofViolations(violations);
    return event === undefined
      ? { format: "cloudevent", findings, value }
      : { format: "cloudevent", event, warnings: findings };
  };
  const readRedis = (value: JsonObject): Reading => {
    const { event, violations } = redisBinding.decode(
      { headers: value as Record<string, string> },
      nothingElse,
    );
    const findings = ofViolations(violations);
    return event === undefined
      ? { format: "redis", findings }
      : { format: "redis", event, warnings: findings };
  };
  const readOther = (format: string, value: Json): Reading => {
    const tooLarge = format === "eventbridge_entry" ? eventBridgeTooLarge(value) : undefined;
    if (tooLarge !== undefined) return { format, findings: [findingOf(tooLarge)] };
    const result = formats().readAs(format, value);
    return isRefusal(result)
      ? { format, findings: ofViolations(result.violations), value }
      : { format, event: result.event, warnings: [] };
  };

  const readAs = (format: string, value: Json): Reading => {
    if (format === "cloudevent") return readEvent(value);
    if (format === "kafka" && isObject(value)) return readKafka(value);
    if (format === "redis" && isObject(value)) return readRedis(value);
    return readOther(format, value);
  };
  return (value: Json, asked: string | undefined): Reading => {
    if (asked !== undefined) return readAs(asked, value);
    if (!isObject(value)) return readEvent(value);
    if (looksLikeKafkaRecord(value)) return readKafka(value);
    if (looksLikeRedisEntry(value)) return readRedis(value);
    const found = formats().detect(value);
    if (found === "legacy_cloudevent" && !isOlder(value, formats())) return readEvent(value);
    if (found !== undefined && found !== "enhanced") return readOther(found, value);
    return found !== undefined || looksLikeEvent(value) ? readEvent(value) : readOther("custom", value);
  };
}

/** Fields as XADD got them: attributes with `ce_` in front, and the data as text. */
function looksLikeRedisEntry(value: JsonObject): boolean {
  return value.ce_specversion !== undefined || (value.ce_type !== undefined && value.type === undefined);
}

/** A CloudEvent of an unknown type is more likely a mistake in its type than an event from before there were types. */
function isOlder(value: JsonObject, formats: Formats): boolean {
  return !isRefusal(formats.readAs("legacy_cloudevent", value));
}

/** Two of the four attributes that no event is without. */
function looksLikeEvent({ specversion, id, source, type }: JsonObject): boolean {
  return [specversion, id, source, type].filter((each) => each !== undefined).length >= 2;
}
