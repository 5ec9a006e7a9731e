import type { CloudEvent } from "@concordat/cloudevents";
import { type ConcordatError, isConcordatError } from "@concordat/errors";
import { busErrors } from "../errors.ts";
import { describeFailure } from "../failure/describe-failure.ts";
import { eventAttributes, traceOf } from "../layers/trace.ts";
import { refusal } from "../layers/validate.ts";
import type { Clock } from "../ports/clock.ts";
import { type Attributes, noTelemetry, type Span, type Telemetry } from "../ports/telemetry.ts";
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

/** An event that does not leave at all, with what became of it. */
export type Refused = { readonly result: SendResult };

/** An event on its way: made, judged, addressed. */
export type Departure = {
  readonly event: CloudEvent;
  readonly message: OutgoingMessage;
  arrive(published: PublishResult): SendResult;
  /** It does not leave after all, for this reason. */
  stay(error: ConcordatError): SendResult;
};

class EventUnderWay implements Departure {
  readonly event: CloudEvent;
  readonly message: OutgoingMessage;
  readonly #watch: Watch | undefined;

  constructor(event: CloudEvent, message: OutgoingMessage, watch: Watch | undefined) {
    this.event = event;
    this.message = message;
    this.#watch = watch;
  }

  arrive(published: PublishResult): SendResult {
    const result = resultOf(this.event, this.message.address, published);
    this.#watch?.arrived(result.status === "stored" ? undefined : result.error);
    return result;
  }

  stay(error: ConcordatError): SendResult {
    this.#watch?.stayed(error);
    return { status: "refused", event: this.event, error };
  }
}

/** What is told of an event under way, where anybody listens. */
type Watch = {
  readonly arrived: (error: ConcordatError | undefined) => void;
  readonly stayed: (error: ConcordatError) => void;
};

/**
 * Makes messages out of drafts and results out of what became of them; how they travel in between is somebody else's
 * matter.
 */
export function createSender(options: SenderOptions): (draft: EventDraft) => Departure | Refused {
  const { complete, validate, addressOf, keyOf, telemetry, system, clock } = options;
  const isWatched = telemetry !== noTelemetry;
  const record = createRecorder(telemetry, system);
  return (draft) => {
    try {
      return prepare(draft);
    } catch (thrown) {
      return { result: { status: "refused", event: draft, error: unprepared(draft, thrown) } };
    }
  };

  function prepare(draft: EventDraft): Departure | Refused {
    const event = complete(draft, telemetry.activeTrace());
    if (isConcordatError(event)) return { result: { status: "refused", event: draft, error: event } };
    const violations = validate?.(event).filter(({ severity }) => severity === "error");
    if (violations !== undefined && violations.length > 0)
      return { result: { status: "refused", event, error: refusal(event, violations) } };
    const address = addressOr(addressOf, event);
    if (typeof address !== "string") return { result: { status: "refused", event, error: address } };
    const key = keyOf(event);
    if (!isWatched) return new EventUnderWay(event, messageOf(address, event, key), undefined);
    const span = startSpan(telemetry, system, address, event);
    const sent = span === undefined ? event : carrying(span, event);
    return new EventUnderWay(sent, messageOf(address, sent, key), watch(address, span));
  }

  function watch(address: string, span: Span | undefined): Watch {
    const begun = clock.monotonic();
    return {
      arrived(error) {
        record(address, (clock.monotonic() - begun) / 1000, error);
        span?.end(error);
      },
      stayed: (error) => span?.end(error),
    };
  }
}

function messageOf(address: string, event: CloudEvent, key: string | undefined): OutgoingMessage {
  return key === undefined ? { address, event } : { address, event, key };
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
  if (published.status === "stored") {
    const { position, isDuplicate } = published;
    // In literals: spreading costs more than all the rest of this.
    if (isDuplicate !== undefined) return { ...published, event };
    return position === undefined ? { status: "stored", event } : { status: "stored", event, position };
  }
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
