import type { Layer } from "../layer.ts";
import type { Clock } from "../ports/clock.ts";
import { deadLetterErrors } from "./dead-letter-errors.ts";

/** Refuses events that happened longer ago than this: what they tell is no longer worth doing. An event without a time never expires. */
export function expire(maxAgeMs: number, clock: Clock): Layer {
  return (next) => async (delivery) => {
    const { event } = delivery.content;
    const happenedAt = event?.time === undefined ? Number.NaN : Date.parse(event.time);
    const ageMs = clock.now() - happenedAt;
    if (event !== undefined && ageMs > maxAgeMs)
      throw deadLetterErrors.EVENT_EXPIRED({ id: event.id, type: event.type, ageMs, maxAgeMs });
    await next(delivery);
  };
}
