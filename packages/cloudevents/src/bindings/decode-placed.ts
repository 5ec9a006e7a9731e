import type { DecodeOptions } from "../json/decode-structured.ts";
import { mostEventBytes } from "../json/limit.ts";
import { dataFromBytes } from "../validate/event-data.ts";
import { judgeTogether } from "../validate/judge.ts";
import type { EventVerdict } from "../validate/options.ts";
import type { HeaderStyle } from "./header-style.ts";
import { PlacedAttributes } from "./placed-attributes.ts";
import type { PlacedMessage } from "./placed-message.ts";

/**
 * The short way for events that are good: each attribute is decoded and judged where its value is not the one that stood at its place in the
 * message before. `undefined` where anything is unusual; then the long way looks at the headers, and what is wrong is said there alone.
 *
 * Of eight headers five are the same from one event to the next: a tenth of what consuming an event costs.
 */
export function decodePlaced(
  { places, values, body }: PlacedMessage,
  style: HeaderStyle,
  options: DecodeOptions,
): EventVerdict | undefined {
  if (places.learnt?.style !== style) places.learnt = new PlacedAttributes(places.names, style);
  const { learnt } = places;
  if (body.length === 0 || body.length > (options.maxBytes ?? mostEventBytes)) return undefined;
  if (!learnt.take(values)) return undefined;
  const held = dataFromBytes(body, learnt.contentType);
  if (held === undefined || !("data" in held)) return undefined;
  return judgeTogether(learnt.eventWith(held.data), options, { heldData: held });
}
