import { type DecodeOptions, decodeStructured } from "../json/decode-structured.ts";
import type { EventVerdict } from "../validate/options.ts";
import type { Binding } from "./header-binding.ts";
import { httpBinding } from "./http.ts";
import { kafkaBinding } from "./kafka.ts";
import { eachHeader, type MessageIn } from "./message.ts";
import { natsBinding } from "./nats.ts";
import { redisBinding } from "./redis.ts";

/**
 * Reads a message of which nobody knows which binding wrote it: what its headers are called says so. Without any header
 * of an event the body is taken for one in JSON.
 *
 * A transport that knows its binding asks that one. Never throws on what it reads, and reads no more than the limits say.
 */
export function decodeMessage(message: MessageIn, options: DecodeOptions = {}): EventVerdict {
  const binding = bindingOf(message);
  return binding === undefined
    ? decodeStructured(message.body ?? "", options)
    : binding.decode(message, options);
}

function bindingOf({ headers, body }: MessageIn): Pick<Binding, "decode"> | undefined {
  const names = new Set<string>();
  eachHeader(headers, (name) => names.add(name));
  const has = (start: string) => [...names].some((name) => name.startsWith(start));
  if (names.has("ce-datacontenttype") && !names.has("content-type")) return natsBinding;
  if (has("ce-")) return httpBinding;
  const isRedis = names.has("data") && (body === undefined || body === null);
  if (isRedis) return redisBinding;
  if (has("ce_")) return kafkaBinding;
  return undefined;
}
