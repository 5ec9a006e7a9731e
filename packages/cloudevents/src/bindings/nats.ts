import { type Binding, decodeWithHeaders, encodeWithHeaders, noBytes } from "./header-binding.ts";
import { namesWith } from "./header-names.ts";
import type { HeaderStyle } from "./header-style.ts";
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
