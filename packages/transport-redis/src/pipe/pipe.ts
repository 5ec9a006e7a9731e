import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectSecure } from "node:tls";
import type { Clock } from "@concordat/runtime";
import { Queue } from "@concordat/runtime/transport";
import type { LinkOptions } from "../link/link.ts";
import { type WireText, wireOf } from "../wire/entry-text.ts";
import { type PipeReply, Replies, ServerError } from "./replies.ts";

/** Who is told of the answers. */
export type PipeOwner<Ticket> = {
  answered(ticket: Ticket, reply: PipeReply): void;
  /** It was written, and whether it arrived nobody knows. */
  lost(ticket: Ticket, why: string): void;
  /** The connection is there, for the first time or again. */
  ready(): void;
};

/** What a command that nobody waits for has as its ticket. */
const nobody = Symbol("nobody");

/**
 * A connection for publishing, which is one kind of command in great numbers: what is written in one turn leaves in one piece, and an answer costs
 * a step in a queue instead of a promise. It comes back by itself once it was there.
 */
export class Pipe<Ticket> {
  readonly #options: LinkOptions;
  readonly #clock: Clock;
  readonly #owner: PipeOwner<Ticket>;
  readonly #waiting = new Queue<Ticket | typeof nobody>();
  #socket: Socket | undefined;
  #replies = new Replies();
  #isReady = false;
  #isOpen = true;
  #attempt = 0;
  #text = "";
  #isFlushPlanned = false;
  #heardAt = 0;
  #cancelWatch: (() => void) | undefined;
  #cancelRetry: (() => void) | undefined;

  private constructor(options: LinkOptions, clock: Clock, owner: PipeOwner<Ticket>) {
    this.#options = options;
    this.#clock = clock;
    this.#owner = owner;
  }

