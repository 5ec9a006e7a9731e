import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import { expect, test } from "vitest";
import { useService } from "../client/use-service.ts";
import { describeWithService } from "../describe-with-service.ts";

describeWithService("nats", (nats) => {
  test("what is published to a stream, its consumer gets", async () => {
    const stream = nats().uniqueName("smoke");
    await publish(nats().url, stream, ["one", "two"]);

    expect(await consume(nats().url, stream, 2)).toEqual(["one", "two"]);
  });

  test("the monitor answers", async () => {
    expect((await fetch(`${nats().monitorUrl}/varz`)).status).toBe(200);
  });

  test("streams can be made while others, the last ones, are deleted", async () => {
    await using own = await useService("nats", { exclusive: true });
    const come = async (name: string) => {
      const connection = await connect({ servers: own.url });
      const { streams } = await jetstreamManager(connection);
      for (let round = 0; round < 200; round += 1) {
        await streams.add({ name: `${name}${round}`, subjects: [`${name}.${round}`] });
        await streams.delete(`${name}${round}`);
      }
      await connection.close();
    };

    await expect(Promise.all(["a", "b", "c", "d"].map(come))).resolves.toHaveLength(4);
  });

  test.each(["process-crash", "power-loss"] as const)(
    "an exclusive server that survives a %s keeps its streams when it is killed",
    {
      timeout: 60_000,
    },
    async (survives) => {
      await using own = await useService("nats", { exclusive: true, survives });
      await publish(own.url, "survivor", ["before"]);

      await own.kill9();
      await own.restart();

      await publish(own.url, "survivor", ["after"]);
      expect(await consume(own.url, "survivor", 2)).toEqual(["before", "after"]);
    },
  );
});

async function publish(servers: string, stream: string, values: readonly string[]): Promise<void> {
  const connection = await connect({ servers });
  const manager = await jetstreamManager(connection);
  await manager.streams.add({ name: stream, subjects: [`${stream}.>`] });
  for (const value of values) await jetstream(connection).publish(`${stream}.made`, value);
  await connection.close();
}

async function consume(servers: string, stream: string, count: number): Promise<readonly string[]> {
  const connection = await connect({ servers });
  const consumer = await jetstream(connection).consumers.get(stream);
  const values: string[] = [];
  for await (const message of await consumer.fetch({ max_messages: count })) values.push(message.string());
  await connection.close();
  return values;
}
