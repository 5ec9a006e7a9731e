import { hash } from "node:crypto";
import { describeFailure } from "../failure/describe-failure.ts";
import { failureKindOf } from "../failure/failure-kind.ts";
import type { Layer } from "../layer.ts";
import type { Clock } from "../ports/clock.ts";
import type { DeadLetterSink } from "../ports/dead-letter-store.ts";
import type { Delivery } from "../ports/transport.ts";
import { HandedOut } from "../transport/handed-out.ts";
import type { DeadLetter } from "./dead-letter-entry.ts";
import { deadLetterErrors } from "./dead-letter-errors.ts";
import { isForSomebodyElse, parseMarks, withoutMarks } from "./dead-letter-marks.ts";
import { deadLetterCauseOf } from "./reason-of.ts";

export type DeadLetterOptions = {
  /** A store, or an address (`deadLetterAddress`). */
  readonly to: DeadLetterSink;
  readonly clock: Clock;
  /** The name of the handler, where a group has several. */
  readonly handler?: string;
  /** The name of this member of the group. */
  readonly consumer?: string;
};

/**
 * Puts aside what cannot be handled, so that the next message of its key goes on.
 *
 * Belongs outside of `retry`: whatever it is told of is final. What is not final, it lets fly: a message that was taken back, or whose
 * handler could not be reached. When the entry cannot be written it rejects with `DEAD_LETTER_UNWRITTEN`, so the message is
 * handed out again and never lost.
 *
 * A dead letter that was put back passes by all groups but its own: they had it before.
 */
export function deadLetter({ to, clock, handler, consumer }: DeadLetterOptions): Layer {
  return (next) => async (delivery) => {
    if (isForSomebodyElse(delivery, handler)) return;
    try {
      await next(delivery);
    } catch (thrown) {
      if (isUndecided(delivery, thrown)) throw thrown;
      // An attempt may have changed what it was given; what is kept is what came.
      const untouched = HandedOut.is(delivery) ? delivery.again() : delivery;
      await write(entryOf(untouched, thrown), thrown);
    }
  };

  async function write(entry: DeadLetter, thrown: unknown): Promise<void> {
    try {
      await to.put(entry);
    } catch (cause) {
      const { position, group } = entry;
      const reason = describeFailure(cause).message;
      const trouble = describeFailure(thrown).message;
      throw deadLetterErrors.DEAD_LETTER_UNWRITTEN({ position, group, reason, trouble }, { cause });
    }
  }

  function entryOf(delivery: Delivery, thrown: unknown): DeadLetter {
    const { reason, failure, attempts, firstFailedAt, violations } = deadLetterCauseOf(thrown, delivery);
    const { address, key, group, position } = delivery;
    const { event } = delivery.content;
    const now = clock.now();
    const marks = parseMarks(delivery);
    return {
      id: marks?.id ?? idOf(delivery, handler),
      reason,
      error: describeFailure(failure),
      ...(violations === undefined ? {} : { violations }),
      ...(event === undefined ? {} : { event: { id: event.id, source: event.source, type: event.type } }),
      address,
      ...(key === undefined ? {} : { key }),
      group,
      ...(handler === undefined ? {} : { handler }),
      ...(consumer === undefined ? {} : { consumer }),
      position,
      ...withoutMarks(delivery),
      attempts,
      firstFailedAt: firstFailedAt ?? now,
      deadLetteredAt: now,
      reprocessCount: marks?.reprocessCount ?? 0,
      status: "pending",
    };
  }
}

function isUndecided({ signal }: Delivery, thrown: unknown): boolean {
  const kind = failureKindOf(thrown);
  return signal.aborted || kind === "interrupted" || kind === "not-yet";
}

/**
 * The same for the same message, so that one which is handed out again after its entry was written makes no second entry. The
 * bytes are part of it: positions begin anew where a stream is made anew.
 */
function idOf({ group, address, position, raw }: Delivery, handler = ""): string {
  const body = hash("sha256", raw.body, "hex");
  return hash("sha256", JSON.stringify([group, handler, address, position, body]), "hex").slice(0, 32);
}
