import type { Case } from "../compare.ts";
import { concordat } from "./concordat.ts";
import { inTurns, reading, type Sending, sending, severalAtOnce, window } from "./measured.ts";
import { madeEvents } from "./orders.ts";
import { consumeTargets, publishTargets } from "./targets.ts";

const key = "raw:orders";
const readKey = "raw:read";
const toRead = 100_000;

type Reply =
  | readonly {
      readonly messages: readonly {
        readonly id: string;
        readonly message: Readonly<Record<string, string>>;
      }[];
    }[]
  | null;

/** Redis streams: commands in pipelines as the client sends them without its timers; and by its own `xAdd`. */
export async function* redisCases(): AsyncGenerator<Case> {
  const { useService } = await import("@concordat/test-services");
  const { openRedisTransport } = await import("@concordat/transport-redis");
  const { createClient } = await import("redis");
  const service = await useService("redis", { exclusive: true });
  const transport = await openRedisTransport({ url: service.url, provision: "create" });
  const ours = concordat(transport, "bench-orders", "bench-read");
  const stock = await createClient({ url: service.url })
    .on("error", () => {})
    .connect();
  // With a timer for each command it costs half as much again.
  const client = stock.withCommandOptions({ timeout: 0 });
  const next = inTurns(madeEvents);
  const empty = async () => {
    for await (const keys of client.scanIterator({ TYPE: "stream" }))
      for (const each of keys) if (!each.includes("read")) await client.xTrim(each, "MAXLEN", 0);
  };
  const add = (to: string) => client.sendCommand(["XADD", to, "*", "data", JSON.stringify(next())]);
  const raw = (to: string): Sending => ({
    name: "JSON.stringify, XADD in pipelines of 100, 10 in flight",
    batch: 100,
    send: (count) =>
      severalAtOnce(count / 100, 10, async () => {
        await Promise.all(Array.from({ length: 100 }, () => add(to)));
      }),
    before: empty,
  });
  const single = `redis 6: JSON.stringify, xAdd, ${window} in flight`;
  yield {
    name: "Redis streams, publish",
    unit: "events",
    baseline: sending(raw(key)),
    subjects: [
      sending({
        name: single,
        send: (count) =>
          severalAtOnce(count, window, async () => {
            await stock.xAdd(key, "*", { data: JSON.stringify(next()) });
          }),
        before: empty,
      }),
      ours.single(empty),
      ours.batches(100, empty),
    ],
    targets: publishTargets([100], single, 1.5),
  };
  await raw(readKey).send(toRead);
  let groups = 0;
  yield {
    name: "Redis streams, consume",
    unit: "events",
    baseline: reading(
      {
        name: "redis 6: JSON.parse, XREADGROUP of 500, one XACK for all",
        async read(count) {
          groups += 1;
          const group = `g${groups}`;
          await client.xGroupCreate(readKey, group, "0");
          for (let left = count; left > 0; ) {
            const reply = await client.xReadGroup(group, "c", { key: readKey, id: ">" }, { COUNT: 500 });
            const messages = (reply as Reply)?.[0]?.messages ?? [];
            for (const { message } of messages)
              if (JSON.parse(message.data ?? "").specversion !== "1.0") throw new Error("no event");
            await client.xAck(
              readKey,
              group,
              messages.map(({ id }) => id),
            );
            left -= messages.length;
          }
          return {
            leave: async () => {
              await client.xGroupDestroy(readKey, group);
            },
          };
        },
      },
      toRead,
    ),
    subjects: [await ours.reader(toRead)],
    targets: consumeTargets,
  };
  await ours.bus.close();
  stock.destroy();
  await service.release();
}
