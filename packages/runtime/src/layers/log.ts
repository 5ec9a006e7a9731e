import { describeFailure } from "../failure/describe-failure.ts";
import type { Layer } from "../layer.ts";
import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import type { Delivery } from "../ports/transport.ts";
import { asError } from "./as-error.ts";

/** Writes down that a message was handled, or that it was not and why; each line names the event and its story. */
export function log(logger: Logger, clock: Clock): Layer {
  return (next) => async (delivery) => {
    const begun = clock.monotonic();
    try {
      await next(delivery);
    } catch (thrown) {
      const error = asError(thrown);
      logger.error("message not handled", {
        ...fieldsOf(delivery),
        milliseconds: clock.monotonic() - begun,
        error: describeFailure(error).type,
        reason: error.message,
      });
      throw thrown;
    }
    logger.debug("message handled", { ...fieldsOf(delivery), milliseconds: clock.monotonic() - begun });
  };
}

/** Data stay out: they may be anybody's secret. */
export function fieldsOf({ address, group, key, position, attempt, content }: Delivery) {
  const { event } = content;
  return {
    address,
    group,
    position,
    attempt,
    ...(key === undefined ? {} : { key }),
    ...(event === undefined
      ? {}
      : {
          id: event.id,
          type: event.type,
          source: event.source,
          correlationid: event.correlationid,
          causationid: event.causationid,
          traceparent: event.traceparent,
        }),
  };
}
