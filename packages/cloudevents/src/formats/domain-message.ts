import type { Json, JsonObject } from "@concordat/json";
import { type CloudEvent, extensionOf } from "../cloud-event.ts";
import type { Checksum } from "./checksum.ts";
import { formatErrors } from "./errors.ts";
import { versionIn } from "./schema-version.ts";
import { isBytes } from "./settle.ts";

/** The members of `metadata` and what they are called as extensions; `timestamp` and `checksum` have homes of their own. */
export const metadataExtensions = [
  ["issuer_id", "issuerid"],
  ["issuer_type", "issuertype"],
  ["causation_id", "causationid"],
  ["correlation_id", "correlationid"],
  ["category", "category"],
  ["priority", "priority"],
  ["retry_count", "retrycount"],
  ["max_retries", "maxretries"],
  ["schema_version", "schemaversion"],
] as const;

/**
 * An event as a message of the event bus.
 *
 * @throws {FormatError} FORMAT_MEMBER
 */
export function writeDomainMessage(event: CloudEvent, checksum: Checksum): JsonObject {
  const [kind, ...rest] = (event.subject ?? "").split("/");
  const said = (name: string) => extensionOf(event, name);
  if (isBytes(event.data))
    throw formatErrors.FORMAT_MEMBER({ pointer: "/data", found: "bytes", wanted: "JSON" });
  if (event.time === undefined)
    throw formatErrors.FORMAT_MEMBER({ pointer: "/time", found: "absent", wanted: "a time" });
  const data = (event.data ?? {}) as Json;
  const metadata = {
    ...Object.fromEntries(metadataExtensions.map(([member, extension]) => [member, said(extension)])),
    category: said("category") ?? "domain_event",
    priority: said("priority") ?? "normal",
    timestamp: event.time,
    checksum: checksum(data),
    retry_count: said("retrycount") ?? 0,
    max_retries: said("maxretries") ?? 3,
    schema_version: said("schemaversion") ?? versionIn(event.dataschema),
  };
  return {
    event_id: event.id,
    event_type: event.type,
    aggregate_id: event.subject ?? event.partition ?? event.id,
    aggregate_type: said("aggregatetype") ?? (rest.length > 0 && kind ? kind : event.source),
    version: said("aggregateversion") ?? event.sequencenumber ?? 1,
    event_data: data,
    metadata: Object.fromEntries(
      Object.entries(metadata).filter(([, value]) => value !== undefined),
    ) as JsonObject,
  };
}
