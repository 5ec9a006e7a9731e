import type { DecodedContent, Delivery, RawContent } from "../ports/transport.ts";
import type { Parcel } from "./backlog.ts";
import { decodeContent, ownHeaders } from "./encoding.ts";

/** One for all: an `AbortController` that is given no reason makes an exception with a stack, which costs more than the whole delivery. */
const settled = new DOMException("the message is no longer this consumer's business", "AbortError");

/**
 * One message in the hands of one member, until it is settled: handled, given back, timed out or closed, whichever comes first. What comes
 * second finds it settled and does nothing.
 *
 * Open ones form a chain in the order in which they were handed out, which is the order in which they time out.
 */
export class Handout {
  readonly parcel: Parcel;
  readonly deadline: number;
  isOpen = true;
  older: Handout | undefined;
  newer: Handout | undefined;
  #abort: AbortController | undefined;

  constructor(parcel: Parcel, deadline: number) {
    this.parcel = parcel;
    this.deadline = deadline;
  }

  /** Made when it is first asked for: most handlers never look. */
  get signal(): AbortSignal {
    if (this.#abort === undefined) {
      this.#abort = new AbortController();
      if (!this.isOpen) this.#abort.abort(settled);
    }
    return this.#abort.signal;
  }

  settle(): void {
    this.isOpen = false;
    this.#abort?.abort(settled);
  }
}

/**
 * What a handler gets. Decoded anew for each delivery, so that nobody can change what another one gets, and only when
 * asked for. The accessors are the object's own, so that a copy with `...` has everything.
 */
export function deliveryOf(handout: Handout, group: string, receivedAt: number): Delivery {
  const { message, attempts } = handout.parcel;
  let content: DecodedContent | undefined;
  let raw: RawContent | undefined;
  return {
    address: message.address,
    group,
    key: message.key,
    attempt: attempts,
    headers: ownHeaders(message.raw.headers),
    position: String(message.sequence),
    receivedAt,
    get content() {
      content ??= decodeContent(message.raw);
      return content;
    },
    get raw() {
      raw ??= { headers: { ...message.raw.headers }, body: new Uint8Array(message.raw.body) };
      return raw;
    },
    get signal() {
      return handout.signal;
    },
  };
}
