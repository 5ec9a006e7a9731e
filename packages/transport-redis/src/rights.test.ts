import type { Transport } from "@concordat/runtime";
import { describeWithService } from "@concordat/test-services/vitest";
import { expect, test, vi } from "vitest";
import { forbidden, rightsScene, rightsTo } from "./testing/rights-scene.ts";
import { createCollector } from "./testing/scene.ts";

vi.setConfig({ testTimeout: 120_000 });

const toPublish = rightsTo("connect", "publish", 'trim (`trim: "handled"`)');
const toRead = rightsTo("connect", "read");
const all = [...new Set([...toPublish, ...toRead])];

describeWithService("redis", (redis) => {
  test("a publisher needs no other rights than those listed", async (context) => {
    const { mine, message, denied, client, address, lines } = await rightsScene(redis(), context, toPublish);
    const transport = await mine({ provision: "create", keepMessages: 0 });
    const results = await transport.publish(Array.from({ length: 1_000 }, (_, index) => message(`${index}`)));

    expect(results.filter(({ status }) => status !== "stored")).toEqual([]);
    expect((await transport.health()).status).toBe("healthy");
    await transport.close();
    expect(await client.xLen(`${address}:p0`)).toBeLessThan(125);
    expect(await denied()).toEqual([]);
    expect(lines.filter((line) => !line.includes("what it keeps") && !/^(?:debug|info)/.test(line))).toEqual(
      [],
    );
  });

  test("readers need no other rights than those listed, also where they fail, come and go", async (context) => {
    const { mine, open, message, denied, client, address, lines } = await rightsScene(
      redis(),
      context,
      toRead,
    );
    const publisher = await open();
    await publisher.publish([message("first")]);
    const transport = await mine();
    const failing = createCollector(async ({ attempt }) => {
      if (attempt < 3) throw new Error("planned");
    });
    const group = { group: "g", addresses: [address] };
    const one = await transport.subscribe(group, failing.handler);
    await transport.subscribe(group, failing.handler);
    await publisher.publish(Array.from({ length: 1_000 }, (_, index) => message(`${index}`)));
    await failing.until(3_000);
    await one.close();
    await expect.poll(async () => (await transport.lag?.())?.[0]?.unread, { timeout: 60_000 }).toBe(0);

    expect((await transport.health()).status).toBe("healthy");
    await transport.close();
    expect(await client.xInfoConsumers(`${address}:p0`, "g")).toEqual([]);
    expect(await denied()).toEqual([]);
    expect(lines.filter((line) => !line.includes("what it keeps") && !/^(?:debug|info)/.test(line))).toEqual(
      [],
    );
  });

  /** What a service does, to the first thing that it is not let do. */
  async function work(scene: Awaited<ReturnType<typeof rightsScene>>, group: string): Promise<unknown> {
    let transport: Transport | undefined;
    try {
      transport = await scene.mine({ provision: "create" });
      let attempts = 0;
      const subscription = await transport.subscribe({ group, addresses: [scene.address] }, async () => {
        attempts += 1;
        if (attempts < 2) throw new Error("planned");
      });
      const [result] = await transport.publish([scene.message(group)]);
      if (result?.status === "refused") return result.error;
      return await subscription.closed;
    } catch (error) {
      return error;
    } finally {
      await transport?.close();
    }
  }

  /** Asked for by others, or at the end: two members that share streams, one that closes, a stream that is long. */
  const later = new Set([
    "ZREM",
    "DEL",
    "PUBLISH",
    "UNSUBSCRIBE",
    "XRANGE",
    "XLEN",
    "XTRIM",
    "SELECT",
    "XINFO",
  ]);

  test("each of the listed rights is needed, and its absence is told", async (context) => {
    const scene = await rightsScene(redis(), context, all);
    const told: Record<string, unknown> = {};
    const needed = all.filter((command) => !later.has(command));
    for (const command of needed) {
      await scene.revoke(command);
      told[command] = await work(scene, `g-${command.replace(" ", "-")}`);
      await scene.grant(command);
    }

    expect(told).toMatchObject(
      Object.fromEntries(needed.map((command) => [command, forbidden(/"redis" denies this user a right: /)])),
    );
  });

  test("what is told names the command and its keys, in the words of the server", async (context) => {
    const scene = await rightsScene(redis(), context, all);
    const { mine, open, message, address, revoke, grant, change } = scene;
    await (await open({ partitions: 1 })).publish([message("0")]);
    const transport = await mine({ partitions: 1 });
    const send = async () => (await transport.publish([message("1")]))[0];
    const refused = (words: RegExp) => ({ status: "refused", error: forbidden(words) });

    await revoke("TYPE");
    expect(await send()).toMatchObject(
      refused(new RegExp(`a script on "${address}": .*The user executing the script can't run this command`)),
    );
    await grant("TYPE");
    await revoke("XADD");
    expect(await send()).toMatchObject(
      refused(new RegExp(`XADD on "${address}": NOPERM .*permissions to run the 'xadd' command`)),
    );
    expect(await transport.health()).toMatchObject({
      status: "degraded",
      message: expect.stringContaining(`XADD on "${address}"`),
    });
    await grant("XADD");
    expect(await send()).toMatchObject({ status: "stored" });
    expect((await transport.health()).status).toBe("healthy");

    await change("resetkeys");
    expect(await send()).toMatchObject(refused(new RegExp(`XADD on "${address}": NOPERM .*key`)));
  });
});
