import { type CloudEvent, structuredType } from "@concordat/cloudevents";
import type { MessageHeaders, OutgoingMessage } from "@concordat/runtime";
import { checkHeaders } from "@concordat/runtime/transport";

/** Those that are the event, under the Kafka binding; `ce-` besides, which is what other bindings call them. */
export function carriesEvent(name: string): boolean {
  return name === "content-type" || name.startsWith("ce_") || name.startsWith("ce-");
}

const none: MessageHeaders = Object.freeze({});

/** Those that do not carry the event. */
export function ownHeaders(headers: MessageHeaders): MessageHeaders {
  let own: Record<string, string> | undefined;
  for (const name in headers) {
    if (carriesEvent(name)) continue;
    own ??= {};
    own[name] = headers[name] as string;
  }
  return own ?? none;
}

/** In the order in which they are written. Throws MESSAGE_HEADER. */
export function eachHeaderOf(
  message: OutgoingMessage,
  isStructured: boolean,
  write: (name: string, value: string) => void,
): void {
  const { headers } = message;
  checkHeaders(headers, message.address, carriesEvent);
  if ("event" in message) {
    if (isStructured) write("content-type", structuredType);
    else eachAttribute(message.event, write);
  } else {
    const { raw } = message;
    for (const name in raw.headers)
      if (headers === undefined || !Object.hasOwn(headers, name)) write(name, raw.headers[name] as string);
  }
  for (const name in headers) write(name, headers[name] as string);
}

/** As the binding has them (1.0.2, 3.2.3), without making an object first. */
function eachAttribute(event: CloudEvent, write: (name: string, value: string) => void): void {
  let contentType: string | undefined;
  for (const name in event) {
    const value = event[name as keyof CloudEvent];
    if (name === "datacontenttype") contentType = value as string;
    else if (name !== "data") write(headerNameOf(name), typeof value === "string" ? value : String(value));
  }
  // JSON data of an event that names no content type has to say so here, or nobody could tell.
  if (contentType === undefined && event.data !== undefined && !(event.data instanceof Uint8Array))
    contentType = "application/json";
  if (contentType !== undefined) write("content-type", contentType);
}

function headerNameOf(attribute: string): string {
  let name = headerNames.get(attribute);
  if (name === undefined) {
    name = `ce_${attribute}`;
    if (headerNames.size < 1_000) headerNames.set(attribute, name);
  }
  return name;
}

const headerNames = new Map<string, string>();
