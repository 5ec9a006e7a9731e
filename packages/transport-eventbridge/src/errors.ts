import { ConcordatError, defineErrors } from "@concordat/errors";

/** What only a transport over AWS can run into. */
export class EventBridgeError extends ConcordatError {}

export const eventBridgeErrors = defineErrors(EventBridgeError, {
  EVENTBRIDGE_REFUSED: {
    message: (p: { address: string; code: string; trouble: string }) =>
      `AWS refused a message for ${p.address}: ${p.code}: ${p.trouble}`,
    hint: "docs/errors/EVENTBRIDGE_REFUSED.md says what AWS means by the usual codes",
    kind: "conflict",
  },
});
