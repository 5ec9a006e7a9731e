/**
 * Texts of headers, of which most are the same from one record to the next: the names, and many of the values. Looking
 * whether one is what stood at its place before costs less than making a new one.
 */
export class SeenTexts {
  readonly #texts: string[] = [];
  readonly #lengths: number[] = [];
  readonly #bytes: Uint8Array[] = [];

  read(place: number, bytes: Buffer, from: number, to: number): string {
    const length = to - from;
    if (length > longest || place >= mostPlaces) return bytes.toString("utf8", from, to);
    const seen = this.#bytes[place];
    if (seen !== undefined && this.#lengths[place] === length) {
      let at = 0;
      while (at < length && seen[at] === bytes[from + at]) at += 1;
      if (at === length) return this.#texts[place] as string;
    }
    const text = bytes.toString("utf8", from, to);
    this.#keep(place, text, bytes, from, length);
    return text;
  }

  /** In memory of its own: a view would keep a whole answer of the broker alive. */
  #keep(place: number, text: string, bytes: Buffer, from: number, length: number): void {
    while (this.#bytes.length <= place) this.#bytes.push(new Uint8Array(longest));
    const kept = this.#bytes[place] as Uint8Array;
    for (let at = 0; at < length; at += 1) kept[at] = bytes[from + at] as number;
    this.#texts[place] = text;
    this.#lengths[place] = length;
  }
}

const longest = 64;
const mostPlaces = 128;
