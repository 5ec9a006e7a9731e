import { checkedEvent } from "./checked-event.ts";
import type { Format } from "./format.ts";
import { hasLegacyMembers } from "./legacy-cloud-event.ts";

/** An event as it is now, in structured JSON. It is judged, and otherwise left as it is. */
export const enhanced: Format = {
  name: "enhanced",
  detects: (value, { types }) =>
    value.specversion !== undefined &&
    typeof value.type === "string" &&
    types.current.has(value.type) &&
    !hasLegacyMembers(value),
  read: (value, context) => checkedEvent(value, context),
};
