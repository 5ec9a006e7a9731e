import type { DeadLetterSink } from "../ports/dead-letter-store.ts";
import type { MessageHeaders, OutgoingMessage, PublishResult } from "../ports/transport.ts";
import type { DeadLetter } from "./dead-letter-entry.ts";

export type DeadLetterAddressOptions = {
  readonly publish: (messages: readonly OutgoingMessage[]) => Promise<readonly PublishResult[]>;
  /** Where a dead letter goes. Default: the address it came from with `.dead-letters` after it. */
  readonly addressOf?: (entry: DeadLetter) => string;
};

/**
 * Keeps dead letters at the broker itself, at an address of their own: the message as it was, and in headers why it is there.
 * Any consumer of that address can look at them; what a store can do (list, count, put back) it cannot.
 */
export function deadLetterAddress({
  publish,
  addressOf = nextDoor,
}: DeadLetterAddressOptions): DeadLetterSink {
  return {
    async put(entry) {
      const { key, raw } = entry;
      const message = { address: addressOf(entry), headers: headersOf(entry), raw };
      const [result] = await publish([key === undefined ? message : { ...message, key }]);
      // One that may not be there counts as not there: the message comes again, and a second copy is better than none.
      if (result?.status !== "stored") throw result?.error ?? new Error("the transport gave no answer");
    },
  };
}

function nextDoor({ address }: DeadLetter): string {
  return `${address}.dead-letters`;
}

function headersOf(entry: DeadLetter): MessageHeaders {
  const { handler, consumer } = entry;
  // Those that it came with stand in `raw`, named as somebody else liked to name them.
  return {
    "dead-letter-id": entry.id,
    "dead-letter-reason": entry.reason,
    "dead-letter-error": entry.error.type,
    "dead-letter-message": entry.error.message.slice(0, mostText),
    "dead-letter-address": entry.address,
    "dead-letter-group": entry.group,
    ...(handler === undefined ? {} : { "dead-letter-handler": handler }),
    ...(consumer === undefined ? {} : { "dead-letter-consumer": consumer }),
    "dead-letter-position": entry.position,
    "dead-letter-attempts": String(entry.attempts),
    "dead-letter-first-failed": new Date(entry.firstFailedAt).toISOString(),
    "dead-letter-time": new Date(entry.deadLetteredAt).toISOString(),
    "dead-letter-count": String(entry.reprocessCount),
  };
}

/** Brokers limit headers to some kilobytes in all. */
const mostText = 1_000;
