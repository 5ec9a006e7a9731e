import { type Binding, decodeWithHeaders, encodeWithHeaders } from "./header-binding.ts";
import { namesWith } from "./header-names.ts";
import type { HeaderStyle } from "./header-style.ts";
import { type EncodedMessage, eachHeader, type MessageIn } from "./message.ts";
import { partitionKeyOf } from "./partition-key.ts";

const style: HeaderStyle = {
  ...namesWith("ce_"),
  contentType: "content-type",
  dataTypeHeader: "content-type",
  encodeValue: (text) => text,
  decodeValue: (text) => text,
};

/** The field of the body; an attribute cannot have this name. */
const bodyField = "data";

export type RedisEntry = EncodedMessage<Readonly<Record<string, string>>, Uint8Array | undefined> & {
  /** The fields of a stream entry, as XADD takes them: headers, and the body under `data` where there is one. Made when first read. */
  readonly fields: Readonly<Record<string, string | Uint8Array>>;
  /** The partition of the event. */
  readonly key: string | undefined;
};

/**
 * Redis streams, for which there is no binding of the CloudEvents project: an entry is a flat list of fields, so attributes
 * travel as in Kafka, and the body is one field more. Values are bytes and not encoded any further.
 *
 * `decode` takes the fields as headers; the body may stand among them or apart.
 */
export const redisBinding: Binding<RedisEntry> = {
  name: "redis",
  encode(event, mode = "binary", limits) {
    const message = encodeWithHeaders(event, mode, { ...limits, style, noBody: undefined });
    let fields: RedisEntry["fields"] | undefined;
    return Object.defineProperty(Object.assign(message, { key: partitionKeyOf(event) }), "fields", {
      enumerable: true,
      get() {
        fields ??= { ...message.headers, ...(message.body !== undefined && { [bodyField]: message.body }) };
        return fields;
      },
    }) as RedisEntry;
  },
  decode(message, options) {
    const whole = hasBody(message) ? message : { ...message, body: bodyAmong(message.headers) };
    return decodeWithHeaders(whole, style, options);
  },
};

function hasBody({ body }: MessageIn): boolean {
  return body !== undefined && body !== null;
}

function bodyAmong(headers: MessageIn["headers"]): Uint8Array | string | undefined {
  let body: Uint8Array | string | undefined;
  eachHeader(headers, (name, value) => {
    if (name === bodyField) body = value;
  });
  return body;
}
