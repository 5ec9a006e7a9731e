import { setTimeout as sleep } from "node:timers/promises";
import {
  type API,
  alterPartitionReassignmentsV0,
  Connection,
  createTopicsV7,
  findCoordinatorV4,
  metadataV9,
  type Reader,
  Writer,
} from "@platformatic/kafka";

type Metadata = Awaited<ReturnType<typeof metadataV9.api.async>>;

/** A partition as all brokers that run see it. */
export type PartitionView = { readonly leader: number; readonly inSync: readonly number[] };

/** Whoever runs a cluster: with requests of its own, through connections that last as long as one of them. What is done holds when it resolves. */
export function operatorOf(addresses: () => readonly string[]) {
  const askAny = <Arguments extends unknown[], Answer>(api: API<Arguments, Answer>, ...args: Arguments) =>
    untilDone(async () => {
      let trouble: unknown;
      for (const address of addresses())
        try {
          return await askAt(address, api, ...args);
        } catch (error) {
          trouble = error;
        }
      throw trouble ?? new Error("no broker runs");
    });
  const viewsOf = (topics: readonly string[] | null): Promise<readonly Metadata[]> =>
    Promise.all(
      addresses().map((address) =>
        askAt(address, metadataV9.api, topics === null ? null : [...topics], false, false, false),
      ),
    );

  async function viewOf(topic: string, partition: number): Promise<PartitionView> {
    const views = await viewsOf([topic]);
    const seen = views.map(({ topics }) => {
      const found = topics[0]?.partitions.find(({ partitionIndex }) => partitionIndex === partition);
      return JSON.stringify({ leader: found?.leaderId ?? -1, inSync: (found?.isrNodes ?? []).toSorted() });
    });
    if (new Set(seen).size !== 1) throw new Error(`the brokers do not agree: ${seen.join(", ")}`);
    return JSON.parse(seen[0] as string) as PartitionView;
  }

  /** Resolves when all brokers that run see it so; `isSo` says what is waited for. */
  const untilSeen = (topic: string, partition: number, isSo: (view: PartitionView) => boolean) =>
    untilDone(async () => {
      const view = await viewOf(topic, partition);
      if (!isSo(view)) throw new Error(`${topic}/${partition} is ${JSON.stringify(view)}`);
      return view;
    });

  /** Without any death: another one is preferred, and then elected. */
  async function moveLeader(topic: string, partition: number, to: number): Promise<void> {
    const { inSync } = await untilDone(() => viewOf(topic, partition));
    const replicas = [to, ...inSync.filter((id) => id !== to)];
    const partitions = [{ partitionIndex: partition, replicas }];
    await askAny(alterPartitionReassignmentsV0.api, 20_000, true, [{ name: topic, partitions }]);
    await untilDone(async () => {
      await electPreferred(addresses()[0] as string, topic, partition);
      const { leader } = await viewOf(topic, partition);
      if (leader !== to) throw new Error(`${leader} leads ${topic}/${partition}`);
    });
  }

  const coordinatorOf = (group: string): Promise<number> =>
    untilDone(async () => {
      const { coordinators } = await askAny(findCoordinatorV4.api, 0, [group]);
      const id = coordinators[0]?.nodeId ?? -1;
      if (id < 0) throw new Error("the group has no coordinator");
      return id;
    });

  return {
    viewOf: (topic: string, partition: number) => untilDone(() => viewOf(topic, partition)),

    /** So many are there, each knows of the others, and they have all that is stored. */
    untilAllAreIn: (count: number) =>
      untilDone(async () => {
        const views = await viewsOf(null);
        const isIn = ({ brokers, topics }: Metadata) =>
          brokers.length === count &&
          topics.every(({ partitions }) =>
            partitions.every(({ leaderId, isrNodes }) => leaderId >= 0 && isrNodes.length === count),
          );
        if (views.length < count || !views.every(isIn)) throw new Error("not all brokers are in");
      }),

    /** A partition for each list of replicas, the first of which leads it. */
    async createTopic(
      name: string,
      { replicas, config = {} }: { replicas: readonly number[][]; config?: Readonly<Record<string, string>> },
    ): Promise<string> {
      const assignments = replicas.map((brokerIds, partitionIndex) => ({ partitionIndex, brokerIds }));
      const configs = Object.entries(config).map(([key, value]) => ({ name: key, value }));
      const topic = { name, numPartitions: -1, replicationFactor: -1, assignments, configs };
      await askAny(createTopicsV7.api, [topic], 20_000, false);
      for (const [partition, [leader]] of replicas.entries())
        await untilSeen(name, partition, (view) => view.leader === leader);
      return name;
    },

    moveLeader,

    /** Has groups coordinated there. */
    async moveCoordinator(to: number): Promise<void> {
      const group = "any";
      await coordinatorOf(group);
      await moveLeader("__consumer_offsets", 0, to);
      await untilDone(async () => {
        const now = await coordinatorOf(group);
        if (now !== to) throw new Error(`${now} coordinates groups`);
      });
    },

    coordinatorOf,
  };
}

/** Whatever stands in the way is over a moment later, or the test that waits ends. */
async function untilDone<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  const started = performance.now();
  for (;;)
    try {
      return await work();
    } catch (error) {
      if (performance.now() - started > patienceMs) throw error;
      await sleep(50);
    }
}

const patienceMs = 90_000;

async function askAt<Arguments extends unknown[], Answer>(
  address: string,
  api: API<Arguments, Answer>,
  ...args: Arguments
): Promise<Answer> {
  return connected(address, (connection) => api.async(connection, ...args));
}

async function connected<Answer>(
  address: string,
  work: (connection: Connection) => Promise<Answer>,
): Promise<Answer> {
  const [host = "", port] = address.split(":");
  const connection = new Connection("operator", { connectTimeout: 2_000, requestTimeout: 20_000 });
  connection.on("error", () => undefined);
  try {
    await connection.connect(host, Number(port));
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** ElectLeaders, version 2, which the client does not know: https://kafka.apache.org/protocol#The_Messages_ElectLeaders */
function electPreferred(address: string, topic: string, partition: number): Promise<void> {
  const preferred = 0;
  const request = () =>
    Writer.create()
      .appendInt8(preferred)
      .appendArray([topic], (writer, name) =>
        writer
          .appendString(name)
          .appendArray([partition], (inner, number) => inner.appendInt32(number), true, false),
      )
      .appendInt32(10_000)
      .appendTaggedFields();
  const ignoreAnswer = (_id: number, _key: number, _version: number, _reader: Reader) => undefined;
  return connected(
    address,
    (connection) =>
      new Promise<void>((resolve, reject) => {
        connection.send(43, 2, request, ignoreAnswer, true, true, (error) =>
          error ? reject(error) : resolve(),
        );
      }),
  );
}
