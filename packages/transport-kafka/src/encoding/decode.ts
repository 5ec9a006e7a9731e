import { kafkaBinding } from "@concordat/cloudevents";
import type { DecodedContent, RawContent } from "@concordat/runtime";

const unlimited = { maxBytes: Number.POSITIVE_INFINITY };

/** In whichever mode it is. What a broker let through is small enough to be read. */
export function decodeContent(raw: RawContent): DecodedContent {
  const verdict = kafkaBinding.decode(raw, unlimited);
  return verdict.valid ? { event: verdict.event } : { event: undefined, violations: verdict.violations };
}
