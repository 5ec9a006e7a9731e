import type { Delivery, RawContent } from "../ports/transport.ts";

/**
 * A delivery for each attempt, equal to what was handed out, so that what one attempt changes does not leak into the next, nor
 * into the dead letter. What an event carries is JSON, text or bytes; anything else in its data is shared.
 *
 * The first copy is the common case, so it costs little: bytes and headers of the wire are copied when somebody looks at them.
 */
export function attemptCopies(delivery: Delivery): () => Delivery {
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
    return { ...delivery, content: own, headers: { ...headers }, raw: lazyCopy(raw) };
  };

  function renewed() {
    return Object.freeze({ ...(event as NonNullable<typeof event>), data: copyOf(untouched) });
  }
}

function lazyCopy(raw: RawContent): RawContent {
  let headers: RawContent["headers"] | undefined;
  let body: Uint8Array | undefined;
  return {
    get headers() {
      headers ??= { ...raw.headers };
      return headers;
    },
    get body() {
      body ??= raw.body.slice();
      return body;
    },
  };
}

function copyOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  if (value instanceof Uint8Array) return value.slice();
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
