import type { CloudEvent } from "@concordat/cloudevents";
import { type ConcordatError, isConcordatError } from "@concordat/errors";
import { busErrors } from "../errors.ts";
import { describeFailure } from "../failure/describe-failure.ts";
import { eventAttributes, traceOf } from "../layers/trace.ts";
import { refusal } from "../layers/validate.ts";
import type { Clock } from "../ports/clock.ts";
import type { Attributes, Span, Telemetry } from "../ports/telemetry.ts";
import type { OutgoingMessage, PublishResult } from "../ports/transport.ts";
import type { ValidateEvent } from "../ports/validate.ts";
import { durationBuckets, metricAttributes, runtimeMetrics } from "../telemetry/names.ts";
import type { CompleteEvent } from "./complete-event.ts";
import type { EventDraft } from "./events.ts";
import type { SendResult } from "./send-result.ts";

export type SenderOptions = {
  readonly complete: CompleteEvent;
  readonly validate: ValidateEvent | undefined;
  readonly addressOf: (event: CloudEvent) => string;
  readonly keyOf: (event: CloudEvent) => string | undefined;
  readonly telemetry: Telemetry;
  readonly system: string;
  readonly clock: Clock;
};

/** An event on its way: made, judged, addressed. What was refused before it left has its result already. */
export type Departure =
  | { readonly result: SendResult }
  | {
      readonly event: CloudEvent;
      readonly message: OutgoingMessage;
      readonly arrive: (result: PublishResult) => SendResult;
      /** It does not leave after all, for this reason. */
      readonly stay: (error: ConcordatError) => SendResult;
    };

/**
 * Makes messages out of drafts and results out of what became of them; how they travel in between is somebody else's
 * matter.
 */
export function createSender(options: SenderOptions): (draft: EventDraft) => Departure {
  const { complete, validate, addressOf, keyOf, telemetry, system, clock } = options;
  const record = createRecorder(telemetry, system);
  return (draft) => {
    try {
      return prepare(draft);
    } catch (thrown) {
      return { result: { status: "refused", event: draft, error: unprepared(draft, thrown) } };
    }
  };

  function prepare(draft: EventDraft): Departure {
    const event = complete(draft, telemetry.activeTrace());
    if (isConcordatError(event)) return { result: { status: "refused", event: draft, error: event } };
    const violations = validate?.(event).filter(({ severity }) => severity === "error") ?? [];
    if (violations.length > 0)
      return { result: { status: "refused", event, error: refusal(event, violations) } };
    const address = addressOr(addressOf, event);
    if (isConcordatError(address)) return { result: { status: "refused", event, error: address } };
    const key = keyOf(event);
    const span = startSpan(telemetry, system, address, event);
    const sent = span === undefined ? event : carrying(span, event);
    const begun = clock.monotonic();
    return {
      event: sent,
      message: key === undefined ? { address, event: sent } : { address, event: sent, key },
      arrive: (published) => {
        const result = resultOf(sent, address, published);
        const error = result.status === "stored" ? undefined : result.error;
        record(address, (clock.monotonic() - begun) / 1000, error);
        span?.end(error);
        return result;
      },
      stay: (error) => {
        span?.end(error);
        return { status: "refused", event: sent, error };
      },
    };
  }
}

/** Whatever the functions that the bus was given throw is a trouble of this one event, and the others of its list go their way. */
function unprepared(draft: EventDraft, thrown: unknown): ConcordatError {
  if (isConcordatError(thrown)) return thrown;
  const facts = { type: String(draft?.type), trouble: describeFailure(thrown).message };
  return busErrors.SEND_UNPREPARED(facts, { cause: thrown });
}

/** A type without an address is a trouble of this one event, and the others of its list go their way. */
function addressOr(addressOf: (event: CloudEvent) => string, event: CloudEvent): string | ConcordatError {
  try {
    return addressOf(event);
  } catch (error) {
    if (isConcordatError(error)) return error;
    throw error;
  }
}

function resultOf(event: CloudEvent, address: string, published: PublishResult): SendResult {
  if (published.status === "stored") return { ...published, event };
  const facts = { event, address, reason: published.error.message };
  const cause = { cause: published.error };
  return published.status === "refused"
    ? { status: "refused", event, error: busErrors.SEND_REFUSED(facts, cause) }
    : { status: "unknown", event, error: busErrors.SEND_UNKNOWN(facts, cause) };
}

/** Those who handle it continue this span; `spanid`, where the event has it, repeats what the trace context says. */
function carrying({ context }: Span, event: CloudEvent): CloudEvent {
  const spanid = context.traceparent.split("-")[2];
  return Object.freeze({
    ...event,
    ...context,
    ...(event.spanid === undefined || spanid === undefined ? {} : { spanid }),
  });
}

function startSpan(
  telemetry: Telemetry,
  system: string,
  address: string,
  event: CloudEvent,
): Span | undefined {
  const parent = traceOf(event);
  return telemetry.startSpan(`send ${address}`, {
    kind: "producer",
    ...(parent === undefined ? {} : { parent }),
    attributes: {
      ...metricAttributes({ system, operation: "send", address }),
      "messaging.operation.type": "send",
      ...eventAttributes(event),
    },
  });
}

function createRecorder(telemetry: Telemetry, system: string) {
  const sent = telemetry.counter(runtimeMetrics.sent.name, runtimeMetrics.sent);
  const duration = telemetry.histogram(runtimeMetrics.operationDuration.name, {
    ...runtimeMetrics.operationDuration,
    buckets: durationBuckets,
  });
  const known = new Map<string, Attributes>();
  const attributesOf = (address: string) => {
    let attributes = known.get(address);
    if (attributes === undefined) {
      attributes = metricAttributes({ system, operation: "send", address });
      known.set(address, attributes);
    }
    return attributes;
  };
  return (address: string, seconds: number, error: ConcordatError | undefined) => {
    const plain = attributesOf(address);
    const attributes = error === undefined ? plain : { ...plain, "error.type": describeFailure(error).type };
    sent.add(1, attributes);
    duration.record(seconds, attributes);
  };
}
