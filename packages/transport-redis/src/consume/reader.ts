import type { Clock } from "@concordat/runtime";
import type { Arrival, Hands } from "@concordat/runtime/transport";
import type { Asker } from "../link/asker.ts";
import type { EntryRequest, ReadingConnection } from "../reading/reading-connection.ts";
import type { Acknowledgements } from "./acknowledgements.ts";
import type { Partition, Ticket } from "./partition.ts";
import { claimBacklog, claimIdle } from "./pending.ts";
import { Portion } from "./portion.ts";

export type ReaderOptions = {
  readonly connection: ReadingConnection;
  readonly asker: Asker;
  readonly hands: Hands<Ticket>;
  readonly group: string;
  readonly consumer: string;
  readonly clock: Clock;
  readonly blockMs: number;
  readonly claimIdleMs: number;
  /** How much room there has to be before one that was full asks again. */
  readonly roomToGoOn: number;
  /** What is to be told anyway goes along with the next request. */
  readonly acknowledgements: Acknowledgements;
  /** Something cannot be read, and not because the connection is gone. Resolves when it may be tried again. */
  readonly onTrouble: (error: unknown) => Promise<void>;
  /** What could not be taken, since its partition is on its way to somebody else or the member is closing. */
  readonly onRefused: (ticket: Ticket) => void;
};

/**
 * Asks for what is new in all partitions of a member with one command, on a connection where nothing else waits; and, before that, for
 * what is pending in a partition that was just taken over.
 */
