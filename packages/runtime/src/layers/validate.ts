import type { CloudEvent, Violation } from "@concordat/cloudevents";
import { busErrors } from "../errors.ts";
import type { Layer } from "../layer.ts";
import type { Logger } from "../ports/logger.ts";
import type { Delivery } from "../ports/transport.ts";
import type { ValidateEvent } from "../ports/validate.ts";

/**
 * What happens to a message that breaks its contract, or is no event at all.
 *
 * - `reject`: it goes back to the group, to be handed out again.
 * - `dead-letter`: it is done with, and kept aside with what was found. Needs a place for dead letters.
 * - `log`: it is handled all the same, and a warning is written. What is no event cannot be handled: that is rejected.
 */
export type OnInvalid = "reject" | "dead-letter" | "log";

export type ValidateOptions = {
  readonly validate?: ValidateEvent;
  /** Default `reject`; the layer outside may make a dead letter of it. */
  readonly onInvalid?: OnInvalid;
  readonly logger: Logger;
};

/** Lets through only what is an event and keeps its contract, by the reader view. */
export function validate({ validate: judge, onInvalid = "reject", logger }: ValidateOptions): Layer {
  return (next) => (delivery) => {
    try {
      check(delivery);
      return next(delivery);
    } catch (error) {
      return Promise.reject(error);
    }
  };

  function check({ content, position, address }: Delivery): void {
    const { event } = content;
    if (event === undefined) throw busErrors.EVENT_UNREADABLE({ position, violations: content.violations });
    const found = judge === undefined ? none : judge(event);
    const violations = found.length === 0 ? none : found.filter(isError);
    if (violations.length === 0) return;
    if (onInvalid !== "log") throw refusal(event, violations);
    const { id, type } = event;
    logger.warn("event breaks its contract", { id, type, address, position, violations });
  }
}

const none: readonly Violation[] = [];

export function refusal({ id, type }: Pick<CloudEvent, "id" | "type">, violations: readonly Violation[]) {
  return busErrors.EVENT_INVALID({ id, type, violations });
}

function isError({ severity }: Violation): boolean {
  return severity === "error";
}
