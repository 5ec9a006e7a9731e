import { ConcordatError, defineErrors, nearestFew } from "@concordat/errors";
import type { Violation } from "./violation.ts";

export { FormatError, formatErrors } from "./formats/errors.ts";

/** An event that cannot be made, read or sent. */
export class CloudEventError extends ConcordatError {}

type Where = { readonly name: string };

/** What can be wrong with an event: the texts of violations, and of the few errors that are thrown. */
export const cloudEventErrors = defineErrors(CloudEventError, {
  CE_INVALID: {
    message: (p: { type: string; violations: readonly Violation[] }) =>
      `the event${p.type === "" ? "" : ` of type ${p.type}`} is not valid: ${p.violations.map(({ message }) => message).join("; ")}`,
    hint: (p) => p.violations.map(({ hint }) => hint).join("; "),
  },
  CE_NOT_AN_EVENT: {
    message: (p: { found: string }) => `this is ${p.found}, where a CloudEvent is a JSON object`,
    hint: "send the event with its attributes, or name the contract that the data itself is written by",
  },
  CE_NOT_A_BATCH: {
    message: "this is no JSON array, and a batch of CloudEvents is one",
    hint: "send the events in an array, or a single event as application/cloudevents+json",
  },
  CE_MISSING_ATTR: {
    message: (p: { missing: readonly string[] }) => `the event lacks ${p.missing.join(", ")}`,
    hint: "add the attributes, each a text that is not empty; to judge the data alone, name its contract",
  },
  CE_EMPTY_ATTR: {
    message: (p: Where) => `${p.name} is empty`,
    hint: (p) => `give ${p.name} a value, or leave it out where it is optional`,
  },
  CE_ATTR_TYPE: {
    message: (p: Where & { found: string }) => `${p.name} is ${p.found}, where a string belongs`,
    hint: (p) => `send ${p.name} as a string`,
  },
  CE_SPECVERSION: {
    message: (p: { found: string }) => `specversion is ${p.found}, and only "1.0" is understood`,
    hint: 'send specversion "1.0", the string; convert events of older versions first',
  },
  CE_SOURCE_URI: {
    message: (p: { found: string }) => `source ${p.found} is no URI reference`,
    hint: "write it as RFC 3986 has it, as in /oms/main or https://example.com/orders; percent-encode what is not allowed",
  },
  CE_TIME: {
    message: (p: { found: string; trouble: string }) => `time ${p.found} ${p.trouble}`,
    hint: "write it as RFC 3339 has it, with a zone, as in 2025-01-25T09:00:00Z",
  },
  CE_TIME_SKEW: {
    message: (p: { found: string; seconds: number }) => `time ${p.found} lies ${p.seconds} s in the future`,
    hint: "set the clock of the sender",
  },
  CE_CONTENT_TYPE: {
    message: (p: { found: string }) => `datacontenttype ${p.found} is no media type`,
    hint: "write type and subtype, as in application/json",
  },
  CE_DATASCHEMA: {
    message: (p: { uri: string; trouble: string; advice: string }) => `dataschema ${p.uri} ${p.trouble}`,
    hint: (p) => p.advice,
  },
  CE_EXT_NAME: {
    message: (p: { found: string; trouble: string; advice: string }) =>
      `the attribute name ${p.found} ${p.trouble}`,
    hint: (p) => p.advice,
  },
  CE_EXT_TYPE: {
    message: (p: Where & { found: string; expected: string }) =>
      `${p.name} is ${p.found}, where ${p.expected} belongs`,
    hint: (p) => `send ${p.expected}, or put the value into data`,
  },
  CE_STRING_CHARS: {
    message: (p: Where & { found: string }) => `${p.name} holds ${p.found}, which no attribute may hold`,
    hint: (p) => `take the character out of ${p.name}`,
  },
  CE_DATA_CONFLICT: {
    message: "the event has data and data_base64",
    hint: "send one of them: data for JSON and text, data_base64 for bytes",
  },
  CE_DATA_BASE64: {
    message: (p: { trouble: string }) => `data_base64 ${p.trouble}`,
    hint: "send JSON under data; data_base64 is for bytes, encoded as RFC 4648 has it",
  },
  CE_DATA_TYPE: {
    message: (p: { found: string; contentType: string }) =>
      `data is ${p.found}, where datacontenttype says ${p.contentType}`,
    hint: "send a string or bytes for a type that is not JSON, or say application/json",
  },
  CE_DATA_JSON: {
    message: (p: { trouble: string }) => `data is no JSON, though datacontenttype says so: ${p.trouble}`,
    hint: "send JSON, or name the content type that the data has",
  },
  CE_DATA_UNREPRESENTABLE: {
    message: (p: { pointer: string; found: string }) => `${p.pointer} is ${p.found}, which JSON cannot hold`,
    hint: "send a value made of plain objects, arrays, strings, finite numbers, booleans and null",
  },
  CE_HEADER_ENCODING: {
    message: (p: { header: string; trouble: string }) => `the header ${p.header} ${p.trouble}`,
    hint: "percent-encode the UTF-8 bytes of what is not printable ASCII, of spaces, of double quotes and of percent signs",
  },
  CE_BODY_TYPE: {
    message: (p: { found: string }) => `the body is ${p.found}, where bytes or a text belong`,
    hint: "hand over the body as it came; an event that something has parsed already is read with validateEvent",
  },
  CE_DUPLICATE_ATTR: {
    message: (p: { header: string; trouble: string }) => `the header ${p.header} ${p.trouble}`,
    hint: "send each attribute once",
  },
  CE_MODE_UNKNOWN: {
    message: (p: { contentType: string; wanted: string }) =>
      `the content type ${p.contentType} is not ${p.wanted}`,
    hint: "send application/cloudevents+json, a batch as application/cloudevents-batch+json, or binary mode",
  },
  CE_TYPE_UNKNOWN: {
    message: (p: { type: string; known: readonly string[] }) => {
      const near = nearestFew(p.type, p.known, 3);
      return `no contract has the type ${p.type}${near.length > 0 ? `; the nearest: ${near.join(", ")}` : ""}`;
    },
    hint: "correct the type, or write its contract with `concordat new`",
  },
  CE_TRACE_CONTEXT: {
    message: (p: Where & { found: string }) => `${p.name} ${p.found} is no trace context`,
    hint: "write it as W3C Trace Context has it, or leave it out; a new trace begins then",
  },
  CE_SPAN_CONFLICT: {
    message: (p: { spanid: string; traceparent: string }) =>
      `spanid ${p.spanid} is not the parent id of traceparent ${p.traceparent}`,
    hint: "leave spanid out, or send the parent id of traceparent",
  },
  CE_DUPLICATE_EVENT: {
    message: (p: { source: string; id: string; first: number }) =>
      `the batch has source ${p.source} with id ${p.id} already, at ${p.first}`,
    hint: "send each event once, or give the second an id of its own",
  },
  EXTENSION_ALIAS_CONFLICT: {
    message: (p: Where & { alias: string }) => `${p.alias} and ${p.name} differ, and mean the same attribute`,
    hint: (p) => `send ${p.name} alone`,
  },
  DATA_KEY_FORBIDDEN: {
    message: (p: { pointer: string; name: string }) =>
      `${p.pointer} has the name ${p.name}, with which a careless reader changes all objects of its program`,
    hint: "send the value under another name",
  },
  LIMIT_EVENT_BYTES: {
    message: (p: { bytes: number; limit: number }) =>
      `the event takes ${p.bytes} bytes, and the limit is ${p.limit}`,
    hint: "send large parts by reference, or raise the limit where it is yours",
  },
  LIMIT_BATCH: {
    message: (p: { events: number; limit: number }) =>
      `the batch holds ${p.events} events, and the limit is ${p.limit}`,
    hint: (p) => `send at most ${p.limit} events at once`,
  },
});
