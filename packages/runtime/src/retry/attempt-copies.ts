import type { Delivery, RawContent } from "../ports/transport.ts";
import { HandedOut } from "../transport/handed-out.ts";
import { copyBytes } from "./copy-bytes.ts";

/**
 * A delivery for each attempt, as it was handed out: what one attempt changes does not leak into the next.
 *
 * The first gets the delivery itself, and the others get it anew. What is a copy of a delivery, because a layer outside changed something in
 * it, cannot be had anew and is copied.
 */
export function attemptCopies(delivery: Delivery): () => Delivery {
  if (!HandedOut.is(delivery)) return copiesOf(delivery);
  let isFirst = true;
  return () => {
    if (!isFirst) return delivery.again();
    isFirst = false;
    return delivery;
  };
}

/**
 * A delivery for each attempt, equal to what was handed out, so that what one attempt changes does not leak into the next, nor
 * into the dead letter. What an event carries is JSON, text or bytes; anything else in its data is shared.
 *
 * The first copy is the common case, so it costs little: bytes and headers of the wire are copied when somebody looks at them.
 */
function copiesOf(delivery: Delivery): () => Delivery {
  const { content, headers, raw } = delivery;
  const { event } = content;
  const data = event?.data;
  // Before any attempt: whoever gets the first copy may change it at once.
  const isShared = typeof data !== "object" || data === null;
  const untouched = isShared ? data : copyOf(data);
  let isFirst = true;
  return () => {
    const own = isFirst || isShared || event === undefined ? content : { event: renewed() };
    isFirst = false;
    return { ...delivery, content: own, headers: { ...headers }, raw: new CopyOnDemand(raw) };
  };

  function renewed() {
    return Object.freeze({ ...(event as NonNullable<typeof event>), data: copyOf(untouched) });
  }
}

/** A class, because an object literal with getters costs more than all the rest of a copy. */
class CopyOnDemand implements RawContent {
  readonly #original: RawContent;
  #headers: RawContent["headers"] | undefined;
  #body: Uint8Array | undefined;

  constructor(original: RawContent) {
    this.#original = original;
  }
  get headers(): RawContent["headers"] {
    this.#headers ??= { ...this.#original.headers };
    return this.#headers;
  }
  get body(): Uint8Array {
    this.#body ??= copyBytes(this.#original.body);
    return this.#body;
  }
}

function copyOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  if (value instanceof Uint8Array) return copyBytes(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const copy: Record<string, unknown> = { ...value };
  for (const name in copy) {
    const member = copy[name];
    // Spreading made every name an own member, so that even `__proto__` is written where it was read.
    if (typeof member === "object" && member !== null) copy[name] = copyOf(member);
  }
  return copy;
}
