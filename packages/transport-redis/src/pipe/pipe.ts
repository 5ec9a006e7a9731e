import type { Clock } from "@concordat/runtime";
import { Queue } from "@concordat/runtime/transport";
import { Connection, type ConnectionOwner } from "../connection/connection.ts";
import type { LinkOptions } from "../link/link.ts";
import type { WireText } from "../wire/entry-text.ts";
import { type PipeReply, Replies, ServerError } from "./replies.ts";

/** Who is told of the answers. */
export type PipeOwner<Ticket> = {
  answered(ticket: Ticket, reply: PipeReply): void;
  /** It was written, and whether it arrived nobody knows. */
  lost(ticket: Ticket, why: string): void;
  /** A command that nobody waits for was refused. */
  refused(error: ServerError): void;
  /** The connection is there, for the first time or again. */
  ready(): void;
};

/** What a command that nobody waits for has as its ticket, and the question whether the server lives. */
const nobody = Symbol("nobody");
const ping = Symbol("ping");

/**
 * A connection for publishing, which is one kind of command in great numbers: what is written in one turn leaves in one piece, and an answer costs
 * a step in a queue instead of a promise. It comes back by itself once it was there.
 */
export class Pipe<Ticket> implements ConnectionOwner {
  readonly #connection: Connection;
  readonly #owner: PipeOwner<Ticket>;
  readonly #waiting = new Queue<Ticket | typeof nobody | typeof ping>();
  #replies = new Replies();
  #text = "";
  #isFlushPlanned = false;

  private constructor(options: LinkOptions, clock: Clock, owner: PipeOwner<Ticket>) {
    this.#connection = new Connection(options, clock, this);
    this.#owner = owner;
  }

  /** Rejects when the server cannot be reached, or does not let us in. */
  static async open<Ticket>(
    options: LinkOptions,
    clock: Clock,
    owner: PipeOwner<Ticket>,
  ): Promise<Pipe<Ticket>> {
    const pipe = new Pipe(options, clock, owner);
    await pipe.#connection.connect();
    return pipe;
  }

  get isReady(): boolean {
    return this.#connection.isReady;
  }

  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  /** Only while it is ready. */
  write(command: WireText, ticket: Ticket): void {
    this.#waiting.push(ticket);
    this.#put(command);
  }

  /** A command whose answer nobody waits for; where it is refused that is told. */
  mention(command: WireText): void {
    this.#waiting.push(nobody);
    this.#put(command);
  }

  close(): void {
    this.#connection.close();
  }

  ready(): void {
    this.#owner.ready();
  }

  heard(chunk: Buffer): boolean {
    return this.#replies.read(chunk, (reply) => {
      const ticket = this.#waiting.shift();
      if (ticket === undefined || ticket === ping) return;
      if (ticket !== nobody) this.#owner.answered(ticket as Ticket, reply);
      else if (reply instanceof ServerError) this.#owner.refused(reply);
    });
  }

  pinged(): void {
    this.#waiting.push(ping);
  }

  gone(why: string): void {
    this.#text = "";
    this.#replies = new Replies();
    for (let ticket = this.#waiting.shift(); ticket !== undefined; ticket = this.#waiting.shift())
      if (ticket !== nobody && ticket !== ping) this.#owner.lost(ticket as Ticket, why);
  }

  #put(command: WireText): void {
    if (typeof command === "string") this.#text += command;
    else
      for (const part of command) {
        if (typeof part === "string") this.#text += part;
        else {
          this.#flush();
          this.#connection.write(part);
        }
      }
    if (this.#text.length >= mostText) this.#flush();
    if (this.#isFlushPlanned || this.#text === "") return;
    this.#isFlushPlanned = true;
    setImmediate(() => {
      this.#isFlushPlanned = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#text === "") return;
    this.#connection.write(this.#text);
    this.#text = "";
  }
}

/** So much is gathered before it goes to the socket, whose memory it is then. */
const mostText = 65_536;
