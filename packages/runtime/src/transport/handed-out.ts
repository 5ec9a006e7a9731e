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
 *
 * They are members of the object all the same, so that a copy with `...` has them. Their accessors are the same for all deliveries: with
 * functions of its own each would get a hidden class of its own.
 */
export class HandedOut implements Delivery {
  readonly address: string;
  readonly group: string;
  readonly key: string | undefined;
  readonly attempt: number;
  readonly content: DecodedContent;
  declare readonly headers: MessageHeaders;
  declare readonly raw: RawContent;
  readonly position: string;
  readonly receivedAt: number;
  declare readonly signal: AbortSignal;
  readonly #parts: DeliveryParts;
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
    Object.defineProperty(this, "headers", HandedOut.#headersAccessor);
    Object.defineProperty(this, "raw", HandedOut.#rawAccessor);
    Object.defineProperty(this, "signal", HandedOut.#signalAccessor);
  }

  /** Whether it is one of these, and no copy, which may say other things. */
  static is(delivery: Delivery): delivery is HandedOut {
    return #parts in delivery;
  }

  /** The same as if nobody had touched it. */
  again(): Delivery {
    return new HandedOut(this.#parts);
  }

  static readonly #headersAccessor = accessor(function (this: HandedOut) {
    this.#headers ??= { ...this.#parts.ownHeaders(this.#parts.raw.headers) };
    return this.#headers;
  });

  static readonly #rawAccessor = accessor(function (this: HandedOut) {
    this.#raw ??= copyOfRaw(this.#parts.raw);
    return this.#raw;
  });

  static readonly #signalAccessor = accessor(function (this: HandedOut) {
    return this.#parts.handout.signal;
  });
}

function accessor<Value>(get: (this: HandedOut) => Value): PropertyDescriptor {
  return { get, enumerable: true, configurable: true };
}

/** Data that is bytes may be those of the body, so those are the delivery's own, too. */
function contentOf({ raw, decode }: DeliveryParts): DecodedContent {
  const content = decode(raw);
  return content.event?.data instanceof Uint8Array ? decode(copyOfRaw(raw)) : content;
}
