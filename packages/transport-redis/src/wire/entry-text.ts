/** What goes to a socket: text, or text with bytes in between. */
export type WireText = string | readonly (string | Buffer)[];

/**
 * The fields of a stream entry as they are on the wire (RESP: each word after its length), written straight from where they come from. A client
 * takes a list of words, and measures and joins them; that costs more than to make them.
 */
export class EntryText {
  /** Names and values. */
  words = 0;
  /** Of names and values in UTF-8; of the body the value alone, since its name is none of a header. */
  bytes = 0;
  #text = "";
  #parts: (string | Buffer)[] | undefined;

  /** A field whose values come again and again: the last one of each name is kept as it is on the wire. */
  attribute(name: string, value: string): void {
    let last = lastOfName.get(name);
    if (last === undefined || last.value !== value) {
      last = new Attribute(name, value);
      if (lastOfName.size >= mostNames) lastOfName.clear();
      lastOfName.set(name, last);
    }
    this.words += 2;
    this.bytes += last.bytes;
    this.#text += last.wire;
  }

  field(name: string, value: string): void {
    this.bytes += Buffer.byteLength(name);
    this.body(name, value);
  }

  body(name: string, value: string | Buffer): void {
    this.#text += wireOf(name);
    this.words += 2;
    const length = typeof value === "string" ? Buffer.byteLength(value) : value.length;
    this.bytes += length;
    if (typeof value === "string") {
      this.#text += `$${length}\r\n${value}\r\n`;
      return;
    }
    this.#parts ??= [];
    this.#parts.push(`${this.#text}$${length}\r\n`, value);
    this.#text = "\r\n";
  }

  /** Behind a beginning that has so many words, as one command. */
  after(beginning: string, words: number): WireText {
    const head = `*${words + this.words}\r\n${beginning}`;
    if (this.#parts === undefined) return head + this.#text;
    return [head, ...this.#parts, this.#text];
  }
}

export function wireOf(word: string): string {
  return `$${Buffer.byteLength(word)}\r\n${word}\r\n`;
}

export function commandOf(words: readonly string[]): string {
  return `*${words.length}\r\n${words.map(wireOf).join("")}`;
}

class Attribute {
  readonly value: string;
  readonly wire: string;
  readonly bytes: number;

  constructor(name: string, value: string) {
    this.value = value;
    this.wire = wireOf(name) + wireOf(value);
    this.bytes = Buffer.byteLength(name) + Buffer.byteLength(value);
  }
}

const lastOfName = new Map<string, Attribute>();
const mostNames = 1_000;
