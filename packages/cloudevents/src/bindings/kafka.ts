import { type Binding, decodeWithHeaders, encodeWithHeaders } from "./header-binding.ts";
import { namesWith } from "./header-names.ts";
import type { HeaderStyle } from "./header-style.ts";
import type { EncodedMessage } from "./message.ts";
import { partitionKeyOf } from "./partition-key.ts";

const style: HeaderStyle = {
  ...namesWith("ce_"),
  contentType: "content-type",
  dataTypeHeader: "content-type",
  // Values are UTF-8 and not encoded any further (Kafka binding 1.0.2, 3.2.3).
  encodeValue: (text) => text,
  decodeValue: (text) => text,
};

export type KafkaMessage = EncodedMessage<Readonly<Record<string, string>>, Uint8Array | null> & {
  /** The partition of the event. The event keeps its own attribute, too, and gets none that it did not have. */
  readonly key: string | undefined;
};

/** Kafka (binding 1.0.2): `ce_…` headers, the data as the value; an event without data has no value, not an empty one. */
export const kafkaBinding: Binding<KafkaMessage> = {
  name: "kafka",
  encode: (event, mode = "binary", limits) =>
    withKey(encodeWithHeaders(event, mode, { ...limits, style, noBody: null }), partitionKeyOf(event)),
  decode: (message, options) => decodeWithHeaders(message, style, options),
};

/** By assignment, since spreading would read the headers. */
function withKey<Message extends object>(message: Message, key: string | undefined) {
  return Object.assign(message, { key });
}
