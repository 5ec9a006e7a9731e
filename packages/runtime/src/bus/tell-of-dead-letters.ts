import type { DeadLetterSink } from "../ports/dead-letter-store.ts";
import type { Logger } from "../ports/logger.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import { runtimeMetrics } from "../telemetry/names.ts";

/** A message that was given up is nobody's failure any more, so somebody has to be told: once it is kept, by a warning and a count. */
export function tellOfDeadLetters(to: DeadLetterSink, telemetry: Telemetry, logger: Logger): DeadLetterSink {
  const counter = telemetry.counter(runtimeMetrics.deadLetters.name, runtimeMetrics.deadLetters);
  return {
    async put(entry) {
      await to.put(entry);
      const { id, reason, address, group, position, attempts, error, event } = entry;
      counter.add(1, { "messaging.consumer.group.name": group, "concordat.dead_letter.reason": reason });
      logger.warn("message became a dead letter", {
        deadLetter: id,
        reason,
        address,
        group,
        position,
        attempts,
        error: error.type,
        trouble: error.message,
        ...event,
      });
    },
  };
}
