import type { ContentMode } from "@concordat/cloudevents";
import type { Clock, Logger, OutgoingMessage, RawContent } from "@concordat/runtime";
import type { EncodedRecord } from "./encoding/encoded-record.ts";
import type { PartitionBatch } from "./publish/partition-batch.ts";
import type { KafkaSettings } from "./settings.ts";

/**
 * What a client library has to do. All that is to be decided, such as what rides together, what is tried again, which
 * offsets may be committed, stands outside of it, the same for every client.
 */
export type KafkaDriver = {
  /** The package, for health and messages. */
  readonly client: string;
  /** Facts of topics; `undefined` for one that is not there. Rejects when no broker can be asked. */
  describeTopics(names: readonly string[]): Promise<ReadonlyMap<string, TopicFacts | undefined>>;
  /** A topic that is there already is left as it is. */
  createTopics(topics: readonly NewTopic[]): Promise<void>;
  /** Settings in force of the brokers, or of a topic; empty where the client may not ask. */
  settingsOf(what: "broker" | { readonly topic: string }): Promise<ReadonlyMap<string, string>>;
  /** Asks for something small. Rejects when no broker answers. */
  ping(): Promise<Reach>;
  readonly producer: ProducerDriver;
  /** How far a group is at each partition of these topics, and where each ends. */
  placesOf(group: string, topics: readonly string[]): Promise<readonly Place[]>;
  openMember(options: MemberOptions, member: MemberPort): Promise<MemberDriver>;
  close(): Promise<void>;
};

/** Which brokers there are, and in words what is missing of those that lead what is used here, as far as the client can tell. */
export type Reach = { readonly brokers: readonly string[]; readonly missing: readonly string[] };

export type DriverWorld = {
  readonly settings: KafkaSettings;
  readonly clock: Clock;
  readonly logger: Logger;
};

export type TopicFacts = { readonly partitions: number; readonly replicas: number };

export type NewTopic = {
  readonly name: string;
  /** -1: as the broker has it by default. */
  readonly partitions: number;
  readonly replicas: number;
  readonly config: Readonly<Record<string, string>>;
};

export type ProducerDriver = {
  encode(message: OutgoingMessage, mode: ContentMode): EncodedRecord;
  /** What requests go to: batches of one destination ride together. `undefined` while nobody knows, as after a broker was lost. */
  destinationOf(topic: string, partition: number): number | undefined;
  /** Looks again who leads what. Rejects when no broker can be asked. */
  refresh(topics: readonly string[]): Promise<void>;
  /**
   * One request with batches of different partitions; an outcome for each, in their order. Never rejects. A batch that is handed
   * in a second time is the same one to the broker, where the client can say so.
   */
  send(destination: number, batches: readonly PartitionBatch[]): Promise<readonly BatchOutcome[]>;
  /** A batch whose fate is not known is not tried any more; whatever follows it must not depend on it. */
  abandon(batch: PartitionBatch): void;
};

export type BatchOutcome =
  | { readonly status: "stored"; readonly offset: number | undefined }
  /** May go better another time. `mayBeStored`: this attempt may have stored it all the same. */
  | {
      readonly status: "again";
      readonly error: Error;
      readonly mayBeStored: boolean;
      readonly isLeaderStale: boolean;
      readonly isTopicMissing: boolean;
    }
  /** Not stored by this attempt, nor by any other. `culprits`: only because of those, by their number in the batch. */
  | { readonly status: "refused"; readonly error: Error; readonly culprits?: readonly number[] }
  /** More than the broker takes at once; in parts it may do. */
  | { readonly status: "too large"; readonly error: Error }
  | { readonly status: "unknown"; readonly error: Error };

export type TopicPartition = { readonly topic: string; readonly partition: number };
export type TopicOffset = TopicPartition & { readonly offset: number };

/** `committed` is where a partition begins to be unread; without one, all of it is. */
export type Place = TopicPartition & { readonly committed: number | undefined; readonly end: number };

export type MemberOptions = {
  readonly group: string;
  readonly topics: readonly string[];
  /** Where a partition begins that the group has no offset for. It is committed before anything is read. */
  readonly from: "new" | "start";
};

/** What a driver tells the member of a group that it serves. */
export type MemberPort = {
  /** These are the member's from now on, beginning at these offsets. */
  onGained(partitions: readonly TopicOffset[]): void;
  /** Given up when this resolves, and read by somebody else soon after. */
  onLosing(partitions: readonly TopicPartition[]): Promise<void>;
  /** Gone already: others may have them. */
  onLost(partitions: readonly TopicPartition[]): void;
  /** Whether more of this partition is wanted. Asked before each fetch. */
  wants(partition: TopicPartition): boolean;
  onFetched(partition: TopicPartition, fetched: FetchedRecords): void;
  /** The group goes on without this member, for good. */
  onEnded(error: Error): void;
};

export type MemberDriver = {
  /** Resolves when every partition of its topics has a place that outlives its members, and this member has its share. */
  readonly joined: Promise<void>;
  /** `wants` may answer differently now. */
  wake(): void;
  /** Nothing is fetched from now on; at once. */
  stopFetching(): void;
  /** Rejects where the group did not take them. */
  commit(offsets: readonly TopicOffset[]): Promise<void>;
  leave(): Promise<void>;
};

/** Records of one partition in the order of their offsets, read one at a time. */
export type FetchedRecords = {
  /** `undefined` at the end. */
  next(): FetchedRecord | undefined;
  /** Where the partition ends, as the broker said with them. */
  readonly endOffset: number;
};

export type FetchedRecord = {
  readonly offset: number;
  readonly key: string | undefined;
  readonly raw: RawContent;
};
