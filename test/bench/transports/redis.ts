import type { Case } from "../compare.ts";
import { inTurns, reading, type Sending, sending, severalAtOnce, window } from "./measured.ts";
import { madeEvents } from "./orders.ts";

const key = "raw:orders";
const toRead = 100_000;

/** Redis streams: pipelines of XADD, and the client's own `xAdd`. */
export async function* redisCases(): AsyncGenerator<Case> {
  const { useService } = await import("@concordat/test-services");
  const service = await useService("redis", { exclusive: true });
  const { createClient } = await import("redis");
  const stock = await createClient({ url: service.url })
    .on("error", () => {})
    .connect();
  // Its timer for each command costs as much as the command.
  const client = stock.withCommandOptions({ timeout: 0 });
  const next = inTurns(madeEvents);
  const empty = async () => {
    for await (const keys of client.scanIterator({ TYPE: "stream" }))
      for (const each of keys) await client.xTrim(each, "MAXLEN", 0);
  };
  const add = () => client.xAdd(key, "*", { data: JSON.stringify(next()) });
  const pipelines = (name: string, pipeline: () => Promise<unknown>): Sending => ({
    name,
    batch: 100,
    send: (count) =>
      severalAtOnce(count / 100, 10, async () => {
        await pipeline();
      }),
    before: empty,
  });
  const raw = pipelines("JSON.stringify, XADD in pipelines of 100, 10 in flight", () =>
    Promise.all(Array.from({ length: 100 }, add)),
  );
  yield {
    name: "Redis streams, publish",
    baseline: sending(raw),
    subjects: [
      sending(
        pipelines("multi execAsPipeline", () => {
          const m = client.multi();
          for (let i = 0; i < 100; i++) m.xAdd(key, "*", { data: JSON.stringify(next()) });
          return m.execAsPipeline();
        }),
      ),
      sending(
        pipelines("sendCommand", () =>
          Promise.all(
            Array.from({ length: 100 }, () =>
              client.sendCommand(["XADD", key, "*", "data", JSON.stringify(next())]),
            ),
          ),
        ),
      ),
      sending({
        name: `the stock client (redis), single sends, ${window} in flight`,
        send: (count) =>
          severalAtOnce(count, window, async () => {
            await stock.xAdd(key, "*", { data: JSON.stringify(next()) });
          }),
        before: empty,
      }),
    ],
  };
  await empty();
  await raw.send(toRead);
  let groups = 0;
  const rawReader = {
    name: "JSON.parse, XREADGROUP of 500, one XACK for all of them",
    async read(count: number) {
      groups += 1;
      const group = `g${groups}`;
      await client.xGroupCreate(key, group, "0");
      let left = count;
      while (left > 0) {
        const streams = (await client.xReadGroup(group, "c", { key, id: ">" }, { COUNT: 500 })) as
          | readonly {
              readonly messages: readonly { readonly id: string; readonly message: Record<string, string> }[];
            }[]
          | null;
        const messages = streams?.[0]?.messages ?? [];
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
  };
  yield {
    name: "Redis streams, consume",
    baseline: reading(rawReader, toRead),
    subjects: [],
  };
  stock.destroy();
  await service.release();
}
