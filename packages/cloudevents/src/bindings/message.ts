/** `structured`: the event as one JSON document. `binary`: attributes as headers, the data alone as the body. */
export type ContentMode = "structured" | "binary";

/**
 * An event, ready to travel.
 *
 * `headers` are made when they are first read, and once: whoever sends to several places, or only looks at the body, pays
 * for them once or not at all.
 */
export type EncodedMessage<Headers = Readonly<Record<string, string>>, Body = Uint8Array> = {
  readonly headers: Headers;
  readonly body: Body;
};

/**
 * Headers as clients of all kinds hand them over: an object, a Map, the Headers of fetch, or a list of pairs. A name may
 * come more than once, as an array or as repeated pairs; what a repetition means, the decoder decides.
 */
export type HeadersIn =
  | { readonly [name: string]: HeaderValueIn }
  | Iterable<readonly [name: string, value: HeaderValueIn]>;

export type HeaderValueIn = string | Uint8Array | readonly (string | Uint8Array)[] | undefined | null;

export type MessageIn = {
  readonly headers: HeadersIn;
  readonly body?: Uint8Array | string | null | undefined;
};

export function encodedMessage<Headers extends object, Body>(
  body: Body,
  makeHeaders: () => Headers,
): EncodedMessage<Headers, Body> {
  return new LazyMessage(body, makeHeaders);
}

/**
 * A class for its getter: an object literal with one gets a hidden class of its own each time, and that keeps the event
 * alive until the next full collection of garbage.
 */
class LazyMessage<Headers extends object, Body> implements EncodedMessage<Headers, Body> {
  readonly body: Body;
  readonly #makeHeaders: () => Headers;
  #headers: Headers | undefined;

  constructor(body: Body, makeHeaders: () => Headers) {
    this.body = body;
    this.#makeHeaders = makeHeaders;
  }

  get headers(): Headers {
    this.#headers ??= this.#makeHeaders();
    return this.#headers;
  }
}

/** Calls once for each value: names in lower case, values as they are. */
export function eachHeader(
  headers: HeadersIn,
  visit: (name: string, value: string | Uint8Array) => void,
): void {
  eachHeaderAsIs(headers, (name, value) => visit(name.toLowerCase(), value));
}

/** The same with names as they are. */
export function eachHeaderAsIs(
  headers: HeadersIn,
  visit: (name: string, value: string | Uint8Array) => void,
): void {
  const one = (name: string, value: HeaderValueIn) => {
    if (value === undefined || value === null) return;
    if (Array.isArray(value)) for (const each of value) visit(name, each);
    else visit(name, value as string | Uint8Array);
  };
  if (isIterable(headers)) for (const [name, value] of headers) one(name, value);
  else for (const name of Object.keys(headers)) one(name, headers[name]);
}

function isIterable(headers: HeadersIn): headers is Iterable<readonly [string, HeaderValueIn]> {
  return Symbol.iterator in headers;
}
