import {
  cooperativeStickyAssigner,
  decodeConsumerProtocolAssignment,
  decodeConsumerProtocolSubscription,
  encodeConsumerProtocolAssignment,
  encodeConsumerProtocolSubscription,
  Writer,
} from "@platformatic/kafka";
import type { TopicPartition } from "../../driver.ts";

/** As clients in other languages call it, so that they can be members of one group with ours. */
export const protocolName = "cooperative-sticky";

/** Three has all that four-year-old members have, and those that know less read as far as they do. */
const subscriptionVersion = 3;

export function subscriptionOf(
  topics: readonly string[],
  owned: readonly TopicPartition[],
  generation: number,
): Buffer {
  return encodeConsumerProtocolSubscription({
    version: subscriptionVersion,
    topics: [...topics],
    // Members of an older version look for the generation here.
    userData: Writer.create().appendInt32(generation).buffer,
    ownedPartitions: grouped(owned),
    generationId: generation,
    rackId: null,
  });
}

export type MemberMetadata = { readonly memberId: string; readonly metadata: Buffer };

export type Shares = {
  readonly assignments: { memberId: string; assignment: Buffer }[];
  readonly partitionCounts: ReadonlyMap<string, number>;
};

/** All topics that any member reads. */
export function topicsOf(members: readonly MemberMetadata[]): readonly string[] {
  return [...new Set(members.flatMap(({ metadata }) => decodeConsumerProtocolSubscription(metadata).topics))];
}

/**
 * What the leader of a group decides: shares as even as can be, of which nobody loses more than is needed.
 *
 * A partition that moves is nobody's until its owner has let go of it; as long as there is one, the share-out is not settled, and
 * members are told so: whoever joins waits for the round in which it is.
 */
export function shareOut(
  leader: string,
  members: readonly MemberMetadata[],
  partitionCounts: ReadonlyMap<string, number>,
): Shares["assignments"] {
  const extended = new Map(
    members.map(({ memberId, metadata }) => {
      const { topics, ownedPartitions, generationId, userData, version } =
        decodeConsumerProtocolSubscription(metadata);
      return [memberId, { memberId, version, topics, metadata: userData, ownedPartitions, generationId }];
    }),
  );
  const topics = new Map([...partitionCounts].map(([name, partitionsCount]) => [name, { partitionsCount }]));
  type Metadata = Parameters<typeof cooperativeStickyAssigner>[3];
  type Members = Parameters<typeof cooperativeStickyAssigner>[1];
  const shares = cooperativeStickyAssigner(
    leader,
    extended as unknown as Members,
    new Set(partitionCounts.keys()),
    { topics } as unknown as Metadata,
  );
  let given = 0;
  for (const { assignments } of shares)
    for (const { partitions } of assignments.values()) given += partitions.length;
  const all = [...partitionCounts.values()].reduce((sum, count) => sum + count, 0);
  const userData = given === all ? settledMark : unsettledMark;
  return shares.map(({ memberId, assignments }) => ({
    memberId,
    assignment: encodeConsumerProtocolAssignment({
      version: subscriptionVersion,
      assignedPartitions: [...assignments.values()],
      userData,
    }),
  }));
}

const settledMark = Buffer.from("settled");
const unsettledMark = Buffer.from("unsettled");

export type Assignment = {
  readonly partitions: readonly TopicPartition[];
  /** `undefined`: the leader is a client that does not say. */
  readonly isSettled: boolean | undefined;
};

export function readAssignment(bytes: Buffer): Assignment {
  const { assignedPartitions, userData } = decodeConsumerProtocolAssignment(bytes);
  const partitions = assignedPartitions.flatMap(({ topic, partitions: numbers }) =>
    numbers.map((partition) => ({ topic, partition })),
  );
  const said = userData === null || userData === undefined ? undefined : Buffer.from(userData);
  const isSettled = said?.equals(settledMark) ? true : said?.equals(unsettledMark) ? false : undefined;
  return { partitions, isSettled };
}

function grouped(partitions: readonly TopicPartition[]): { topic: string; partitions: number[] }[] {
  return [...Map.groupBy(partitions, ({ topic }) => topic)].map(([topic, of]) => ({
    topic,
    partitions: of.map(({ partition }) => partition),
  }));
}
