import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describeWithService } from "@concordat/test-services/vitest";
import { expect, test } from "vitest";
import { createCollector, idOf, setScene } from "../testing/scene.ts";

const keys = Array.from({ length: 64 }, (_, index) => `key ${index}`);
const hang = () => new Promise<void>(() => undefined);

describeWithService("redis", (redis) => {
  test("what a member left comes to the next one first, in its order and with its count", async (context) => {
    const { address, client, open, message } = await setScene(redis(), context);
    const transport = await open({ partitions: 1 });
    const reading = { group: "g", addresses: [address] };
    await transport.subscribe({ ...reading, group: "other" }, async () => undefined);
    const { closed, close } = await transport.subscribe(reading, async () => undefined);
    await close();
    await closed;
    await transport.publish(["1", "2", "3", "4"].map((id) => message(id, { key: "k" })));
    // One that knows nothing of leases, and dies with three of them.
    await client.xReadGroup("g", "dead", { key: address, id: ">" }, { COUNT: 3 });
    await client.xClaim(
      address,
      "g",
      "dead",
      0,
      (await client.xPendingRange(address, "g", "-", "+", 1)).map(({ id }) => id),
      { RETRYCOUNT: 4 },
    );

    const { handler, until, attempts } = createCollector();
    await transport.subscribe(reading, handler);
    await until(4);

    expect(attempts()).toEqual(["1:5", "2:2", "3:2", "4:1"]);
  });

  test("attempts are counted through members and transports, and what was only fetched is none", async (context) => {
    const { address, open, message } = await setScene(redis(), context);
    const reading = { group: "g", addresses: [address], maxInFlight: 1 };
    const first = createCollector(async () => {
      if (first.came.length < 3) throw new Error("planned");
      await hang();
    });
    const one = await open();
    const subscription = await one.subscribe(reading, first.handler);
    await one.publish(["1", "2"].map((id) => message(id, { key: "k" })));
    await first.until(3);
    await subscription.close({ graceMs: 0 });
    await one.close();

    const second = createCollector();
    await (await open()).subscribe(reading, second.handler);
    await second.until(2);

    expect(first.attempts()).toEqual(["1:1", "1:2", "1:3"]);
    expect(second.attempts()).toEqual(["1:4", "2:1"]);
  });

  test("of a process that is killed another one gets all that it had in its hands", async (context) => {
    const { address, open, message } = await setScene(redis(), context);
    const script = fileURLToPath(new URL("../testing/hold-messages.ts", import.meta.url));
    const dying = spawn(process.execPath, [script, redis().url, address], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface(dying.stdout)[Symbol.asyncIterator]();
    const line = async () => (await lines.next()).value as string;
    const transport = await open({ leaseMs: 1_000 });
    const held: string[] = [];
    try {
      expect(await line()).toBe("ready");
      await transport.publish(keys.map((key) => message(key, { key })));
      while (held.length < 16) held.push(await line());
    } finally {
      dying.kill("SIGKILL");
    }

    const { handler, until, attempts, ids } = createCollector();
    await transport.subscribe({ group: "g", addresses: [address] }, handler);
    await until(keys.length);

    expect(ids().toSorted()).toEqual(keys.toSorted());
    expect(attempts()).toEqual(expect.arrayContaining(held.map((each) => each.replace(/:1$/, ":2"))));
  });

  test("two members have half of the partitions each, and all when one has left", async (context) => {
    const { address, open, message } = await setScene(redis(), context);
    const transport = await open();
    const reading = { group: "g", addresses: [address] };
    const all = createCollector();
    const byMember: [string[], string[]] = [[], []];
    const join = (member: 0 | 1) =>
      transport.subscribe(reading, (delivery) => {
        byMember[member].push(idOf(delivery));
        return all.handler(delivery);
      });
    await join(0);
    const leaving = await join(1);
    const { details } = await transport.health();
    expect(details?.members).toMatchObject([
      { streams: expect.objectContaining({ length: 4 }) },
      { streams: expect.objectContaining({ length: 4 }) },
    ]);

    await transport.publish(keys.map((key) => message(key, { key })));
    await all.until(64);
    expect(byMember.every(({ length }) => length > 0)).toBe(true);
    await leaving.close();
    await transport.publish(keys.map((key) => message(`${key} again`, { key })));
    await all.until(128);

    expect(all.ids().toSorted()).toEqual(keys.flatMap((key) => [key, `${key} again`]).toSorted());
    expect(byMember[1].some((id) => id.endsWith("again"))).toBe(false);
  });

  test("members that are gone are not left on the list of their group", async (context) => {
    const { address, client, open, message } = await setScene(redis(), context);
    const transport = await open({ partitions: 1 });
    const reading = { group: "g", addresses: [address] };
    for (let round = 0; round < 3; round += 1) {
      const { handler, until } = createCollector();
      const subscription = await transport.subscribe(reading, handler);
      await transport.publish([message(`${round}`)]);
      await until(1);
      await subscription.close();
    }

    expect(await client.xInfoConsumers(address, "g")).toEqual([]);
    expect(await client.xPending(address, "g")).toMatchObject({ pending: 0 });
    expect(await client.keys(`concordat:*${address}*`)).toEqual([]);
  });

  test("what somebody else got and let lie is taken over after a while, also in the midst of reading", async (context) => {
    const { address, client, open, message } = await setScene(redis(), context);
    const transport = await open({ partitions: 1, claimIdleMs: 1_000, blockMs: 50 });
    const { handler, until, ids } = createCollector();
    await transport.subscribe({ group: "g", addresses: [address] }, handler);
    await transport.publish([message("1")]);
    await until(1);

    // Between two requests of ours, as often as it takes.
    let isTheirs = false;
    for (let id = 2; !isTheirs; id += 1) {
      const [reply] = await Promise.all([
        client.xReadGroup("g", "stranger", { key: address, id: ">" }, { COUNT: 1, BLOCK: 20 }),
        transport.publish([message(`${id}`)]),
      ]);
      isTheirs = reply !== null;
    }
    const written = await client.xLen(address);
    await until(written);

    expect(new Set(ids()).size).toBe(written);
  });
});
