import type { ContentMode } from "@concordat/cloudevents";
import type { OutgoingMessage } from "@concordat/runtime";
import { type Connection, initProducerIdV4, produceV9, type Reader, Writer } from "@platformatic/kafka";
import type { BatchOutcome, ProducerDriver } from "../../driver.ts";
import type { EncodedRecord } from "../../encoding/encoded-record.ts";
import type { PartitionBatch } from "../../publish/partition-batch.ts";
import type { Cluster } from "./cluster.ts";
import { type Connections, maySend } from "./connections.ts";
import { produceApi, produceRequest, type Sequenced, type WireBatch } from "./produce-request.ts";
import {
  brokerError,
  code,
  comesBeforeStoring,
  isLeaderStale,
  isRetriable,
  tellsWhatBecame,
} from "./protocol-codes.ts";
import { type RecordTail, RecordTails } from "./record-tails.ts";
import { RequestMemory } from "./request-memory.ts";
import { unansweredOutcome } from "./unanswered-outcome.ts";

type Identity = { readonly producerId: bigint; readonly epoch: number };
type Answer = ReturnType<typeof produceV9.parseResponse>;
type PartitionAnswer = Answer["responses"][number]["partitionResponses"][number];

/** What a partition expects next of this producer. */
type Run = { readonly identity: Identity; next: number };

const again = { status: "again", mayBeStored: false, isLeaderStale: false, isTopicMissing: false } as const;

/**
 * An idempotent producer.
 *
 * A batch gets its sequence when it is first sent and keeps it, so that the broker recognizes it when it comes again after its answer was lost. Where a
 * batch is given up without an answer, nobody knows what the broker expects next: the partition goes on under another identity.
 */
export class PlatformaticProducer implements ProducerDriver {
  readonly #cluster: Cluster;
  readonly #connections: Connections;
  readonly #timeoutMs: number;
  readonly #tails = new RecordTails();
  readonly #requests = new RequestMemory();
  readonly #runs = new Map<string, Run>();
  #identity: Promise<Identity> | undefined;

  constructor(cluster: Cluster, connections: Connections, timeoutMs: number) {
    this.#cluster = cluster;
    this.#connections = connections;
    this.#timeoutMs = timeoutMs;
  }

  encode(message: OutgoingMessage, mode: ContentMode): EncodedRecord {
    return this.#tails.encode(message, mode);
  }

  destinationOf(topic: string, partition: number): number | undefined {
    return this.#cluster.leaderOf(topic, partition);
  }

  async refresh(topics: readonly string[]): Promise<void> {
    await this.#cluster.look(topics);
  }

  async send(destination: number, batches: readonly PartitionBatch[]): Promise<readonly BatchOutcome[]> {
    let isSent = false;
    try {
      const broker = this.#cluster.broker(destination);
      if (broker === undefined) throw new Error(`the broker ${destination} is not known any more`);
      const connection = this.#connections.established(broker) ?? (await this.#connections.to(broker));
      const known = this.#allKnown(batches) ?? (await this.#sequenced(batches));
      // From here to the socket nothing waits: what is handed to an open connection may arrive.
      isSent = maySend(connection);
      const answer = await this.#produce(connection, known);
      return this.#outcomes(batches, answer);
    } catch (thrown) {
      return batches.map((batch) => unansweredOutcome(batch, thrown as Error, isSent));
    }
  }

  abandon(batch: PartitionBatch): void {
    if (!batch.mayBeStored) return;
    const run = this.#runs.get(nameOf(batch));
    if (run === undefined || run.identity.producerId !== (batch.wire as Sequenced | undefined)?.producerId)
      return;
    this.#forget(batch, run);
  }

  #forget(batch: PartitionBatch, run: Run): void {
    this.#runs.delete(nameOf(batch));
    const old = this.#identity;
    // The next one that needs an identity asks for a new one; other partitions keep theirs.
    old?.then(
      ({ producerId }) => {
        if (producerId === run.identity.producerId && this.#identity === old) this.#identity = undefined;
      },
      // One that is being asked for, and is not had: whoever asks hears of it.
      () => undefined,
    );
  }