  /** Rejects when the server cannot be reached, or does not let us in. */
  static async open<Ticket>(
    options: LinkOptions,
    clock: Clock,
    owner: PipeOwner<Ticket>,
  ): Promise<Pipe<Ticket>> {
    const pipe = new Pipe(options, clock, owner);
    await pipe.#connect();
    return pipe;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** Only while it is ready. */
  write(command: WireText, ticket: Ticket): void {
    this.#waiting.push(ticket);
    this.#put(command);
  }

  /** A command whose answer nobody waits for. */
  mention(command: WireText): void {
    this.#waiting.push(nobody);
    this.#put(command);
  }

  close(): void {
    this.#isOpen = false;
    this.#cancelRetry?.();
    this.#end("the connection was closed");
  }

  #put(command: WireText): void {
    if (typeof command === "string") this.#text += command;
    else
      for (const part of command) {
        if (typeof part === "string") this.#text += part;
        else {
          this.#flush();
          this.#socket?.write(part);
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
    this.#socket?.write(this.#text);
    this.#text = "";
  }

  async #connect(): Promise<void> {
    const { connectTimeoutMs } = this.#options;
    const socket = openSocket(this.#options);
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 5_000);
    await new Promise<void>((resolve, reject) => {
      const giveUp = (error: Error) => {
        cancel();
        this.#socket = undefined;
        socket.destroy();
        reject(error);
      };
      const cancel = this.#clock.after(
        connectTimeoutMs,
        () => giveUp(new Error(`no answer for ${connectTimeoutMs} ms`)),
        { keepsProcessAlive: true },
      );
      socket.once("error", giveUp);
      socket.once("close", () => giveUp(new Error("the server closed the connection")));
      const greeting = greetingOf(this.#options);
      let answers = 0;
      this.#replies = new Replies();
      const onGreeting = (chunk: Buffer) => {
        const isUnderstood = this.#replies.read(chunk, (reply) => {
          answers += 1;
          if (reply instanceof ServerError) giveUp(new Error(reply.said));
          else if (answers === greeting.length) {
            cancel();
            socket.off("data", onGreeting);
            socket.removeAllListeners("error").removeAllListeners("close");
            this.#begin(socket);
            resolve();
          }
        });
        if (!isUnderstood) giveUp(new Error("what answers there is no Redis"));
      };
      socket.on("data", onGreeting);
      socket.write(greeting.join(""));
    });
  }

  #begin(socket: Socket): void {
    this.#attempt = 0;
    this.#isReady = true;
    this.#heardAt = this.#clock.monotonic();
    socket.on("data", (chunk: Buffer) => this.#hear(chunk));
    socket.on("error", (error) => this.#lose(socket, error.message));
    socket.on("close", () => this.#lose(socket, "the server closed the connection"));
    this.#watch(socket);
    this.#owner.ready();
  }

  #hear(chunk: Buffer): void {
    this.#heardAt = this.#clock.monotonic();
    const isUnderstood = this.#replies.read(chunk, (reply) => {
      const ticket = this.#waiting.shift();
      if (ticket !== undefined && ticket !== nobody) this.#owner.answered(ticket as Ticket, reply);
    });
    if (!isUnderstood && this.#socket !== undefined)
      this.#lose(this.#socket, "the server answered what was not asked");
  }

  /** A server that was asked and says nothing for too long is gone, whatever the network says. */
  #watch(socket: Socket): void {
    const { silenceMs } = this.#options;
    this.#cancelWatch = this.#clock.after(silenceMs / 2, () => {
      if (this.#socket !== socket) return;
      if (this.#waiting.size === 0) {
        // Asked now, so that a connection that nobody uses is not found dead by the next message.
        this.#heardAt = this.#clock.monotonic();
        this.mention("*1\r\n$4\r\nPING\r\n");
      } else if (this.#clock.monotonic() - this.#heardAt > silenceMs) {
        this.#lose(socket, `no answer for ${silenceMs} ms`);
        return;
      }
      this.#watch(socket);
    });
  }

  #lose(socket: Socket, why: string): void {
    if (this.#socket !== socket) return;
    this.#end(why);
    this.#comeBack();
  }

  #end(why: string): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#isReady = false;
    this.#text = "";
    this.#cancelWatch?.();
    socket?.removeAllListeners("data").on("error", () => undefined);
    socket?.destroy();
    for (let ticket = this.#waiting.shift(); ticket !== undefined; ticket = this.#waiting.shift())
      if (ticket !== nobody) this.#owner.lost(ticket as Ticket, why);
  }

  #comeBack(): void {
    if (!this.#isOpen) return;
    const pause = this.#options.pauseBefore(this.#attempt);
    this.#attempt += 1;
    this.#cancelRetry = this.#clock.after(pause, () => {
      this.#connect().catch(() => this.#comeBack());
    });
  }
}

/** So much is gathered before it goes to the socket, whose memory it is then. */
const mostText = 65_536;

function openSocket({ url, tls }: LinkOptions): Socket {
  const { hostname, port } = new URL(url);
  const at = { host: hostname.replace(/^\[(.*)\]$/, "$1"), port: Number(port === "" ? 6379 : port) };
  return tls === undefined ? connectPlain(at) : connectSecure({ ...at, ...tls });
}

/** Who we are, and which database is meant; the last answer says that it can begin. */
function greetingOf(options: LinkOptions): readonly string[] {
  const url = new URL(options.url);
  const password = url.password === "" ? options.password : decodeURIComponent(url.password);
  const username = url.username === "" ? options.username : decodeURIComponent(url.username);
  const inUrl = url.pathname.length > 1 ? Number(url.pathname.slice(1)) : undefined;
  const database = inUrl ?? options.database ?? 0;
  const commands: string[][] = [];
  if (password !== undefined)
    commands.push(["AUTH", ...(username === undefined ? [] : [username]), password]);
  if (database !== 0) commands.push(["SELECT", String(database)]);
  commands.push(["CLIENT", "SETNAME", options.name], ["PING"]);
  return commands.map((words) => `*${words.length}\r\n${words.map(wireOf).join("")}`);
}
