import type { ContentMode } from "@concordat/cloudevents";
import type { OutgoingMessage } from "@concordat/runtime";
import type { Message, Producer } from "kafkajs";
import type { BatchOutcome, ProducerDriver } from "../../driver.ts";
import { bodyOf } from "../../encoding/body.ts";
import type { EncodedRecord } from "../../encoding/encoded-record.ts";
import { eachHeaderOf } from "../../encoding/headers.ts";
import type { PartitionBatch } from "../../publish/partition-batch.ts";
import type { KafkaSettings } from "../../settings.ts";
import { kafkaJsError, rootOf } from "./kafkajs-error.ts";

class KafkaJsRecord implements EncodedRecord {
  readonly message: Message;
  readonly bytes: number;
  readonly size: number;

  constructor(message: Message, bytes: number, size: number) {
    this.message = message;
    this.bytes = bytes;
    this.size = size;
  }
}

/** What the broker needs around a record, and around each header. */
const [recordOverhead, headerOverhead] = [96, 6];

/**
 * Over the producer of kafkajs, with one batch of a partition under way at a time.
 *
 * Its own idempotence forgets where it was when a request fails, and so would lose the order that it is there for; without it, what
 * is tried again after its answer was lost may be stored twice, in its place.
 */
export class KafkaJsProducer implements ProducerDriver {
  readonly #connected: () => Promise<Producer>;
  readonly #settings: KafkaSettings;

  constructor(connected: () => Promise<Producer>, settings: KafkaSettings) {
    this.#connected = connected;
    this.#settings = settings;
  }

  encode(message: OutgoingMessage, mode: ContentMode): EncodedRecord {
    const isStructured = mode === "structured";
    const body = bodyOf(message, isStructured);
    const headers: Record<string, string> = {};
    let bytes = body === null ? 0 : body.length;
    let count = 0;
    eachHeaderOf(message, isStructured, (name, value) => {
      headers[name] = value;
      bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
      count += 1;
    });
    const { key = null } = message;
    const size =
      bytes + recordOverhead + headerOverhead * count + (key === null ? 0 : Buffer.byteLength(key));
    return new KafkaJsRecord({ key, value: body === null ? null : bufferOf(body), headers }, bytes, size);
  }

  /** It finds the leaders by itself. */
  destinationOf(): number {
    return 0;
  }

  async refresh(): Promise<void> {
    await this.#connected();
  }

  /** One request for each, so that what becomes of one says nothing of another. */
  send(_destination: number, batches: readonly PartitionBatch[]): Promise<readonly BatchOutcome[]> {
    return Promise.all(batches.map((batch) => this.#sendOne(batch)));
  }

  abandon(): void {}

  async #sendOne(batch: PartitionBatch): Promise<BatchOutcome> {
    let isSent = false;
    try {
      const producer = await this.#connected();
      isSent = true;
      const [answer] = await producer.send({
        topic: batch.topic,
        acks: -1,
        timeout: this.#settings.publishTimeoutMs,
        messages: batch.entries.map(({ record }) => ({
          ...(record as KafkaJsRecord).message,
          partition: batch.partition,
        })),
      });
      const offset = Number(answer?.baseOffset ?? -1);
      return { status: "stored", offset: offset < 0 ? undefined : offset };
    } catch (error) {
      const what = `writing to the topic ${JSON.stringify(batch.topic)}`;
      return outcomeOf(error as Error, kafkaJsError(error, what, this.#settings), isSent);
    }
  }
}

/** Of bytes that are no Buffer it writes nonsense. */
function bufferOf({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}

function outcomeOf(thrown: Error, error: Error, isSent: boolean): BatchOutcome {
  const { type, retriable } = rootOf(thrown);
  if (type === "MESSAGE_TOO_LARGE" || type === "RECORD_LIST_TOO_LARGE") return { status: "too large", error };
  if (type !== undefined && tellsNothing.has(type)) return { status: "unknown", error };
  const isTopicMissing = type === "UNKNOWN_TOPIC_OR_PARTITION";
  // An answer that says no for good is one in which nothing was stored.
  if (type !== undefined && retriable === false && !isTopicMissing) return { status: "refused", error };
  return {
    status: "again",
    error,
    mayBeStored: isSent && !notStored.has(type ?? ""),
    isLeaderStale: true,
    isTopicMissing,
  };
}

/** An error within the broker may come after the work was done, and one that the client does not know may mean that, too. */
const tellsNothing: ReadonlySet<string> = new Set(["UNKNOWN", "KAFKAJS_UNKNOWN_ERROR_CODE"]);

/** Others come while the leader waits for its replicas, too, with the records in its own log. */
const notStored: ReadonlySet<string> = new Set([
  "UNKNOWN_TOPIC_OR_PARTITION",
  "LEADER_NOT_AVAILABLE",
  "NOT_ENOUGH_REPLICAS",
]);
