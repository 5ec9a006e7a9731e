import type { Arrival } from "@concordat/runtime/transport";

/** What settles a message at its queue. Each is the source of its own arrival, so that one that is lost can be let go of alone. */
export type Ticket = {
  readonly queueUrl: string;
  /** Of the message, the same each time SQS shows it. */
  readonly id: string;
  /** Of the last time it was shown here: an older one settles nothing. */
  handle: string;
  /** Until then nobody else gets it, by the monotonic clock. */
  hiddenUntil: number;
};

export type QueueArrival = Arrival<Ticket>;
