import { isObject, type Json, JsonError, parseJson } from "@concordat/json";
import { type CloudEvent, extensionOf } from "../cloud-event.ts";
import { isoTime } from "../create/iso-time.ts";
import { cloudEventErrors } from "../errors.ts";
import { type DecodeOptions, judgeParsed } from "../json/decode-structured.ts";
import { structuredText } from "../json/encode-structured.ts";
import { bytesBeyond, checkBytes, mostEventBytes } from "../json/limit.ts";
import type { EventVerdict } from "../validate/options.ts";
import { refused } from "../validate/refused.ts";
import { notAnEvent } from "../validate/validate-event.ts";
import { parseTimestamp } from "../values/timestamp.ts";

export type EventBridgeOptions = {
  /** The bus to put events on. Default: the account's default bus. */
  readonly eventBusName?: string | undefined;
  /** How many bytes an entry may take. Default 262144. */
  readonly maxEntryBytes?: number | undefined;
  /** For `converted_at`. Default: the clock of the machine. */
  readonly clock?: { now(): number } | undefined;
};

/** An entry of the PutEvents call, as the AWS SDK takes it. */
export type EventBridgeEntry = {
  readonly Source: string;
  readonly DetailType: string;
  /** JSON: the whole event under `cloudEvents`, beside what rules like to match. */
  readonly Detail: string;
  readonly EventBusName?: string;
  readonly Time?: Date;
  readonly TraceHeader?: string;
};

/** What a transport has to say beside the event, or knows of it already. */
export type EventBridgeExtras = {
  /** Members of `eventBridgeMetadata` beside those of the binding. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** The event in the JSON event format, where somebody has written it out already. */
  readonly text?: string;
};

export type EventBridgeBinding = {
  readonly name: "eventbridge";
  /** @throws {CloudEventError} LIMIT_EVENT_BYTES */
  encode(event: CloudEvent, more?: EventBridgeExtras): EventBridgeEntry;
  /** An entry as it was put, or an event as EventBridge delivers it; the event inside is what counts. Never throws on input. */
  decode(value: unknown, options?: DecodeOptions): EventVerdict;
};

const converterVersion = "1.0";

export function createEventBridgeBinding({
  eventBusName,
  maxEntryBytes = 262_144,
  clock,
}: EventBridgeOptions = {}): EventBridgeBinding {
  return {
    name: "eventbridge",
    encode(event, more = {}) {
      const entry = {
        Source: sourceOf(event.source),
        DetailType: detailTypeOf(event.type),
        Detail: detailOf(event, isoTime(clock?.now() ?? Date.now()), eventBusName, more),
      };
      const text = entry.Source + entry.DetailType + entry.Detail;
      const bytes = bytesBeyond(text, maxEntryBytes);
      if (bytes !== undefined) checkBytes(bytes, { maxBytes: maxEntryBytes });
      const trace = event.traceparent === undefined ? undefined : xRayHeader(event.traceparent);
      return {
        ...entry,
        ...(eventBusName !== undefined && { EventBusName: eventBusName }),
        ...(event.time !== undefined && { Time: new Date(parseTimestamp(event.time)) }),
        ...(trace !== undefined && { TraceHeader: trace }),
      };
    },
    decode(value, options = {}) {
      const detail = (value as { Detail?: unknown; detail?: unknown } | null | undefined) ?? {};
      return decodeDetail(detail.Detail ?? detail.detail, options);
    },
  };
}

/** With every default. */
export const eventBridgeBinding: EventBridgeBinding = createEventBridgeBinding();

/** `/oms/main` is `oms.main`: no slash in front, dots between. */
function sourceOf(source: string): string {
  return source.replace(/^(?:[A-Za-z][A-Za-z0-9+.-]*:)?\/*/, "").replaceAll("/", ".") || source;
}

/** The last two parts of the type: `com.foundry.oms.objecttype.created` is `Objecttype Created`. */
export function detailTypeOf(type: string): string {
  const capital = (part: string) => part.charAt(0).toUpperCase() + part.slice(1);
  return type.split(".").slice(-2).map(capital).join(" ");
}

const contextNames = [
  "branch",
  "commit",
  "author",
  "tenant",
  "correlationid",
  "causationid",
  "sequencenumber",
  "partition",
] as const;

function detailOf(
  event: CloudEvent,
  convertedAt: string,
  eventBusName: string | undefined,
  { metadata: more, text = structuredText(event) }: EventBridgeExtras,
): string {
  const context = contextNames.flatMap((name) => {
    const value = extensionOf(event, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const metadata = {
    converted_at: convertedAt,
    converter_version: converterVersion,
    original_source: event.source,
    ...(eventBusName !== undefined && { event_bus_name: eventBusName }),
    ...more,
  };
  const omsContext = JSON.stringify(Object.fromEntries(context));
  return `{"cloudEvents":${text},"omsContext":${omsContext},"eventBridgeMetadata":${JSON.stringify(metadata)}}`;
}

/** The header of AWS X-Ray that says the same as a `traceparent` of version 00. */
function xRayHeader(traceparent: string): string | undefined {
  const [version, trace = "", parent, flags = ""] = traceparent.split("-");
  if (version !== "00" || trace.length !== 32) return undefined;
  const isSampled = (Number.parseInt(flags, 16) & 1) === 1;
  return `Root=1-${trace.slice(0, 8)}-${trace.slice(8)};Parent=${parent};Sampled=${isSampled ? 1 : 0}`;
}

function decodeDetail(detail: unknown, options: DecodeOptions): EventVerdict {
  const limit = options.maxBytes ?? mostEventBytes;
  try {
    // Delivered, it is an object already; back to text, so that both ways are judged by one parser.
    const text = typeof detail === "string" ? detail : JSON.stringify(detail);
    if (text === undefined) return notAnEvent(undefined);
    const bytes = bytesBeyond(text, limit);
    if (bytes !== undefined) return refused(cloudEventErrors.LIMIT_EVENT_BYTES({ bytes, limit }));
    const parsed: Json = parseJson(text);
    const event = isObject(parsed) ? parsed.cloudEvents : undefined;
    return event === undefined ? notAnEvent(undefined) : judgeParsed(event, options);
  } catch (error) {
    return error instanceof JsonError ? refused(error) : notAnEvent(detail);
  }
}
