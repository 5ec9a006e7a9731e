import type { CloudEvent } from "@concordat/cloudevents";
import type { ConcordatError } from "@concordat/errors";
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
  readonly newId: () => string;
};

/** Makes an event of a draft: what it leaves open is filled in, what it says stands. */
export function createCompleteEvent({ source, clock, newId }: CompleteOptions): CompleteEvent {
  return (draft, active) =>
    Object.freeze({
      specversion: "1.0",
      id: draft.id ?? newId(),
      source: draft.source ?? source,
      time: draft.time ?? new Date(clock.now()).toISOString(),
      ...(draft.data !== undefined && draft.datacontenttype === undefined
        ? { datacontenttype: "application/json" }
        : {}),
      ...inheritedBy(draft, active),
      ...draft,
    }) as CloudEvent;
}
