import { type Logger, transportErrors } from "@concordat/runtime";
import type { LeaseStore } from "@concordat/runtime/transport";
import type { NatsLink } from "../drivers/driver.ts";
import { forbidden, forbiddenWhere } from "../forbidden.ts";
import { type ApiAnswer, apiCodes, isRefusal, type JetStream, refusalOf } from "../topology/jetstream.ts";

type StoredMessage = { readonly message: { readonly seq: number; readonly data?: string } };

const transport = "nats";
const nobody = "";

/**
 * The bucket in which members of groups tell that they live and take partitions: a key-value bucket as NATS has them, whose entries go by
 * themselves when their time is over. So nobody's clock but the server's counts.
 */
export class LeaseBucket {
  readonly #api: JetStream;
  readonly #link: NatsLink;
  readonly #bucket: string;
  readonly #timeoutMs: number;

  constructor(api: JetStream, bucket: string, timeoutMs: number) {
    this.#api = api;
    this.#link = api.link;
    this.#bucket = bucket;
    this.#timeoutMs = timeoutMs;
  }

  /** Throws TOPOLOGY_MISSING, TOPOLOGY_MISMATCH. */
  async open(provision: "check" | "create", replicas: number, logger: Logger): Promise<void> {
    try {
      const { config } = await this.#api.call<{ config: { allow_msg_ttl?: boolean } }>(
        `STREAM.INFO.${this.#stream}`,
      );
      this.#checkExpiry(config.allow_msg_ttl === true);
      return;
    } catch (error) {
      if (!isRefusal(error, apiCodes.streamNotFound)) throw error;
    }
    const what = `the key-value bucket ${this.#bucket}`;
    if (provision === "check")
      throw transportErrors.TOPOLOGY_MISSING({ transport, what, address: "order per key (`partitions`)" });
    try {
      const { config } = await this.#api.call<{ config: { allow_msg_ttl?: boolean } }>(
        `STREAM.CREATE.${this.#stream}`,
        this.#config(replicas),
      );
      this.#checkExpiry(config.allow_msg_ttl === true);
      logger.info("a key-value bucket was created", { bucket: this.#bucket });
    } catch (error) {
      if (!isRefusal(error, apiCodes.streamNameInUse)) throw error;
    }
  }

  /** The store of one group at one address, and the news of it: `onTold` is called when another member has something to tell, `onForbidden` when this user may not hear of it. */
  storeOf(
    name: string,
    onTold: () => void,
    onForbidden: (error: Error) => void,
  ): { readonly store: LeaseStore; readonly end: () => void } {
    const store = new BucketStore(this, name);
    const news = this.#link.subscribe(this.subject(`${name}.tell`), onTold, (violation) =>
      onForbidden(forbidden(`hearing what changes in the key-value bucket ${this.#bucket}`, violation)),
    );
    return { store, end: () => news.end() };
  }

  subject(key: string): string {
    return `$KV.${this.#bucket}.${key}`;
  }

  /** Answers the sequence, or `undefined` where the last entry of that key is another one than expected. */
  async put(key: string, value: string, forMs: number, expected?: number): Promise<number | undefined> {
    const lines = [
      "NATS/1.0",
      `Nats-TTL: ${Math.max(1, Math.ceil(forMs / 1_000))}s`,
      ...(expected === undefined ? [] : [`Nats-Expected-Last-Subject-Sequence: ${expected}`]),
    ];
    const headers = Buffer.from(`${lines.join("\r\n")}\r\n\r\n`);
    const asked = `the key ${key}`;
    const { seq, error } = await this.#api
      .ask<ApiAnswer & { readonly seq?: number }>(
        asked,
        this.subject(key),
        Buffer.from(value),
        this.#timeoutMs,
        headers,
      )
      .catch((error: unknown) => {
        throw forbiddenWhere(error, `writing to the key-value bucket ${this.#bucket}`);
      });
    if (error === undefined) return seq;
    const refusal = refusalOf(asked, error);
    if (isRefusal(refusal, apiCodes.wrongLastSequence, apiCodes.wrongLastSequenceOf)) return undefined;
    throw refusal;
  }

  async last(key: string): Promise<{ readonly sequence: number; readonly value: string } | undefined> {
    try {
      const { message } = await this.#api.call<StoredMessage>(
        `STREAM.MSG.GET.${this.#stream}`,
        { last_by_subj: this.subject(key) },
        this.#timeoutMs,
      );
      return { sequence: message.seq, value: Buffer.from(message.data ?? "", "base64").toString() };
    } catch (error) {
      if (isRefusal(error, apiCodes.messageNotFound)) return undefined;
      throw error;
    }
  }

  async keysBelow(prefix: string): Promise<readonly string[]> {
    const above = this.subject(prefix);
    const { state } = await this.#api.call<{ state: { subjects?: Record<string, number> } }>(
      `STREAM.INFO.${this.#stream}`,
      { subjects_filter: `${above}*` },
      this.#timeoutMs,
    );
    return Object.keys(state.subjects ?? {}).map((subject) => subject.slice(above.length));
  }

  async remove(key: string): Promise<void> {
    await this.#api.call(`STREAM.PURGE.${this.#stream}`, { filter: this.subject(key) }, this.#timeoutMs);
  }

  get #stream(): string {
    return `KV_${this.#bucket}`;
  }

  #config(replicas: number): object {
    return {
      name: this.#stream,
      subjects: [`$KV.${this.#bucket}.>`],
      max_msgs_per_subject: 1,
      max_msgs: -1,
      max_bytes: -1,
      max_consumers: -1,
      storage: "file",
      num_replicas: replicas,
      discard: "new",
      retention: "limits",
      allow_rollup_hdrs: true,
      deny_delete: true,
      allow_direct: true,
      allow_msg_ttl: true,
    };
  }

  #checkExpiry(isAllowed: boolean): void {
    if (isAllowed) return;
    throw transportErrors.TOPOLOGY_MISMATCH({
      transport,
      what: `the key-value bucket ${this.#bucket}`,
      setting: "allow_msg_ttl",
      found: "false",
      wanted: "true, which nats-server has from 2.11 on",
    });
  }
}

