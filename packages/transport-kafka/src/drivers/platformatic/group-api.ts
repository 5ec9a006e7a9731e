import {
  type Broker,
  type Connection,
  findCoordinatorV4,
  listOffsetsV6,
  offsetCommitV8,
  offsetFetchV8,
} from "@platformatic/kafka";
import type { TopicOffset, TopicPartition } from "../../driver.ts";
import { ask } from "./ask.ts";
import type { Cluster } from "./cluster.ts";
import type { Connections } from "./connections.ts";
import { brokerError, code } from "./protocol-codes.ts";

/** The broker that keeps a group's offsets and members. */
export async function coordinatorOf(group: string, cluster: Cluster): Promise<Broker> {
  const { coordinators } = await cluster.ask(findCoordinatorV4.api, 0, [group]);
  const [coordinator] = coordinators;
  if (coordinator === undefined || coordinator.errorCode !== code.none)
    throw brokerError(
      coordinator?.errorCode ?? -1,
      `the group ${JSON.stringify(group)}`,
      coordinator?.errorMessage,
    );
  return { host: coordinator.host, port: coordinator.port };
}

/** Those that the group has; what it has none for is left out. */
export async function committedOffsets(
  connection: Connection,
  group: string,
  partitions: readonly TopicPartition[],
): Promise<readonly TopicOffset[]> {
  if (partitions.length === 0) return [];
  const topics = [...Map.groupBy(partitions, ({ topic }) => topic)].map(([name, of]) => ({
    name,
    partitionIndexes: of.map(({ partition }) => partition),
  }));
  const answer = await ask(
    offsetFetchV8.api,
    connection,
    [{ groupId: group, memberId: null, memberEpoch: -1, topics }],
    true,
  );
  const found: TopicOffset[] = [];
  for (const { errorCode, topics: answered } of answer.groups) {
    if (errorCode !== code.none) throw brokerError(errorCode, `the group ${JSON.stringify(group)}`);
    for (const { name, partitions: of } of answered)
      for (const { partitionIndex, committedOffset, errorCode: each } of of) {
        if (each !== code.none) throw brokerError(each, `the offset of ${name}/${partitionIndex}`);
        if (committedOffset >= 0n)
          found.push({ topic: name, partition: partitionIndex, offset: Number(committedOffset) });
      }
  }
  return found;
}

export type Membership = { readonly generation: number; readonly memberId: string };

export async function commitOffsets(
  connection: Connection,
  group: string,
  { generation, memberId }: Membership,
  offsets: readonly TopicOffset[],
): Promise<void> {
  const topics = [...Map.groupBy(offsets, ({ topic }) => topic)].map(([name, of]) => ({
    name,
    partitions: of.map(({ partition, offset }) => ({
      partitionIndex: partition,
      committedOffset: BigInt(offset),
      committedLeaderEpoch: -1,
      committedMetadata: null,
    })),
  }));
  const answer = await ask(offsetCommitV8.api, connection, group, generation, memberId, null, topics);
  for (const { name, partitions } of answer.topics)
    for (const { partitionIndex, errorCode } of partitions)
      if (errorCode !== code.none)
        throw brokerError(errorCode, `committing the offset of ${name}/${partitionIndex}`);
}

const timestampOf = { start: -2n, new: -1n } as const;

/** Where partitions begin or end, asked of their leaders. */
export async function offsetsAt(
  where: "start" | "new",
  partitions: readonly TopicPartition[],
  cluster: Cluster,
  connections: Connections,
): Promise<readonly TopicOffset[]> {
  const byLeader = Map.groupBy(partitions, ({ topic, partition }) => cluster.leaderOf(topic, partition));
  const found = await Promise.all(
    [...byLeader].map(async ([leader, of]) => {
      const broker = leader === undefined ? undefined : cluster.broker(leader);
      if (broker === undefined) throw new Error("partitions have no leader at the moment");
      const topics = [...Map.groupBy(of, ({ topic }) => topic)].map(([name, those]) => ({
        name,
        partitions: those.map(({ partition }) => ({
          partitionIndex: partition,
          currentLeaderEpoch: -1,
          timestamp: timestampOf[where],
        })),
      }));
      const answer = await ask(listOffsetsV6.api, await connections.to(broker), -1, isolation, topics);
      return answer.topics.flatMap(({ name, partitions: those }) =>
        those.map(({ partitionIndex, errorCode, offset }) => {
          if (errorCode !== code.none)
            throw brokerError(errorCode, `the offsets of ${name}/${partitionIndex}`);
          return { topic: name, partition: partitionIndex, offset: Number(offset) };
        }),
      );
    }),
  );
  return found.flat();
}

/** Nothing of transactions that are not over. */
const isolation = 1;
