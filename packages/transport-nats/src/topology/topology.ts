import { type Durability, type Logger, transportErrors } from "@concordat/runtime";
import type { NatsSettings } from "../settings.ts";
import { covers, partitionSubject } from "./address.ts";
import { checkedConsumer } from "./checked-consumer.ts";
import {
  apiCodes,
  type ConsumerInfo,
  isRefusal,
  type JetStream,
  nanosecondsPerMs,
  type StreamConfig,
  type StreamInfo,
} from "./jetstream.ts";
import { lacksMajority } from "./majority.ts";
import { streamNameOf } from "./names.ts";
import type { DeclaredStream } from "./stream-options.ts";

export type StreamFacts = {
  readonly name: string;
  readonly duplicateWindowMs: number;
  /** `Infinity` where the stream sets none of its own. */
  readonly messageBytes: number;
};

export type WantedConsumer = {
  readonly stream: string;
  readonly name: string;
  readonly subject: string;
  /** Where it begins, if it is created. */
  readonly from: "new" | "start";
  /** Somebody named it, and so expects it there. */
  readonly isDeclared: boolean;
};

const transport = "nats";

/**
 * Which stream holds which address, and the consumers that groups have there: looked up when an address is first used, checked
 * against what was declared, created where that was asked for, never changed.
 */
export class Topology {
  readonly #api: JetStream;
  readonly #settings: NatsSettings;
  readonly #logger: Logger;
  readonly #declared: readonly DeclaredStream[];
  readonly #streams = new Map<string, Promise<StreamFacts>>();
  readonly #warned = new Set<string>();
  readonly #known = new Set<string>();

  constructor(api: JetStream, declared: readonly DeclaredStream[], settings: NatsSettings, logger: Logger) {
    this.#api = api;
    this.#settings = settings;
    this.#logger = logger;
    this.#declared = declared;
  }

