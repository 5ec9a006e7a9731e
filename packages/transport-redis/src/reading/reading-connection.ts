import type { Clock } from "@concordat/runtime";
import { Queue } from "@concordat/runtime/transport";
import { Connection, type ConnectionOwner } from "../connection/connection.ts";
import { forbiddenWhere } from "../forbidden.ts";
import { type LinkChange, type LinkOptions, NotSentError } from "../link/link.ts";
import { type PipeReply, ServerError } from "../pipe/replies.ts";
import { commandOf } from "../wire/entry-text.ts";
import { type AnswerListener, type AnswerShape, EntryAnswers } from "./entry-answers.ts";
import type { Entry } from "./entry-reader.ts";

/** A command that is answered with entries, and who is told of them, each as soon as it came. */
export type EntryRequest = {
  readonly words: readonly string[];
  readonly shape: "streams" | "entries";
  /** The entries that follow are of this stream. */
  readonly stream?: (name: string) => void;
  readonly entry: (entry: Entry) => void;
};

type Asked = {
  readonly words: readonly string[];
  readonly shape: AnswerShape;
  readonly request?: EntryRequest;
  readonly resolve: (reply: PipeReply) => void;
  readonly reject: (error: Error) => void;
};

/**
 * A connection for reading entries, where a command may wait at the server. Entries are taken apart in the bytes in which they come: a
 * client library makes objects of all their words first. It comes back by itself once it was there.
 */
export class ReadingConnection implements ConnectionOwner, AnswerListener {
  readonly #connection: Connection;
  readonly #asked = new Queue<Asked>();
  readonly #callBacks = new Set<(change: LinkChange) => void>();
  #answers = new EntryAnswers(this);
  /** Commands that leave together, while they are gathered. */
  #held: string | undefined = undefined;

  private constructor(options: LinkOptions, clock: Clock) {
    this.#connection = new Connection(options, clock, this);
  }

  /** Rejects when the server cannot be reached, or does not let us in. */
  static async open(options: LinkOptions, clock: Clock): Promise<ReadingConnection> {
    const connection = new ReadingConnection(options, clock);
    await connection.#connection.connect();
    return connection;
  }

  get isReady(): boolean {
    return this.#connection.isReady;
  }

  /** Resolves when all entries were told. Rejects with what the server said, or with what ended the connection; entries that were told then came all the same. */
  async read(request: EntryRequest): Promise<void> {
    await this.#ask(request.words, request.shape, request);
  }

  /** A command with a single value as its answer. */
  ask(words: readonly string[]): Promise<PipeReply> {
    return this.#ask(words, "value");
  }

  /** Commands that are asked meanwhile leave together: to write once instead of twice saves what ten messages cost. */
  inOnePiece<Result>(ask: () => Result): Result {
    this.#held = "";
    try {
      return ask();
    } finally {
      const text = this.#held;
      this.#held = undefined;
      if (text !== "") this.#connection.write(text);
    }
  }

  onChange(callBack: (change: LinkChange) => void): void {
    this.#callBacks.add(callBack);
  }

  /** At once; what is on its way rejects. */
  close(): void {
    this.#connection.close();
  }

  get isWaiting(): boolean {
    return this.#asked.size > 0;
  }

  ready(): void {
    this.#tell("ready");
  }

  heard(chunk: Buffer): boolean {
    try {
      return this.#answers.read(chunk);
    } catch (error) {
      // Whoever was told of an entry could not take it; what is left of the answer is of no use then.
      this.#asked.shift()?.reject(error as Error);
      return false;
    }
  }

  gone(why: string): void {
    this.#answers = new EntryAnswers(this);
    const error = new Error(why);
    for (let asked = this.#asked.shift(); asked !== undefined; asked = this.#asked.shift())
      asked.reject(error);
    this.#tell("gone");
  }

  pinged(): void {
    this.#asked.push({ words: ["PING"], shape: "value", resolve: ignore, reject: ignore });
  }

  get shape(): AnswerShape | undefined {
    return this.#asked.peek()?.shape;
  }

  stream(name: string): void {
    this.#asked.peek()?.request?.stream?.(name);
  }

  entry(entry: Entry): void {
    this.#asked.peek()?.request?.entry(entry);
  }

  answered(reply: PipeReply): void {
    const asked = this.#asked.shift();
    if (!(reply instanceof ServerError)) asked?.resolve(reply);
    else asked?.reject(forbiddenWhere(asked.words, reply));
  }

  #ask(words: readonly string[], shape: AnswerShape, request?: EntryRequest): Promise<PipeReply> {
    if (!this.isReady) return Promise.reject(new NotSentError("there is no connection to Redis"));
    return new Promise((resolve, reject) => {
      this.#asked.push({ words, shape, resolve, reject, ...(request !== undefined && { request }) });
      const command = commandOf(words);
      if (this.#held === undefined) this.#connection.write(command);
      else this.#held += command;
    });
  }

  #tell(change: LinkChange): void {
    for (const callBack of this.#callBacks) callBack(change);
  }
}

function ignore(): void {}
