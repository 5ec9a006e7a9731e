import type { CloudEvent, Violation } from "@concordat/cloudevents";

/**
 * Judges an event by its contract; an empty list is consent. Handed in, since a runtime that compiled schemas would carry a schema
 * compiler into every service: a generated SDK brings validators that are compiled already.
 */
export type ValidateEvent = (event: CloudEvent) => readonly Violation[];

/** Publishers are strict, consumers tolerant: what nobody declared is refused on the way out and let through on the way in. */
export type EventValidators = {
  /** By the writer view. */
  readonly outgoing?: ValidateEvent;
  /** By the reader view. */
  readonly incoming?: ValidateEvent;
};