  /** All streams that were declared: there, or created, and as they should be. */
  async open(): Promise<readonly StreamFacts[]> {
    const facts: StreamFacts[] = [];
    for (const stream of this.#declared) facts.push(await this.#haveDeclared(stream));
    return facts;
  }

  /** Of the stream that holds the address. Throws TOPOLOGY_MISSING, TOPOLOGY_MISMATCH. */
  streamOf(address: string): Promise<StreamFacts> {
    let found = this.#streams.get(address);
    if (found === undefined) {
      found = this.#find(address);
      this.#streams.set(address, found);
      // What went wrong once is asked again the next time.
      found.catch(() => this.forget(address));
    }
    return found;
  }

  forget(address: string): void {
    this.#streams.delete(address);
  }

  /**
   * Has the group a place there? Creates the consumer that keeps it; one that was declared to be there is told of, unless it is to be created.
   * Throws TOPOLOGY_MISSING, TOPOLOGY_MISMATCH.
   */
  async haveConsumer({ stream, name, subject, from, isDeclared }: WantedConsumer): Promise<ConsumerInfo> {
    const existing = await this.consumerInfo(stream, name);
    if (existing !== undefined) return checkedConsumer(existing, name, subject);
    if (isDeclared && this.#settings.provision !== "create") {
      const what = `the consumer ${name} of the stream ${stream}`;
      throw transportErrors.TOPOLOGY_MISSING({ transport, what, address: subject });
    }
    const config = {
      name,
      durable_name: name,
      ack_policy: "explicit",
      deliver_policy: from === "new" ? "new" : "all",
      replay_policy: "instant",
      filter_subject: subject,
      ack_wait: this.#settings.ackWaitMs * nanosecondsPerMs,
      max_deliver: -1,
      max_ack_pending: -1,
      max_waiting: 2_048,
    };
    try {
      const info = await this.#api.call<ConsumerInfo>(`CONSUMER.CREATE.${stream}.${name}.${subject}`, {
        stream_name: stream,
        config,
        action: "create",
      });
      if (isDeclared) this.#logger.info("a consumer was created", { stream, consumer: name, subject });
      return info;
    } catch (error) {
      // Another member was faster.
      const other = await this.consumerInfo(stream, name);
      if (other === undefined) throw error;
      return checkedConsumer(other, name, subject);
    }
  }

  /** `undefined` where there is none. */
  async consumerInfo(stream: string, name: string, timeoutMs?: number): Promise<ConsumerInfo | undefined> {
    try {
      return await this.#api.call<ConsumerInfo>(`CONSUMER.INFO.${stream}.${name}`, {}, timeoutMs);
    } catch (error) {
      if (isRefusal(error, apiCodes.consumerNotFound, apiCodes.streamNotFound)) return undefined;
      throw error;
    }
  }

  /** What keeps streams from storing, of those that are known here; one that is gone keeps nobody. Throws where nobody answers for one. */
  async troubles(timeoutMs: number): Promise<readonly string[]> {
    const infos = await Promise.all([...this.#known].map((name) => this.#infoOf(name, timeoutMs)));
    return infos.flatMap((info) => (info && lacksMajority(info)) ?? []);
  }

  async #find(address: string): Promise<StreamFacts> {
    const declared = this.#declared.find(({ subjects }) => subjects.some((each) => covers(each, address)));
    if (declared !== undefined) return this.#haveDeclared(declared);
    const { streams } = await this.#api.call<{ streams: readonly string[] | null }>("STREAM.NAMES", {
      subject: address,
    });
    const name = streams?.[0];
    const info = name === undefined ? undefined : await this.#infoOf(name);
    if (info !== undefined) {
      this.#checkPartitions(info.config, address);
      return this.#factsOf(info.config);
    }
    if (this.#settings.provision !== "create")
      throw transportErrors.TOPOLOGY_MISSING({ transport, what: "a stream with this subject", address });
    const { partitions } = this.#settings;
    const subjects = [
      address,
      ...Array.from({ length: partitions }, (_, each) => partitionSubject(address, each)),
    ];
    return this.#create({ name: streamNameOf(address), subjects });
  }

  async #haveDeclared(stream: DeclaredStream): Promise<StreamFacts> {
    const info = await this.#infoOf(stream.name);
    if (info === undefined) {
      if (this.#settings.provision === "create") return this.#create(stream);
      const what = `the stream ${stream.name}`;
      throw transportErrors.TOPOLOGY_MISSING({ transport, what, address: stream.subjects.join(", ") });
    }
    checkDeclared(info.config, stream);
    return this.#factsOf(info.config);
  }

  async #infoOf(name: string, timeoutMs?: number): Promise<StreamInfo | undefined> {
    try {
      return await this.#api.call<StreamInfo>(`STREAM.INFO.${name}`, {}, timeoutMs);
    } catch (error) {
      if (isRefusal(error, apiCodes.streamNotFound)) return undefined;
      throw error;
    }
  }

  async #create(stream: DeclaredStream): Promise<StreamFacts> {
    const { storage, replicas, maxAgeMs, maxBytes, duplicateWindowMs } = this.#settings;
    const maxAge = (stream.maxAgeMs ?? maxAgeMs) * nanosecondsPerMs;
    const window = (stream.duplicateWindowMs ?? duplicateWindowMs) * nanosecondsPerMs;
    const config = {
      name: stream.name,
      subjects: stream.subjects,
      storage: stream.storage ?? storage,
      num_replicas: stream.replicas ?? replicas,
      max_age: maxAge,
      max_bytes: (stream.maxBytes ?? maxBytes) || -1,
      // The server allows no window beyond the age of the messages, and has a default of its own for none.
      duplicate_window: maxAge > 0 ? Math.min(window, maxAge) : window,
      discard: stream.discard ?? "old",
      retention: "limits",
      max_msgs: -1,
      max_consumers: -1,
    };
    try {
      const info = await this.#api.call<StreamInfo>(`STREAM.CREATE.${stream.name}`, config);
      this.#logger.info("a stream was created", { stream: stream.name, subjects: stream.subjects });
      return this.#factsOf(info.config);
    } catch (error) {
      // Two that open at once create it at once, and what is there is looked at like any other.
      const info = isRefusal(error, apiCodes.streamNameInUse) ? await this.#infoOf(stream.name) : undefined;
      if (info === undefined) throw error;
      checkDeclared(info.config, stream);
      return this.#factsOf(info.config);
    }
  }

  /** Without its partitions, what is published with a key would not be stored. */
  #checkPartitions({ name, subjects = [] }: StreamConfig, address: string): void {
    for (let partition = 0; partition < this.#settings.partitions; partition += 1) {
      const subject = partitionSubject(address, partition);
      if (subjects.some((each) => covers(each, subject))) continue;
      throw transportErrors.TOPOLOGY_MISMATCH({
        transport,
        what: `the stream ${name}`,
        setting: "the subjects",
        found: subjects.join(", "),
        wanted: `${subject} among them, since \`partitions\` is ${this.#settings.partitions}`,
      });
    }
  }

  #factsOf(config: StreamConfig): StreamFacts {
    const duplicateWindowMs = (config.duplicate_window ?? 0) / nanosecondsPerMs;
    const wanted = this.#settings.duplicateWindowMs;
    if (duplicateWindowMs < wanted)
      throw transportErrors.TOPOLOGY_MISMATCH({
        transport,
        what: `the stream ${config.name}`,
        setting: "the duplicate window",
        found: `${duplicateWindowMs} ms`,
        wanted: `${wanted} ms at least (\`duplicateWindowMs\`)`,
      });
    this.#warnOfDurability(config);
    this.#known.add(config.name);
    const messageBytes = config.max_msg_size ?? -1;
    return {
      name: config.name,
      duplicateWindowMs,
      messageBytes: messageBytes > 0 ? messageBytes : Number.POSITIVE_INFINITY,
    };
  }

  #warnOfDurability(config: StreamConfig): void {
    const { durability } = this.#settings;
    const weaker = weakerThan(durability, config);
    if (weaker === undefined || this.#warned.has(config.name)) return;
    this.#warned.add(config.name);
    this.#logger.warn("a stream does not keep what is declared", {
      stream: config.name,
      declared: durability,
      ...weaker,
    });
  }
}

