import type { PipeReply } from "../pipe/replies.ts";
import { ServerError } from "../pipe/replies.ts";
import { type Entry, EntryReader } from "./entry-reader.ts";
import { missing, nil, RespBytes } from "./resp-bytes.ts";

/** What a command is answered with: entries by stream, entries, or neither. */
export type AnswerShape = "streams" | "entries" | "value";

export type AnswerListener = {
  /** Of the command that is answered next; `undefined` where nothing was asked. */
  readonly shape: AnswerShape | undefined;
  /** The entries that follow are of this stream. */
  stream(name: string): void;
  /** One that was deleted while it was pending is left out. */
  entry(entry: Entry): void;
  /** The command is answered; lists have been told by then, and are `null` here. */
  answered(reply: PipeReply): void;
};

/**
 * Takes answers out of what comes from the server, in whatever pieces it comes, and tells each entry as soon as it is there. What is neither a
 * single value nor a list of the shape that was asked for means that the connection is of no use any more.
 */
export class EntryAnswers {
  readonly #listener: AnswerListener;
  readonly #entries = new EntryReader();
  readonly #resp = new RespBytes();
  /** What came of a step that is not there as a whole, and how many bytes it takes to try again. */
  #torn: Buffer[] = [];
  #tornBytes = 0;
  #needed = 0;
  /** Of the answer that is being read. */
  #streamsLeft = 0;
  #entriesLeft = 0;

  constructor(listener: AnswerListener) {
    this.#listener = listener;
  }

  /** Answers whether all was understood. */
  read(chunk: Buffer): boolean {
    let at = 0;
    while (this.#tornBytes > 0) {
      const lacking = this.#needed - this.#tornBytes;
      if (chunk.length - at < lacking) {
        this.#keep(chunk.subarray(at));
        return true;
      }
      // No more than it seems to take: the rest of a large piece is read where it is.
      const more = chunk.subarray(at, at + Math.max(lacking, mendingBytes));
      const bytes = Buffer.concat([...this.#torn, more]);
      const before = this.#tornBytes;
      if (!this.#readSteps(bytes)) return false;
      const end = this.#resp.at;
      at += end >= before ? end - before : more.length;
      this.#torn = [];
      this.#tornBytes = 0;
      if (end < before) this.#keep(bytes.subarray(end));
    }
    const rest = at === 0 ? chunk : chunk.subarray(at);
    if (!this.#readSteps(rest)) return false;
    if (this.#resp.at < rest.length) this.#keep(rest.subarray(this.#resp.at));
    return true;
  }

  #keep(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#torn.push(bytes);
    this.#tornBytes += bytes.length;
  }

  /** As many as are there; `at` is behind the last one then. */
  #readSteps(bytes: Buffer): boolean {
    const resp = this.#resp;
    resp.begin(bytes);
    while (resp.at < bytes.length) {
      const begin = resp.at;
      if (this.#readStep()) continue;
      if (resp.isWrong) return false;
      resp.at = begin;
      this.#needed = resp.needed - begin;
      break;
    }
    return true;
  }

  #readStep(): boolean {
    if (this.#entriesLeft > 0) return this.#readEntry();
    if (this.#streamsLeft > 0) return this.#readStream();
    return this.#readBeginning();
  }

  #readEntry(): boolean {
    const entry = this.#entries.read(this.#resp);
    if (entry === undefined) return false;
    this.#entriesLeft -= 1;
    if (entry !== null) this.#listener.entry(entry);
    this.#endWhereAllCame();
    return true;
  }

  #readStream(): boolean {
    const resp = this.#resp;
    const parts = resp.list();
    if (parts !== 2) return this.#notThere(parts);
    const from = resp.text();
    if (from < 0) return this.#notThere(from);
    const name = resp.bytes.toString("utf8", from, resp.at - 2);
    const entries = resp.list();
    if (entries < 0) return this.#notThere(entries);
    this.#streamsLeft -= 1;
    this.#entriesLeft = entries;
    this.#listener.stream(name);
    this.#endWhereAllCame();
    return true;
  }

  #readBeginning(): boolean {
    const resp = this.#resp;
    const { shape } = this.#listener;
    if (shape === undefined) return this.#notThere(0);
    switch (String.fromCharCode(resp.bytes[resp.at] as number)) {
      case "*": {
        const items = resp.list();
        if (items === missing || (items !== nil && shape === "value")) return this.#notThere(items);
        if (shape === "streams") this.#streamsLeft = Math.max(0, items);
        else this.#entriesLeft = Math.max(0, items);
        this.#endWhereAllCame();
        return true;
      }
      case "$": {
        const from = resp.text();
        if (from === missing) return false;
        this.#listener.answered(from === nil ? null : resp.bytes.toString("utf8", from, resp.at - 2));
        return true;
      }
      default:
        return this.#readLine();
    }
  }

  #readLine(): boolean {
    const resp = this.#resp;
    const kind = String.fromCharCode(resp.bytes[resp.at] as number);
    if (!"+-:".includes(kind)) return this.#notThere(0);
    const end = resp.bytes.indexOf("\r\n", resp.at);
    if (end === -1) {
      if (resp.bytes.length - resp.at > longestLine) return this.#notThere(0);
      resp.needed = resp.bytes.length + 1;
      return false;
    }
    const line = resp.bytes.toString("utf8", resp.at + 1, end);
    resp.at = end + 2;
    this.#listener.answered(kind === ":" ? Number(line) : kind === "-" ? new ServerError(line) : line);
    return true;
  }

  #endWhereAllCame(): void {
    if (this.#streamsLeft === 0 && this.#entriesLeft === 0) this.#listener.answered(null);
  }

  #notThere(found: number): false {
    if (found !== missing) this.#resp.isWrong = true;
    return false;
  }
}

const mendingBytes = 2_048;
const longestLine = 65_536;
