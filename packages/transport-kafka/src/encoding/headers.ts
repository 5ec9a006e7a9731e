import { type CloudEvent, contentTypeOf, structuredType } from "@concordat/cloudevents";
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

/** Throws MESSAGE_HEADER. */
export function checkOwnHeaders(headers: MessageHeaders | undefined, address: string): void {
  checkHeaders(headers, address, carriesEvent);
}

/** In the order in which they are written. Throws MESSAGE_HEADER. */
export function eachHeaderOf(
  message: OutgoingMessage,
  isStructured: boolean,
  write: (name: string, value: string) => void,
): void {
  const { headers } = message;
  checkOwnHeaders(headers, message.address);
  if ("event" in message) {
    if (isStructured) write("content-type", structuredType);
    else {
      eachUsualAttribute(message.event, write);
      eachOtherAttribute(message.event, write);
    }
  } else {
    const { raw } = message;
    for (const name in raw.headers)
      if (headers === undefined || !Object.hasOwn(headers, name)) write(name, raw.headers[name] as string);
  }
  for (const name in headers) write(name, headers[name] as string);
}

/** Those that are the same from one event of a type to the next, as the binding has them (1.0.2, 3.2.3). */
export function eachUsualAttribute(event: CloudEvent, write: (name: string, value: string) => void): void {
  write("ce_specversion", event.specversion);
  write("ce_type", event.type);
  write("ce_source", event.source);
  if (event.dataschema !== undefined) write("ce_dataschema", event.dataschema);
  const contentType = contentTypeOf(event);
  if (contentType !== undefined) write("content-type", contentType);
}

/** All the rest. */
export function eachOtherAttribute(event: CloudEvent, write: (name: string, value: string) => void): void {
  for (const name in event) {
    if (isUsual(name)) continue;
    const value = event[name as keyof CloudEvent];
    write(headerNameOf(name), typeof value === "string" ? value : String(value));
  }
}

/** A switch, since it is asked of every member of every event. */
function isUsual(name: string): boolean {
  switch (name) {
    case "specversion":
    case "type":
    case "source":
    case "dataschema":
    case "datacontenttype":
    case "data":
      return true;
    default:
      return false;
  }
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
