import type { DecodedContent, Delivery, MessageHeaders, RawContent } from "../ports/transport.ts";
import type { Handout } from "./handout.ts";
import { copyOfRaw } from "./raw-copy.ts";

/** What a delivery is made of, as often as it takes. */
export type DeliveryParts = Pick<
  Delivery,
  "address" | "group" | "key" | "attempt" | "position" | "receivedAt"
> & {
  /** The transport's own. Deliveries get copies. */
  readonly raw: RawContent;
  readonly decode: (raw: RawContent) => DecodedContent;
  /** Those that do not carry the event. */
  readonly ownHeaders: (headers: MessageHeaders) => MessageHeaders;
  readonly handout: Handout<unknown>;
};

/**
 * A delivery of which only what every handler needs is made at once. The message as it came and the signal are made when somebody
 * looks: hardly anybody does, and they cost as much as all the rest.
 */
export class HandedOut implements Delivery {
  readonly address: string;
  readonly group: string;
  readonly key: string | undefined;
  readonly attempt: number;
  readonly content: DecodedContent;
  readonly position: string;
  readonly receivedAt: number;
  readonly #parts: DeliveryParts;
  #isWhole = false;
  #raw: RawContent | undefined = undefined;
  #headers: MessageHeaders | undefined = undefined;

  constructor(parts: DeliveryParts) {
    this.address = parts.address;
    this.group = parts.group;
    this.key = parts.key;
    this.attempt = parts.attempt;
    this.content = contentOf(parts);
    this.position = parts.position;
    this.receivedAt = parts.receivedAt;
    this.#parts = parts;
  }

  get headers(): MessageHeaders {
    this.#headers ??= { ...this.#parts.ownHeaders(this.#parts.raw.headers) };
    return this.#headers;
  }

  get raw(): RawContent {
    this.#raw ??= copyOfRaw(this.#parts.raw);
    return this.#raw;
  }

  get signal(): AbortSignal {
    return this.#parts.handout.signal;
  }

  /** Whether it is one of these, and no copy, which may say other things. */
  static is(delivery: Delivery): delivery is HandedOut {
    return #parts in delivery;
  }

  /** The same as if nobody had touched it. */
  again(): Delivery {
    const again = new HandedOut(this.#parts);
    return this.#isWhole ? again.whole() : again;
  }

  /**
   * Itself, with all members as its own, so that a copy with `...` has them. Whoever a delivery is handed to gets it like this, but for our
   * own layers, which know what they may not do with it (`markAsFrugal`): it is a thirtieth of what consuming an event costs.
   *
   * The accessors are the same for all deliveries: with functions of its own each would get a hidden class of its own.
   */
  whole(): Delivery {
    if (this.#isWhole) return this;
    this.#isWhole = true;
    Object.defineProperty(this, "headers", HandedOut.#own.headers);
    Object.defineProperty(this, "raw", HandedOut.#own.raw);
    Object.defineProperty(this, "signal", HandedOut.#own.signal);
    return this;
  }

  static readonly #own = {
    headers: enumerable(this.prototype, "headers"),
    raw: enumerable(this.prototype, "raw"),
    signal: enumerable(this.prototype, "signal"),
  };
}

function enumerable(of: HandedOut, name: "headers" | "raw" | "signal"): PropertyDescriptor {
  return { ...Object.getOwnPropertyDescriptor(of, name), enumerable: true };
}

/** Data that is bytes may be those of the body, so those are the delivery's own, too. */
function contentOf({ raw, decode }: DeliveryParts): DecodedContent {
  const content = decode(raw);
  return content.event?.data instanceof Uint8Array ? decode(copyOfRaw(raw)) : content;
}
