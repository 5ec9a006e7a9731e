import { writeNatsMessage } from "@concordat/cloudevents";
import { type MessageHeaders, type OutgoingMessage, transportErrors } from "@concordat/runtime";
import { checkHeaders } from "@concordat/runtime/transport";
import { carriesEvent, encodeHeaderValue, HeaderLines, idHeader, isForServer, keyHeader } from "./headers.ts";

export type WireContent = {
  readonly headers: Uint8Array;
  readonly body: Uint8Array;
  /** As `limits.messageBytes` counts. */
  readonly bytes: number;
  /** The stream can tell that it has it already. */
  readonly hasId: boolean;
};

/** Throws MESSAGE_HEADER, or what the encoder says of an event that has no JSON. */
export function encodeMessage(message: OutgoingMessage, mode: "binary" | "structured"): WireContent {
  const { address, key, headers } = message;
  checkHeaders(headers, address, carriesEvent);
  const lines = new HeaderLines();
  let body: Uint8Array;
  const hasId = "event" in message;
  if (hasId) {
    body = writeNatsMessage(message.event, mode, (name, value) => lines.add(name, value));
    lines.addForServer(idHeader, idOf(address, message.event));
  } else {
    addRaw(lines, message.raw.headers, headers, address);
    // Whoever handed it over may go on writing into it while it waits here.
    body = Buffer.from(message.raw.body);
  }
  if (key !== undefined) lines.add(keyHeader, encodeHeaderValue(key));
  for (const name in headers) lines.add(name, encodeHeaderValue(headers[name] as string));
  return { headers: lines.toBytes(), body, bytes: lines.bytes + body.length, hasId };
}

/** What belongs to the way that it came is left behind: the key is that of the message, and the server is told nothing. */
function addRaw(
  lines: HeaderLines,
  raw: MessageHeaders,
  added: MessageHeaders | undefined,
  address: string,
): void {
  for (const name in raw) {
    if (!/^[!-9;-~]+$/.test(name)) throw transportErrors.MESSAGE_HEADER({ address, name });
    const lower = name.toLowerCase();
    if (lower === keyHeader || isForServer(name)) continue;
    if (added !== undefined && Object.hasOwn(added, lower)) continue;
    lines.addRaw(name, raw[name] as string);
  }
}

/**
 * What a stream knows a message by: of one address, source and id. The address is in it because a stream may hold several, and the
 * same event may be published at two of them. No part has a space when it is encoded, so no two triples have one text.
 */
function idOf(address: string, { source, id }: { readonly source: string; readonly id: string }): string {
  return `${address} ${encodeHeaderValue(source)} ${encodeHeaderValue(id)}`;
}
