import { type CloudEvent, eventMaker } from "@concordat/cloudevents";
import { type ConcordatError, isConcordatError } from "@concordat/errors";
import { inheritedBy } from "../context/inherit.ts";
import type { Clock } from "../ports/clock.ts";
import type { TraceContext } from "../ports/telemetry.ts";
import type { EventDraft } from "./events.ts";

/** An event, or why none can be made of it. */
export type CompleteEvent = (
  draft: EventDraft,
  active: TraceContext | undefined,
) => CloudEvent | ConcordatError;

export type CompleteOptions = {
  readonly source: string;
  readonly clock: Clock;
  readonly newId: (() => string) | undefined;
};

/** Makes an event of a draft: what it leaves open is filled in, what it says stands. */
export function createCompleteEvent({ source, clock, newId }: CompleteOptions): CompleteEvent {
  const make = eventMaker({ clock, newId });
  const ownSource = { source };
  return (draft, active) => {
    try {
      const inherited = inheritedBy(draft, active);
      return make(draft, inherited === undefined ? ownSource : { source, ...inherited });
    } catch (error) {
      if (isConcordatError(error)) return error;
      throw error;
    }
  };
}
