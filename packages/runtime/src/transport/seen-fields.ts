import { HeaderPlaces, PlacedMessage } from "@concordat/cloudevents";
import type { RawContent } from "../ports/transport.ts";
import type { FieldBytes } from "./field-bytes.ts";
import { SeenField } from "./seen-field.ts";

/**
 * Fields of messages as they come in, one message after the other. They mostly have the names that those of an earlier message had, and many
 * of them its values. To look whether bytes are those of last time is several times cheaper than to make a text of them, and leaves nothing behind.
 *
 * What differs is read as it is; what is made of a message depends on nothing that was read before.
 */
export class SeenFields {
  readonly #isApart: (name: string) => boolean;
  readonly #root = new SeenField("", true);
  readonly #values: string[] = [];
  /** Where the last message led to. */
  #last: SeenField = this.#root;
  #headers = 0;
  #kept = 0;
  /** Of the last message, those that are no headers. */
  readonly apart: SeenField[] = [];

  constructor(isApart: (name: string) => boolean = () => false) {
    this.#isApart = isApart;
  }

  /** Answers whether they are there to the end. */
  read(from: FieldBytes, count: number): boolean {
    let field = this.#root;
    let headers = 0;
    let apart = 0;
    for (let left = count; left > 0; left -= 1) {
      const next = field.likely?.read(from) === true ? field.likely : this.#another(field, from);
      if (next === undefined) return false;
      if (next.isApart) this.apart[apart++] = next;
      else this.#values[headers++] = next.value;
      field = next;
    }
    if (this.apart.length > apart) this.apart.length = apart;
    this.#headers = headers;
    this.#last = field;
    return true;
  }

  /** Names of headers of the last message, where others had the same before it. */
  get places(): HeaderPlaces | undefined {
    const last = this.#last;
    if (last.isKept) last.places ??= new HeaderPlaces(this.#names());
    return last.places;
  }

  /** The last message, with this body. */
  message(body: Uint8Array): RawContent {
    const { places } = this;
    const values = this.#values.slice(0, this.#headers);
    return places === undefined
      ? { headers: new PlacedMessage(new HeaderPlaces(this.#names()), values, body).headers, body }
      : new PlacedMessage(places, values, body);
  }

  #names(): string[] {
    const names: string[] = [];
    for (let field: SeenField | undefined = this.#last; field?.before !== undefined; field = field.before)
      if (!field.isApart) names.unshift(field.name);
    return names;
  }

  /** A name that did not stand here last time, and perhaps never. */
  #another(before: SeenField, from: FieldBytes): SeenField | undefined {
    const known = before.behind(from);
    if (known !== undefined) return known;
    const begin = from.at;
    const nameAt = from.text();
    if (nameAt < 0) return undefined;
    const name = from.bytes.toString("utf8", nameAt, from.at - from.tail);
    const field = before.named(name) ?? this.#create(before, name);
    return field.readBehindName(from, begin) ? field : undefined;
  }

  #create(before: SeenField, name: string): SeenField {
    const isApart = this.#isApart(name);
    if (this.#kept < mostKept) {
      const field = new SeenField(name, true, before, isApart);
      if (before.put(field)) {
        this.#kept += 1;
        return field;
      }
    }
    return new SeenField(name, false, before, isApart);
  }
}

/** So many names at places; others are read without being remembered. */
const mostKept = 2_000;
