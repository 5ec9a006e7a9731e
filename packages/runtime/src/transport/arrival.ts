import type { DecodedContent, MessageHeaders, RawContent } from "../ports/transport.ts";

/** A message that a broker handed to a member, before any handler sees it. */
export type Arrival<Ticket> = {
  readonly address: string;
  readonly key: string | undefined;
  /** Never handed on: each delivery gets a copy. */
  readonly raw: RawContent;
  readonly position: string;
  /** How often it was handed out before, as far as the broker knows. */
  readonly attempts: number;
  /** What it came from and may be taken away with: a partition. Compared by identity. */
  readonly source: object;
  /** Whatever the driver needs to settle it. */
  readonly ticket: Ticket;
};

/** What a transport does where hands only decide. */
export type HandsDriver<Ticket> = {
  decode(raw: RawContent): DecodedContent;
  /** Those that do not carry the event. */
  ownHeaders(headers: MessageHeaders): MessageHeaders;
  /** To be told to the broker, now or with others. */
  handled(arrival: Arrival<Ticket>): void;
  /** It is about to be with the handler, for the so many-th time in all; for brokers that are told of each attempt. */
  handingOut?(arrival: Arrival<Ticket>, attempt: number): void;
  /** There is room for more than there was when `wanted` was last 0. Called often; has to be cheap. */
  hungry(): void;
};
