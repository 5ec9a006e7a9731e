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

  /** Of a kind that comes with each event: what its name is on the wire is known, and its last value. */
  attribute(kind: FieldKind, value: string): void {
    kind.is(value);
    this.words += 2;
    this.bytes += kind.bytes;
    this.#text += kind.wire;
  }

  field(name: string, value: string): void {
    this.bytes += Buffer.byteLength(name);
    this.body(name, value);
  }

  body(name: string, value: string | Buffer): void {
    this.#text += wireOfName(name);
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

const names = new Map<string, string>();
const mostNames = 1_000;
const longestKept = 64;

/** Names are few, and come with each event. */
function wireOfName(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  if (names.size >= mostNames) names.clear();
  const wire = inOnePiece(wireOf(name));
  if (name.length <= longestKept) names.set(name, wire);
  return wire;
}

/** A field that comes again and again, and often with the same value. */
export class FieldKind {
  /** Name and last value as they are on the wire, and how many bytes they have. */
  wire = "";
  bytes = 0;
  #value: string | undefined;
  #isInOnePiece = false;
  readonly #name: string;
  readonly #nameBytes: number;

  constructor(name: string) {
    this.#name = inOnePiece(`${wireOf(name)}$`);
    this.#nameBytes = Buffer.byteLength(name);
  }

  is(value: string): void {
    if (this.#value !== value) this.#keep(value);
    else if (!this.#isInOnePiece) {
      this.wire = inOnePiece(this.wire);
      this.#isInOnePiece = true;
    }
  }

  #keep(value: string): void {
    const length = Buffer.byteLength(value);
    this.#value = value;
    this.#isInOnePiece = false;
    this.wire = `${this.#name}${length}\r\n${value}\r\n`;
    this.bytes = this.#nameBytes + length;
  }
}

/** Texts that are joined stay apart in memory, and are put together anew in each text that they become a part of. */
function inOnePiece(text: string): string {
  return Buffer.from(text).toString();
}
