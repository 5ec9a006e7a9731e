import type { CloudEvent } from "../cloud-event.ts";
import { type BatchLimits, encodeBatch } from "../json/batch.ts";
import { type Binding, batchType, decodeWithHeaders, encodeWithHeaders, noBytes } from "./header-binding.ts";
import { namesWith } from "./header-names.ts";
import type { HeaderStyle } from "./header-style.ts";
import { type EncodedMessage, encodedMessage } from "./message.ts";
import { encodeHeaderValue, textOfHeaderValue } from "./percent.ts";

const style: HeaderStyle = {
  ...namesWith("ce-"),
  contentType: "content-type",
  dataTypeHeader: "content-type",
  encodeValue: encodeHeaderValue,
  decodeValue: textOfHeaderValue,
};

/** HTTP (binding 1.0.2): `ce-…` headers, `content-type` for the data; also batches, which `decodeBatch` reads. */
export const httpBinding: Binding & {
  encodeBatch(events: readonly CloudEvent[], limits?: BatchLimits): EncodedMessage;
} = {
  name: "http",
  encode: (event, mode = "binary", limits) =>
    encodeWithHeaders(event, mode, { ...limits, style, noBody: noBytes }),
  decode: (message, options) => decodeWithHeaders(message, style, options),
  encodeBatch: (events, limits) =>
    encodedMessage(encodeBatch(events, limits), () => ({ "content-type": batchType })),
};