  /** Without waiting, as it is nearly always. */
  #allKnown(batches: readonly PartitionBatch[]): readonly WireBatch[] | undefined {
    const known: WireBatch[] = [];
    for (const batch of batches) {
      const run = this.#runs.get(nameOf(batch));
      if (run === undefined && batch.wire === undefined) return undefined;
      known.push({ batch, as: this.#sequence(batch, run) });
    }
    return known;
  }

  async #sequenced(batches: readonly PartitionBatch[]): Promise<readonly WireBatch[]> {
    for (;;) {
      this.#identity ??= this.#newIdentity();
      const asked = this.#identity;
      const identity = await asked.catch((error: unknown) => {
        if (this.#identity === asked) this.#identity = undefined;
        throw error;
      });
      if (this.#identity !== asked) continue;
      for (const batch of batches) {
        const name = nameOf(batch);
        if (!this.#runs.has(name)) this.#runs.set(name, { identity, next: 0 });
      }
      return batches.map((batch) => ({ batch, as: this.#sequence(batch, this.#runs.get(nameOf(batch))) }));
    }
  }

  #sequence(batch: PartitionBatch, run: Run | undefined): Sequenced {
    if (batch.wire === undefined) {
      const { identity, next } = run as Run;
      batch.wire = { ...identity, sequence: next };
    }
    return batch.wire as Sequenced;
  }

  async #newIdentity(): Promise<Identity> {
    const answer = await this.#cluster.ask(initProducerIdV4.api, null, 0, -1n, -1);
    if (answer.errorCode !== code.none)
      throw brokerError(answer.errorCode, "asking for an identity as a producer");
    return { producerId: answer.producerId, epoch: answer.producerEpoch };
  }

  #produce(connection: Connection, batches: readonly WireBatch[]): Promise<Answer> {
    let memory: Buffer = nothing;
    const request = produceRequest(batches, this.#timeoutMs, (bytes) => {
      memory = this.#requests.take(bytes);
      return memory;
    });
    return new Promise((resolve, reject) => {
      connection.send<Answer>(
        produceApi.key,
        produceApi.version,
        () => Writer.create().append(request),
        readAnswer,
        true,
        true,
        (error, answer) => {
          if (error) {
            reject(error);
            return;
          }
          this.#requests.giveBack(memory);
          resolve(answer as Answer);
        },
      );
    });
  }

  #outcomes(batches: readonly PartitionBatch[], { responses }: Answer): readonly BatchOutcome[] {
    return batches.map((batch) => {
      const answer = responses
        .find(({ name }) => name === batch.topic)
        ?.partitionResponses.find(({ index }) => index === batch.partition);
      if (answer === undefined)
        return {
          ...again,
          mayBeStored: true,
          error: new Error("the broker's answer leaves this partition out"),
        };
      return this.#outcomeOf(batch, answer);
    });
  }

  #outcomeOf(batch: PartitionBatch, answer: PartitionAnswer): BatchOutcome {
    const { errorCode } = answer;
    const run = this.#runs.get(nameOf(batch));
    if (errorCode === code.none || errorCode === code.duplicateSequence) {
      const as = batch.wire as Sequenced;
      // Sequences go round, as the brokers have it.
      if (run?.identity.producerId === as.producerId)
        run.next = (as.sequence + batch.entries.length) % 2 ** 31;
      for (const { record } of batch.entries) this.#tails.release(record as RecordTail);
      const offset = errorCode === code.none ? Number(answer.baseOffset) : -1;
      return { status: "stored", offset: offset < 0 ? undefined : offset };
    }
    const what = `writing to the topic ${JSON.stringify(batch.topic)}`;
    const error = brokerError(errorCode, what, answer.errorMessage);
    if (isIdentityLost.has(errorCode)) {
      if (run !== undefined) this.#forget(batch, run);
      // Under another identity the broker could not see that it has it already.
      if (batch.mayBeStored) return { status: "unknown", error };
      batch.wire = undefined;
      return { ...again, error };
    }
    if (errorCode === code.messageTooLarge || errorCode === code.recordListTooLarge)
      return { status: "too large", error };
    if (errorCode === code.invalidRecord) {
      const culprits = answer.recordErrors.map(({ batchIndex }) => batchIndex);
      return { status: "refused", error, ...(culprits.length > 0 ? { culprits } : {}) };
    }
    if (!tellsWhatBecame(errorCode)) return { status: "unknown", error };
    if (!isRetriable(errorCode)) return { status: "refused", error };
    return {
      status: "again",
      error,
      mayBeStored: !comesBeforeStoring(errorCode),
      isLeaderStale: isLeaderStale(errorCode),
      isTopicMissing: errorCode === code.unknownTopicOrPartition,
    };
  }
}

const nothing = Buffer.alloc(0);

const isIdentityLost: ReadonlySet<number> = new Set([
  code.outOfOrderSequence,
  code.unknownProducerId,
  code.invalidProducerEpoch,
]);

function nameOf({ topic, partition }: PartitionBatch): string {
  return `${topic}/${partition}`;
}

/** What is wrong with a part stands in it. */
function readAnswer(correlationId: number, apiKey: number, apiVersion: number, reader: Reader): Answer {
  try {
    return produceV9.parseResponse(correlationId, apiKey, apiVersion, reader);
  } catch (error) {
    const { response } = error as { readonly response?: Answer };
    if (response === undefined) throw error;
    return response;
  }
}
