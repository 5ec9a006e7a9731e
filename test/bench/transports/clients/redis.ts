import { openRedisTransport } from "@concordat/transport-redis";
import { createClient } from "redis";
import type { Client, Clients } from "../client.ts";
import { batches, batchesOf, handler, handling, single, singleSends } from "../concordat.ts";
import { inTurns, reading, sending, severalAtOnce, toRead, window } from "../measured.ts";
import { madeEvents } from "../orders.ts";

export const redisNames = {
  pipelines: "redis 6: JSON.stringify, XADD in pipelines of 100, 10 in flight",
  stock: `redis 6: JSON.stringify, xAdd, ${window} in flight`,
  reader: "redis 6: JSON.parse, XREADGROUP of 500, one XACK for all",
} as const;

const next = inTurns(madeEvents);

export const clients: Clients = {
  [redisNames.pipelines]: pipelines,
  [redisNames.stock]: stockPublisher,
  [redisNames.reader]: reader,
  [single]: async (url) => singleSends(await open(url), "bench-single", await trimmer(url)),
  [batchesOf(100)]: async (url) => batches(100, await open(url), "bench-batches", await trimmer(url)),
  [handling]: async (url) => handler(await open(url), "bench-read"),
};

/** What is read again and again must stay though it was handled. */
const open = (url: string) => openRedisTransport({ url, provision: "create", keepMessages: toRead });

const connect = (url: string) =>
  createClient({ url })
    .on("error", () => {})
    .connect();

/** With a timer for each command it costs half as much again. */
const connectWithoutTimers = async (url: string) => (await connect(url)).withCommandOptions({ timeout: 0 });

/** Empties all streams but those that are read. */
async function trimmer(url: string): Promise<() => Promise<void>> {
  const client = await connect(url);
  return async () => {
    for await (const keys of client.scanIterator({ TYPE: "stream" }))
      for (const key of keys) if (!key.includes("read")) await client.xTrim(key, "MAXLEN", 0);
  };
}

async function pipelines(url: string): Promise<Client> {
  const client = await connectWithoutTimers(url);
  const contender = sending({
    name: redisNames.pipelines,
    batch: 100,
    send: (count) => addInPipelines(client, "raw", count),
    before: await trimmer(url),
  });
  return { ...contender, close: async () => client.destroy() };
}

type RedisClient = Awaited<ReturnType<typeof connectWithoutTimers>>;

function addInPipelines(client: RedisClient, key: string, count: number): Promise<void> {
  const add = () => client.sendCommand(["XADD", key, "*", "data", JSON.stringify(next())]);
  return severalAtOnce(count / 100, 10, async () => {
    await Promise.all(Array.from({ length: 100 }, add));
  });
}

async function stockPublisher(url: string): Promise<Client> {
  const client = await connect(url);
  const contender = sending({
    name: redisNames.stock,
    send: (count) =>
      severalAtOnce(count, window, async () => {
        await client.xAdd("stock", "*", { data: JSON.stringify(next()) });
      }),
    before: await trimmer(url),
  });
  return { ...contender, close: async () => client.destroy() };
}

type Reply =
  | readonly {
      readonly messages: readonly {
        readonly id: string;
        readonly message: Readonly<Record<string, string>>;
      }[];
    }[]
  | null;

async function reader(url: string): Promise<Client> {
  const client = await connectWithoutTimers(url);
  const key = "raw-read";
  await addInPipelines(client, key, toRead);
  let groups = 0;
  const contender = reading({
    name: redisNames.reader,
    async read(count) {
      groups += 1;
      const group = `g${groups}`;
      await client.xGroupCreate(key, group, "0");
      for (let left = count; left > 0; ) {
        const reply = await client.xReadGroup(group, "c", { key, id: ">" }, { COUNT: 500 });
        const messages = (reply as Reply)?.[0]?.messages ?? [];
        for (const { message } of messages)
          if (JSON.parse(message.data ?? "").specversion !== "1.0") throw new Error("no event");
        await client.xAck(
          key,
          group,
          messages.map(({ id }) => id),
        );
        left -= messages.length;
      }
      return {
        leave: async () => {
          await client.xGroupDestroy(key, group);
        },
      };
    },
  });
  return { ...contender, close: async () => client.destroy() };
}
