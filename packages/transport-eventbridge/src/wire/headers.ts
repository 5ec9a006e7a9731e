import { structuredType } from "@concordat/cloudevents";
import type { MessageHeaders } from "@concordat/runtime";

/** What an event has as its headers when it travels as an event: it is in the JSON event format. */
export const structuredHeaders: MessageHeaders = Object.freeze({ "content-type": structuredType });

/** Headers that belong to the event itself, in the names of the HTTP binding. */
export function carriesEvent(name: string): boolean {
  return name === "content-type" || name.startsWith("ce-");
}

/** Those that do not carry the event. */
export function ownHeaders(headers: MessageHeaders): MessageHeaders {
  const own: Record<string, string> = {};
  for (const name in headers) if (!carriesEvent(name)) own[name] = headers[name] as string;
  return own;
}

/** As the limit counts them: names and values, as UTF-8. */
export function headerBytes(headers: MessageHeaders): number {
  let bytes = 0;
  for (const name in headers) bytes += Buffer.byteLength(name) + Buffer.byteLength(headers[name] as string);
  return bytes;
}
