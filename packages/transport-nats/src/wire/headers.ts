import { decodeHeaderValue, encodeHeaderValue } from "@concordat/cloudevents";
import type { MessageHeaders } from "@concordat/runtime";

/** Carries the key, which NATS has no place for. */
export const keyHeader = "concordat-key";
/** By which a stream knows that it has a message already. */
export const idHeader = "Nats-Msg-Id";
/** With this begins what tells the server what to do: never a message's own. */
const ofServer = /^nats-/i;
const letterN = 0x4e;

const opening = "NATS/1.0\r\n";
const closing = "\r\n";
const ascii = /^[ -~]*$/;

/** The lines of a block of headers as text, how many bytes that is on the wire, and how many of them the message counts as its own. */
export class HeaderLines {
  text = opening;
  wireBytes = opening.length;
  bytes = 0;

  /** The value is as it has to be on the wire. */
  add(name: string, value: string): void {
    const length = name.length + value.length;
    this.put(`${name}: ${value}\r\n`, length + 4, length);
  }

  /** Lines that are written already. */
  put(text: string, wireBytes: number, bytes: number): void {
    this.text += text;
    this.wireBytes += wireBytes;
    this.bytes += bytes;
  }

  /** As a raw message had it: a header that stood several times has several lines. Nothing else may break one. */
  addRaw(name: string, value: string): void {
    if (ascii.test(value)) {
      this.add(name, value);
      return;
    }
    let lines = "";
    for (const line of value.split("\r\n"))
      lines += `${name}: ${line.replaceAll(/[\r\n\0]/g, encodeURIComponent)}\r\n`;
    this.put(lines, Buffer.byteLength(lines), name.length + Buffer.byteLength(value));
  }

  /** For the server: not counted, since nobody who reads the message sees it. */
  addForServer(name: string, value: string): void {
    const line = `${name}: ${value}\r\n`;
    this.put(line, Buffer.byteLength(line), 0);
  }

  /** Nothing can be added behind it. */
  close(): void {
    this.put(closing, closing.length, 0);
  }
}

/** Of an answer of the server that is no message: 404, 408, 409, 503, or 100 for a sign of life. */
export type Status = { readonly code: number; readonly text: string; readonly headers: MessageHeaders };

export function statusOf(block: Uint8Array): Status {
  const text = textOf(block);
  const end = text.indexOf("\r\n");
  const first = text.slice(opening.length - 2, end).trim();
  const code = Number.parseInt(first, 10);
  return {
    code: Number.isNaN(code) ? 0 : code,
    text: first.slice(String(code).length).trim(),
    headers: linesOf(text, end + 2, () => true),
  };
}

/** Headers as they stand on the wire, without those that are for the server. */
export function headersOfBlock(block: Uint8Array | undefined): MessageHeaders {
  if (block === undefined) return {};
  const text = textOf(block);
  return linesOf(text, text.indexOf("\r\n") + 2, (name) => !isForServer(name));
}

function linesOf(text: string, begin: number, isMeant: (name: string) => boolean): MessageHeaders {
  const headers: Record<string, string> = {};
  for (let at = begin; at < text.length; ) {
    let end = text.indexOf("\r\n", at);
    if (end === -1) end = text.length;
    const colon = text.indexOf(":", at);
    if (colon > at && colon < end) {
      const name = text.slice(at, colon);
      // Plain assignment to this one would be no header.
      if (isMeant(name) && name !== "__proto__") {
        const value = text.slice(colon + 1, end).trim();
        const before = headers[name];
        headers[name] = before === undefined ? value : `${before}\r\n${value}`;
      }
    }
    at = end + 2;
  }
  return headers;
}

function textOf(block: Uint8Array): string {
  return Buffer.from(block.buffer, block.byteOffset, block.byteLength).toString();
}

export function isForServer(name: string): boolean {
  // Most names are told by their first letter, of either case.
  return (name.charCodeAt(0) & ~0x20) === letterN && ofServer.test(name);
}

/** Names that are the event's or the transport's own. */
export function carriesEvent(name: string): boolean {
  return name === "content-type" || name.startsWith("ce-") || name === keyHeader || isForServer(name);
}

/** Those of a message that do not carry the event, decoded. */
export function ownHeadersOf(headers: MessageHeaders): MessageHeaders {
  let own: Record<string, string> | undefined;
  for (const name in headers) {
    const lower = name.toLowerCase();
    if (carriesEvent(lower)) continue;
    own ??= {};
    own[lower] = textOfValue(headers[name] as string);
  }
  return own ?? {};
}

export function keyOf(headers: MessageHeaders): string | undefined {
  const value = headers[keyHeader];
  return value === undefined ? undefined : textOfValue(value);
}

/** A value that is no encoding of anything is what it is: others write headers, too. */
function textOfValue(value: string): string {
  const decoded = decodeHeaderValue(value);
  return decoded.trouble === undefined ? decoded.text : value;
}

export { encodeHeaderValue };
