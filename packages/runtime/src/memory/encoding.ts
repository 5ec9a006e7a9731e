import { encodeStructured, httpBinding, structuredType } from "@concordat/cloudevents";
import type { DecodedContent, MessageHeaders, OutgoingMessage, RawContent } from "../ports/transport.ts";
import { checkHeaders } from "../transport/message-headers.ts";
import type { EventIdentity } from "./dedupe-window.ts";

export type EncodedMessage = {
  readonly key: string | undefined;
  readonly raw: RawContent;
  readonly bytes: number;
  /** Of an event that was handed over as one; a raw message is stored as often as it is sent. */
  readonly identity: EventIdentity | undefined;
};

// How large a message may be the transport says, before it is stored; it counts the headers, too.
const unlimited = { maxBytes: Number.POSITIVE_INFINITY };

const structured = Object.freeze({ "content-type": structuredType });
const structuredBytes = bytesOfHeaders(structured);

/** Throws MESSAGE_HEADER, or what the encoder says of an event that has no JSON. */
export function encodeMessage(message: OutgoingMessage): EncodedMessage {
  const { address, key } = message;
  if ("event" in message) {
    const { source, id } = message.event;
    const body = encodeStructured(message.event, unlimited);
    const headers = withHeaders(structured, message.headers, address);
    const bytes = body.length + (headers === structured ? structuredBytes : bytesOfHeaders(headers));
    return { key, raw: { headers, body }, bytes, identity: { source, id } };
  }
  const headers = withHeaders(Object.freeze({ ...message.raw.headers }), message.headers, address);
  // Not `slice`: that of a Buffer is a view.
  const body = new Uint8Array(message.raw.body);
  return { key, raw: { headers, body }, bytes: body.length + bytesOfHeaders(headers), identity: undefined };
}

/** In structured mode as it is written here; a raw message may be in binary mode, with the headers of the HTTP binding. */
export function decodeContent(raw: RawContent): DecodedContent {
  const verdict = httpBinding.decode(isStructured(raw) ? raw : copyOf(raw), unlimited);
  return verdict.valid ? { event: verdict.event } : { event: undefined, violations: verdict.violations };
}

function isStructured({ headers }: RawContent): boolean {
  return headers === structured || headers["content-type"]?.startsWith(structuredType) === true;
}

/** In binary mode bytes as data are those of the body, and what is stored must stay what it is. */
function copyOf({ headers, body }: RawContent): RawContent {
  return { headers, body: new Uint8Array(body) };
}

/** Those that do not carry the event. */
export function ownHeaders(headers: MessageHeaders): MessageHeaders {
  if (headers === structured) return none;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !carriesEvent(name)));
}

const none: MessageHeaders = Object.freeze({});

function withHeaders(
  base: MessageHeaders,
  added: MessageHeaders | undefined,
  address: string,
): MessageHeaders {
  if (added === undefined) return base;
  const names = Object.keys(added);
  if (names.length === 0) return base;
  checkHeaders(added, address, carriesEvent);
  return Object.freeze({ ...base, ...added });
}

function carriesEvent(name: string): boolean {
  return name === "content-type" || name.startsWith("ce-");
}

function bytesOfHeaders(headers: MessageHeaders): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(headers))
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
  return bytes;
}