/** Where what the stream says of itself contradicts what the operator promises. The settings of a server's disk nobody but its operator sees. */
function weakerThan(
  declared: Durability,
  { storage, persist_mode, num_replicas }: StreamConfig,
): { readonly found: Durability; readonly why: string } | undefined {
  if (declared === "none") return undefined;
  // Three servers that do not fail together keep it, as on disks.
  if (storage === "memory" && num_replicas < 3) return { found: "none", why: "its storage is memory" };
  if (persist_mode === "async") return { found: "none", why: "its persist mode is async" };
  return undefined;
}

function checkDeclared(found: StreamConfig, declared: DeclaredStream): void {
  const comparisons: readonly [string, unknown, unknown][] = [
    ["storage", found.storage, declared.storage],
    ["replicas", found.num_replicas, declared.replicas],
    ["max age in ms", found.max_age / nanosecondsPerMs, declared.maxAgeMs],
    ["max bytes", Math.max(0, found.max_bytes), declared.maxBytes],
    ["discard", found.discard, declared.discard],
  ];
  const mismatch = (setting: string, has: unknown, wanted: unknown) =>
    transportErrors.TOPOLOGY_MISMATCH({
      transport,
      what: `the stream ${found.name}`,
      setting,
      found: String(has),
      wanted: String(wanted),
    });
  for (const [setting, has, wanted] of comparisons)
    if (wanted !== undefined && has !== wanted) throw mismatch(setting, has, wanted);
  const subjects = found.subjects ?? [];
  const missing = declared.subjects.filter(
    (each) => !subjects.some((has) => has === each || covers(has, each)),
  );
  if (missing.length > 0) throw mismatch("the subjects", subjects.join(", "), missing.join(", "));
  const window = (found.duplicate_window ?? 0) / nanosecondsPerMs;
  if (declared.duplicateWindowMs !== undefined && window !== declared.duplicateWindowMs)
    throw mismatch("the duplicate window in ms", window, declared.duplicateWindowMs);
}