export class Reader {
  readonly #options: ReaderOptions;
  readonly #partitions = new Set<Partition>();
  readonly #portion = new Portion();
  readonly #running: Promise<void>;
  #isOpen = true;
  #isFull = false;
  /** Ends a wait for room, for partitions or for a connection. */
  #wake: () => void = () => {};
  /** What is on its way from the server; never rejects. */
  #turn: Promise<void> = Promise.resolve();
  /** The request that may wait at the server, if there is one. */
  #asking: object | undefined;
  #clientId: string | undefined;
  /** Grows when a partition comes or goes. */
  #version = 0;
  #lookedForIdleAt: number;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#lookedForIdleAt = options.clock.monotonic();
    options.connection.onChange((change) => {
      if (change === "gone") this.#clientId = undefined;
      this.#wake();
    });
    this.#running = this.#run();
  }

  get partitions(): Iterable<Partition> {
    return this.#partitions;
  }

  add(partition: Partition): void {
    this.#partitions.add(partition);
    this.#version += 1;
    this.#interrupt();
  }

  /** Resolves when nothing of it is on its way here any more. */
  async remove(partition: Partition): Promise<void> {
    this.#partitions.delete(partition);
    this.#version += 1;
    this.#interrupt();
    await this.#turn;
  }

  /** Called for each message that is handled, so it asks no more than whether it matters. */
  hungry(): void {
    if (this.#isFull && this.#options.hands.wanted >= this.#options.roomToGoOn) this.#wake();
  }

  /** At once; `ended` resolves when nothing is on its way any more. */
  stop(): void {
    this.#isOpen = false;
    this.#interrupt();
  }

  get ended(): Promise<void> {
    return this.#running;
  }

  async #run(): Promise<void> {
    const { connection, hands } = this.#options;
    while (this.#isOpen) {
      this.#isFull = hands.wanted === 0;
      if (this.#isFull || !connection.isReady || this.#partitions.size === 0) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        continue;
      }
      this.#turn = this.#takeTurn();
      await this.#turn;
    }
  }

  async #takeTurn(): Promise<void> {
    try {
      await this.#takeOver();
      await this.#lookForIdle();
      await this.#readNew();
    } catch (error) {
      // What was read may have got lost on the way: it is pending under our name.
      for (const partition of this.#partitions) partition.backlog = "-";
      if (this.#isOpen && this.#options.connection.isReady) await this.#options.onTrouble(error);
    }
  }

  async #takeOver(): Promise<void> {
    const { hands } = this.#options;
    const behind = [...this.#partitions].filter(({ backlog }) => backlog !== undefined);
    if (behind.length === 0) return;
    const atMost = Math.max(1, Math.ceil(hands.wanted / behind.length));
    await Promise.all(
      behind.map(async (partition) => {
        const arrivals = await claimBacklog(this.#options, partition, atMost);
        for (const arrival of arrivals) this.#handOver(partition, arrival);
      }),
    );
  }

  async #lookForIdle(): Promise<void> {
    const { clock, claimIdleMs } = this.#options;
    if (clock.monotonic() - this.#lookedForIdleAt < claimIdleMs) return;
    this.#lookedForIdleAt = clock.monotonic();
    for (const partition of [...this.#partitions])
      for (const arrival of await claimIdle(this.#options, partition, claimIdleMs))
        this.#handOver(partition, arrival);
  }

  async #readNew(): Promise<void> {
    const { hands, blockMs, connection } = this.#options;
    const current = [...this.#partitions].filter(({ backlog }) => backlog === undefined);
    const { wanted } = hands;
    if (current.length === 0 || wanted === 0 || !this.#isOpen) return;
    // Nothing is waited for while there is something to take over.
    const mayWait = current.length === this.#partitions.size;
    const count = String(this.#portion.of(wanted));
    const words = ["XREADGROUP", "GROUP", this.#options.group, this.#options.consumer, "COUNT", count];
    if (mayWait) words.push("BLOCK", String(blockMs));
    words.push("STREAMS");
    for (const { stream } of current) words.push(stream);
    for (const _ of current) words.push(">");
    const version = this.#version;
    if (mayWait) this.#clientId ??= String(await connection.ask(["CLIENT", "ID"]));
    // A partition came or went while the number was asked for, and there was nothing to interrupt.
    if (!this.#isOpen || version !== this.#version) return;
    this.#asking = mayWait ? words : undefined;
    try {
      await this.#read(current, words);
    } finally {
      this.#asking = undefined;
    }
  }

  async #read(asked: readonly Partition[], words: readonly string[]): Promise<void> {
    const byStream = new Map(asked.map((partition) => [partition.stream, partition]));
    let partition: Partition | undefined;
    let [streams, count, bytes] = [0, 0, 0];
    const { acknowledgements, connection } = this.#options;
    const request: EntryRequest = {
      words,
      shape: "streams",
      stream: (name) => {
        partition = byStream.get(name);
        streams += 1;
      },
      entry: (entry) => {
        if (partition === undefined) return;
        partition.lastId = entry.id;
        count += 1;
        bytes += entry.raw.body.length + mostHeaders;
        this.#handOver(partition, partition.arrivalOf(entry, 0));
      },
    };
    await connection.inOnePiece(() => {
      acknowledgements.tellOver(connection);
      return connection.read(request);
    });
    this.#portion.learn(streams, count, bytes);
  }

  #handOver(partition: Partition, arrival: Arrival<Ticket>): void {
    const { hands, onRefused } = this.#options;
    const { ticket } = arrival;
    partition.know(ticket);
    if (this.#partitions.has(partition) && hands.take(arrival)) return;
    partition.forget(ticket);
    onRefused(ticket);
  }

  #interrupt(): void {
    this.#wake();
    void this.#unblock(this.#asking);
  }

  /** The request may be on its way to the server still; then there is nothing to end yet. Where this is not allowed, it ends by itself soon. */
  async #unblock(asking: object | undefined): Promise<void> {
    const { asker, clock } = this.#options;
    while (asking !== undefined && this.#asking === asking && this.#clientId !== undefined) {
      const reply = await asker.ask(["CLIENT", "UNBLOCK", this.#clientId]).catch(() => undefined);
      if (reply !== 0) return;
      await clock.sleep(2);
    }
  }
}

/** About what attributes and names take beside the body. */
const mostHeaders = 1_024;
