import type { CloudEvent } from "../cloud-event.ts";
import { encodeStructured } from "../json/encode-structured.ts";
import type { LimitOptions } from "../json/limit.ts";
import { dataBody } from "./data-body.ts";
import {
  type Binding,
  decodeWithHeaders,
  encodeWithHeaders,
  type HeaderStyle,
  noBytes,
  structuredType,
  visitHeaders,
} from "./header-binding.ts";
import { namesWith } from "./header-names.ts";
import type { ContentMode } from "./message.ts";
import { encodeHeaderValue, textOfHeaderValue } from "./percent.ts";

const style: HeaderStyle = {
  ...namesWith("ce-"),
  contentType: "Content-Type",
  dataTypeHeader: "prefixed",
  encodeValue: encodeHeaderValue,
  decodeValue: textOfHeaderValue,
};

/**
 * NATS (binding 1.0.3-wip, which brought binary mode; the server must know headers, as it does from 2.2): `ce-…` headers,
 * `ce-datacontenttype` among them.
 */
export const natsBinding: Binding = {
  name: "nats",
  encode: (event, mode = "binary", limits) =>
    encodeWithHeaders(event, mode, { ...limits, style, noBody: noBytes }),
  decode: (message, options) => decodeWithHeaders(message, style, options),
};

// How large a message may be is for the transport to say, which counts its headers, too.
const unlimited: LimitOptions = { maxBytes: Number.POSITIVE_INFINITY };

/**
 * The same for a transport that writes the block of headers itself: `visit` is called for each header, and the body is answered. What that
 * takes is not held to a limit.
 */
export function writeNatsMessage(
  event: CloudEvent,
  mode: ContentMode,
  visit: (name: string, value: string) => void,
): Uint8Array {
  if (mode === "structured") {
    visit(style.contentType, structuredType);
    return encodeStructured(event, unlimited);
  }
  visitHeaders(event, style, visit);
  return dataBody(event) ?? noBytes;
}
