import type { Delivery, RawContent } from "../ports/transport.ts";
import type { Parcel } from "./backlog.ts";
import { decodeContent, ownHeaders } from "./encoding.ts";

/** Why a message is no longer in a member's hands. */
export type Settlement = "handled" | "given back" | "timed out" | "closed";

/**
 * One message in the hands of one member, until it is settled, in whichever way comes first. What comes second finds it settled and
 * does nothing.
 *
 * Open ones form a chain in the order in which they were handed out, which is the order in which they time out.
 */
export class Handout {
  readonly parcel: Parcel;
  readonly deadline: number;
  isOpen = true;
  older: Handout | undefined;
  newer: Handout | undefined;
  readonly #abort = new AbortController();

  constructor(parcel: Parcel, deadline: number) {
    this.parcel = parcel;
    this.deadline = deadline;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  settle(how: Settlement): void {
    this.isOpen = false;
    this.#abort.abort(reasons[how]);
  }
}

/** Made once: to abort with a new one each time costs ten times as much, most of it for a stack that says nothing. */
const reasons = {
  handled: reason("it was handled"),
  "given back": reason("it was given back to its group"),
  "timed out": reason("it took too long, and somebody else has it now"),
  closed: reason("its consumer was closed"),
} satisfies Record<Settlement, DOMException>;

function reason(why: string): DOMException {
  return new DOMException(`the message is no longer here: ${why}`, "AbortError");
}

/**
 * What a handler gets: decoded anew for each delivery, so that nobody can change what another one gets. Plain members: with
 * accessors of its own the object would cost more than all the rest of a delivery.
 */
export function deliveryOf(handout: Handout, group: string, receivedAt: number): Delivery {
  const { message, attempts } = handout.parcel;
  const { raw } = message;
  return {
    address: message.address,
    group,
    key: message.key,
    attempt: attempts,
    content: decodeContent(raw),
    headers: ownHeaders(raw.headers),
    raw: copyOf(raw),
    position: String(message.sequence),
    receivedAt,
    signal: handout.signal,
  };
}

/** Plain, so that a copy with `...` has everything; out of the shared pool, which costs a third of an allocation. */
function copyOf({ headers, body }: RawContent): RawContent {
  const copy = Buffer.from(body);
  return { headers: { ...headers }, body: new Uint8Array(copy.buffer, copy.byteOffset, copy.length) };
}
