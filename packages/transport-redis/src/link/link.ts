import type { TlsOptions } from "@concordat/runtime/transport";

/** A word of a command: text is UTF-8 on the wire, bytes are what they are. */
export type Word = string | Buffer;

/** As RESP 2 has it: a number, a status, a bulk string, nothing, or a list of such. */
export type Reply = number | string | null | readonly Reply[];

export type LinkChange = "ready" | "gone";

export type LinkOptions = {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  readonly database?: number;
  readonly tls?: TlsOptions;
  /** How the connection is called in CLIENT LIST. */
  readonly name: string;
  readonly connectTimeoutMs: number;
  /** After so long without a byte, although it is asked, the server counts as gone. */
  readonly silenceMs: number;
  /** The pause before the nth attempt to connect again, n = 0, 1, 2 … */
  readonly pauseBefore: (attempt: number) => number;
};

/**
 * One connection, that comes back by itself for ever once it was there.
 *
 * Commands that are sent in one turn travel together, and are answered in their order. Nothing waits while the connection is gone: `send`
 * rejects with `NotSentError`, and what was on its way rejects with whatever ended the connection.
 */
export type Link = {
  readonly isReady: boolean;
  send(words: readonly Word[]): Promise<Reply>;
  /** Of a link that is for nothing else. Kept when the connection comes back. */
  listen(channel: string, onMessage: () => void): Promise<void>;
  unlisten(channel: string): Promise<void>;
  /** Called whenever the connection came back, and whenever it went. */
  onChange(callBack: (change: LinkChange) => void): void;
  /** At once; what is on its way rejects. */
  close(): void;
};

/** What the client library behind the transport does. Another library is another one of these. */
export type Driver = {
  /** Rejects when the server cannot be reached, or does not let us in. */
  connect(options: LinkOptions): Promise<Link>;
  /** What a command was answered with, where the server refused it: then it had no effect. */
  refusalOf(error: unknown): string | undefined;
};

/** Certainly not sent. */
export class NotSentError extends Error {}
