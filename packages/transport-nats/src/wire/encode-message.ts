import { type MessageHeaders, type OutgoingMessage, transportErrors } from "@concordat/runtime";
import { checkHeaders } from "@concordat/runtime/transport";
import { carriesEvent, encodeHeaderValue, HeaderLines, isForServer, keyHeader } from "./headers.ts";
import { writeEvent } from "./write-event.ts";

/** Text as long as it is text, and how many bytes it has on the wire: it becomes bytes in one piece with others. */
export type WireContent = {
  /** The whole block. */
  readonly headers: string;
  readonly headerBytes: number;
  readonly body: string | Uint8Array;
  readonly bodyBytes: number;
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
  let body: string | Uint8Array;
  const hasId = "event" in message;
  if (hasId) body = writeEvent(lines, address, message.event, mode);
  else {
    addRaw(lines, message.raw.headers, headers, address);
    // Whoever handed it over may go on writing into it while it waits here.
    body = Buffer.from(message.raw.body);
  }
  if (key !== undefined) lines.add(keyHeader, encodeHeaderValue(key));
  for (const name in headers) lines.add(name, encodeHeaderValue(headers[name] as string));
  lines.close();
  const bodyBytes = typeof body === "string" ? Buffer.byteLength(body) : body.length;
  return {
    headers: lines.text,
    headerBytes: lines.wireBytes,
    body,
    bodyBytes,
    bytes: lines.bytes + bodyBytes,
    hasId,
  };
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
