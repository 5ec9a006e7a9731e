import { natsBinding } from "@concordat/cloudevents";
import type { DecodedContent, RawContent } from "@concordat/runtime";

const unlimited = { maxBytes: Number.POSITIVE_INFINITY };

/** In whichever mode it was written. */
export function decodeContent(raw: RawContent): DecodedContent {
  const verdict = natsBinding.decode(raw, unlimited);
  return verdict.valid ? { event: verdict.event } : { event: undefined, violations: verdict.violations };
}