class BucketStore implements LeaseStore {
  readonly #bucket: LeaseBucket;
  readonly #name: string;
  /** The sequence under which a partition is this member's. */
  readonly #sequences = new Map<number, number>();
  readonly #turns = new Map<number, Promise<unknown>>();

  constructor(bucket: LeaseBucket, name: string) {
    this.#bucket = bucket;
    this.#name = name;
  }

  async beat(member: string, forMs: number): Promise<readonly string[]> {
    await this.#bucket.put(`${this.#name}.m.${member}`, member, forMs);
    return this.#bucket.keysBelow(`${this.#name}.m.`);
  }

  take(partition: number, member: string, forMs: number): Promise<boolean> {
    return this.#inTurn(partition, () => this.#take(partition, member, forMs));
  }

  free(partition: number, _member: string): Promise<void> {
    return this.#inTurn(partition, () => this.#free(partition));
  }

  async #take(partition: number, member: string, forMs: number): Promise<boolean> {
    const key = this.#keyOf(partition);
    const known = this.#sequences.get(partition) ?? 0;
    let sequence = await this.#bucket.put(key, member, forMs, known);
    if (sequence === undefined) {
      // It ended meanwhile, or somebody has it, or this member has it and was never told.
      const last = await this.#bucket.last(key);
      const isFree = last === undefined || last.value === nobody || last.value === member;
      if (isFree) sequence = await this.#bucket.put(key, member, forMs, last?.sequence ?? 0);
    }
    if (sequence === undefined) this.#sequences.delete(partition);
    else this.#sequences.set(partition, sequence);
    return sequence !== undefined;
  }

  async leave(member: string): Promise<void> {
    await this.#bucket.remove(`${this.#name}.m.${member}`);
  }

  async tell(): Promise<void> {
    await this.#bucket.put(`${this.#name}.tell`, nobody, 1_000);
  }

  async #free(partition: number): Promise<void> {
    const sequence = this.#sequences.get(partition);
    this.#sequences.delete(partition);
    if (sequence !== undefined) await this.#bucket.put(this.#keyOf(partition), nobody, 1_000, sequence);
  }

  /** One after the other: what is freed while it is prolonged would be freed under a sequence that is over. */
  #inTurn<Result>(partition: number, task: () => Promise<Result>): Promise<Result> {
    const before = this.#turns.get(partition) ?? Promise.resolve();
    const turn = before.then(task, task);
    this.#turns.set(partition, turn);
    return turn;
  }

  #keyOf(partition: number): string {
    return `${this.#name}.p.${partition}`;
  }
}
