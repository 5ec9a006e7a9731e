import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectSecure } from "node:tls";
import type { Clock } from "@concordat/runtime";
import { forbiddenWhile } from "../forbidden.ts";
import type { LinkOptions } from "../link/link.ts";
import { Replies, ServerError } from "../pipe/replies.ts";
import { greetingOf, pingCommand } from "./greeting.ts";

/** Who asks over a connection. */
export type ConnectionOwner = {
  /** Whether the server owes an answer. */
  readonly isWaiting: boolean;
  /** The connection is there, for the first time or again. */
  ready(): void;
  /** Answers whether it was understood; what is not ends the connection. */
  heard(chunk: Buffer): boolean;
  /** What was on its way is lost. */
  gone(why: string): void;
  /** Nothing was asked for a while: one answer more will come. */
  pinged(): void;
};

/**
 * A socket to a server that has let us in, for those who write commands and take answers apart themselves. It comes back by itself once it was
 * there, and is given up when the server is silent though it was asked.
 */
export class Connection {
  readonly #options: LinkOptions;
  readonly #clock: Clock;
  readonly #owner: ConnectionOwner;
  #socket: Socket | undefined;
  #isReady = false;
  #isOpen = true;
  #attempt = 0;
  #heardAt = 0;
  #cancelWatch: (() => void) | undefined;
  #cancelRetry: (() => void) | undefined;

  constructor(options: LinkOptions, clock: Clock, owner: ConnectionOwner) {
    this.#options = options;
    this.#clock = clock;
    this.#owner = owner;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** Rejects when the server cannot be reached, or does not let us in. */
  async connect(): Promise<void> {
    const { connectTimeoutMs } = this.#options;
    const socket = openSocket(this.#options);
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 5_000);
    await new Promise<void>((resolve, reject) => {
      let isGivenUp = false;
      const giveUp = (error: Error) => {
        isGivenUp = true;
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
      const replies = new Replies();
      const onGreeting = (chunk: Buffer) => {
        const isUnderstood = replies.read(chunk, (reply) => {
          // Whoever came with a wrong password is somebody without one, and may be answered all the rest.
          if (isGivenUp) return;
          answers += 1;
          if (reply instanceof ServerError) giveUp(forbiddenWhile("connecting", reply));
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

  /** Only while it is ready. */
  write(piece: string | Buffer): void {
    this.#socket?.write(piece);
  }

  close(): void {
    this.#isOpen = false;
    this.#cancelRetry?.();
    this.#end("the connection was closed");
  }

  #begin(socket: Socket): void {
    this.#attempt = 0;
    this.#isReady = true;
    this.#heardAt = this.#clock.monotonic();
    socket.on("data", (chunk: Buffer) => {
      this.#heardAt = this.#clock.monotonic();
      if (!this.#owner.heard(chunk)) this.#lose(socket, "the server answered what was not asked");
    });
    socket.on("error", (error) => this.#lose(socket, error.message));
    socket.on("close", () => this.#lose(socket, "the server closed the connection"));
    this.#watch(socket);
    this.#owner.ready();
  }

  /** A server that was asked and says nothing for too long is gone, whatever the network says. */
  #watch(socket: Socket): void {
    const { silenceMs } = this.#options;
    this.#cancelWatch = this.#clock.after(silenceMs / 2, () => {
      if (this.#socket !== socket) return;
      if (!this.#owner.isWaiting) {
        // Asked now, so that a connection that nobody uses is not found dead by whoever needs it next.
        this.#heardAt = this.#clock.monotonic();
        this.#owner.pinged();
        socket.write(pingCommand);
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
    this.#cancelWatch?.();
    socket?.removeAllListeners("data").on("error", () => undefined);
    socket?.destroy();
    this.#owner.gone(why);
  }

  #comeBack(): void {
    if (!this.#isOpen) return;
    const pause = this.#options.pauseBefore(this.#attempt);
    this.#attempt += 1;
    this.#cancelRetry = this.#clock.after(pause, () => {
      this.connect().catch(() => this.#comeBack());
    });
  }
}

function openSocket({ url, tls }: LinkOptions): Socket {
  const { hostname, port } = new URL(url);
  const at = { host: hostname.replace(/^\[(.*)\]$/, "$1"), port: Number(port === "" ? 6379 : port) };
  return tls === undefined ? connectPlain(at) : connectSecure({ ...at, ...tls });
}
