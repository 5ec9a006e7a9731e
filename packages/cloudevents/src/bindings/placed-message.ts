import type { PlacedAttributes } from "./placed-attributes.ts";

/** Names of headers in the order in which they stand: one object for all messages of which that is so. */
export class HeaderPlaces {
  readonly names: readonly string[];
  /** What the binding that reads such messages learnt from those before; its own business. */
  learnt: PlacedAttributes | undefined = undefined;

  constructor(names: readonly string[]) {
    this.names = names;
  }
}

/**
 * A message out of bytes whose headers were seen at the same places before. To a binding it is a message like any other, only that
 * reading it costs less: what stands where it stood, with the value that it had, was decoded and judged once.
 */
export class PlacedMessage {
  readonly places: HeaderPlaces;
  /** One for each name. */
  readonly values: readonly string[];
  readonly body: Uint8Array;
  #headers: Record<string, string> | undefined = undefined;

  constructor(places: HeaderPlaces, values: readonly string[], body: Uint8Array) {
    this.places = places;
    this.values = values;
    this.body = body;
  }

  /** Made when somebody looks: most events are good, and then nobody does. Of a name that stands twice the last value counts. */
  get headers(): Readonly<Record<string, string>> {
    if (this.#headers === undefined) {
      this.#headers = {};
      const { names } = this.places;
      for (let at = 0; at < names.length; at += 1)
        this.#headers[names[at] as string] = this.values[at] as string;
    }
    return this.#headers;
  }
}
