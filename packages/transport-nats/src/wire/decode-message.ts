import { dataKindOf, natsBinding } from "@concordat/cloudevents";
import type { DecodedContent, RawContent } from "@concordat/runtime";

const unlimited = { maxBytes: Number.POSITIVE_INFINITY };

/** In whichever mode it was written. */
export function decodeContent(raw: RawContent): DecodedContent {
  const verdict = natsBinding.decode(ofItsOwn(raw), unlimited);
  return verdict.valid ? { event: verdict.event } : { event: undefined, violations: verdict.violations };
}

/** Data that is bytes is the body itself, and what came must stay as it came for the next attempt. */
function ofItsOwn({ headers, body }: RawContent): RawContent {
  const type = headers["ce-datacontenttype"];
  if (type !== undefined && dataKindOf(type) === "json") return { headers, body };
  return { headers, body: new Uint8Array(body) };
}
