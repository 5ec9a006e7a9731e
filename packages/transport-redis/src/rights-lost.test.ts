import type { PublishResult } from "@concordat/runtime";
import { describeWithService } from "@concordat/test-services/vitest";
import { expect, test, vi } from "vitest";
import { forbidden, rightsScene, rightsTo } from "./testing/rights-scene.ts";
import { createCollector } from "./testing/scene.ts";

vi.setConfig({ testTimeout: 120_000 });

const all = rightsTo("connect", "publish", 'trim (`trim: "handled"`)', "read");

/** Rights that are taken away while a transport is open. */
describeWithService("redis", (redis) => {
  test("of a flow in whose midst the right ends, what is refused is not stored and what is stored is", async (context) => {
    const { mine, open, message, entries, address, revoke, grant } = await rightsScene(redis(), context, all);
    await (await open({ partitions: 1 })).publish([message("first")]);
    const transport = await mine({ partitions: 1, trim: "never" });
    const told = new Map<string, PublishResult>();
    const isDenied = () => [...told.values()].some(({ status }) => status === "refused");
    const sender = async (name: number) => {
      for (let list = 0; !isDenied(); list += 1) {
        const ids = Array.from({ length: 40 }, (_, index) => `${name}.${list}.${index}`);
        const results = await transport.publish(ids.map((id) => message(id)));
        for (const [index, result] of results.entries()) told.set(ids[index] as string, result);
      }
    };
    const sending = Promise.all([sender(1), sender(2), sender(3)]);
    await expect.poll(() => told.size, { timeout: 60_000 }).toBeGreaterThan(400);
    await revoke("XADD");
    await sending;

    const stored = (await entries(address)).map(({ fields }) => fields.ce_id).filter((id) => id !== "first");
    const of = (status: string) => [...told].filter(([, result]) => result.status === status);
    expect(of("stored").length + of("refused").length).toBe(told.size);
    expect(new Set(of("stored").map(([id]) => id))).toEqual(new Set(stored));
    for (const [, result] of of("refused"))
      expect(result).toMatchObject({ error: forbidden(new RegExp(`XADD on "${address}": NOPERM`)) });
    await grant("XADD");
    expect(await transport.publish([message("last")])).toMatchObject([{ status: "stored" }]);
  });

  const losses = [
    ["read", ["-xreadgroup"], /XREADGROUP on "orders[^"]*:p0", ".*: NOPERM .*'xreadgroup'/],
    ["acknowledge", ["-xack"], /XACK on "orders[^"]*:p\d": NOPERM .*'xack'/],
    ["say that it lives", ["-zadd"], /a script on "lease-[^"]*": /],
    ["use the streams", ["resetkeys"], /NOPERM .*key/],
  ] as const;

  test.for(losses)(
    "a subscription that may not %s any more ends and tells so, and somebody else goes on",
    async ([, rules, words], context) => {
      const { mine, open, message, address, change, lines } = await rightsScene(redis(), context, all);
      const other = await open();
      await other.publish([message("first")]);
      const transport = await mine({ leaseMs: 1_000 });
      const { handler, until } = createCollector();
      const { closed } = await transport.subscribe({ group: "g", addresses: [address] }, handler);
      await other.publish([message("1", { key: "k" })]);
      await until(1);

      await change(...rules);
      await other.publish([message("2", { key: "k" })]);
      await expect(closed).rejects.toMatchObject(forbidden(words));
      expect(lines.filter((line) => line.startsWith("error"))).toEqual([
        "error: a subscription ends: a right is missing",
      ]);
      await other.publish([message("3", { key: "k" })]);
      const heir = createCollector();
      await (await open({ leasePrefix: `lease-${address}` })).subscribe(
        { group: "g", addresses: [address] },
        heir.handler,
      );
      await expect.poll(() => heir.ids(), { timeout: 60_000 }).toContain("3");
    },
  );

  /** Also at a server that lets everybody do something: who comes with a wrong password stays somebody without one there. */
  test("who is not let in any more has no connection, and goes on once that is so again", async (context) => {
    const { mine, open, message, address, lockOut, letIn } = await rightsScene(redis(), context, all);
    await (await open()).publish([message("0")]);
    const transport = await mine({ publishTimeoutMs: 1_000, reconnectWaitMaxMs: 100 });
    const { handler, until, ids } = createCollector();
    await transport.subscribe({ group: "g", addresses: [address] }, handler);
    await transport.publish([message("1")]);
    await until(1);

    await lockOut();
    expect(await transport.publish([message("2")])).toMatchObject([
      { status: expect.not.stringMatching("stored") },
    ]);
    expect(await transport.publish([message("3")])).toMatchObject([
      {
        status: "refused",
        error: {
          code: "REDIS_NOT_SENT",
          message: expect.stringContaining("there is no connection to Redis"),
        },
      },
    ]);
    expect(await transport.health()).toMatchObject({
      status: "unhealthy",
      details: { publishing: { isConnected: false }, members: [{ isConnected: false }] },
    });

    await letIn();
    const isStored = async () => (await transport.publish([message("4")]))[0]?.status;
    await expect.poll(isStored, { timeout: 60_000 }).toBe("stored");
    await expect.poll(ids, { timeout: 60_000 }).toContain("4");
  });

  test("health and lag tell that the state of a group may not be asked for", async (context) => {
    const { mine, open, message, address, revoke } = await rightsScene(redis(), context, all);
    await (await open()).publish([message("1")]);
    const transport = await mine();
    await transport.subscribe({ group: "g", addresses: [address] }, async () => undefined);

    await revoke("XINFO");
    expect(await transport.health()).toMatchObject({
      status: "degraded",
      message: expect.stringMatching(/denies this user a right: a script on "orders/),
    });
    await expect(transport.lag?.()).rejects.toMatchObject(forbidden(/a script on "orders/));
  });

  test("that streams may not be trimmed is said once, and they are not", async (context) => {
    const { mine, message, client, address, lines, revoke } = await rightsScene(redis(), context, all);
    await revoke("XTRIM");
    const transport = await mine({ provision: "create", partitions: 1, keepMessages: 0 });
    for (let list = 0; list < 4; list += 1)
      await transport.publish(Array.from({ length: 200 }, (_, index) => message(`${list}.${index}`)));
    await transport.close();

    expect(await client.xLen(address)).toBe(800);
    expect(lines.filter((line) => line.includes("trimmed"))).toEqual([
      "warn: streams are not trimmed, and grow",
    ]);
  });

  test("that names of members that are gone may not be taken off the list is said once", async (context) => {
    const { mine, open, message, address, lines, revoke } = await rightsScene(redis(), context, all);
    await (await open()).publish([message("1")]);
    await revoke("XINFO");
    const transport = await mine();
    await transport.subscribe({ group: "g", addresses: [address] }, async () => undefined);

    const said = () => lines.filter((line) => line.startsWith("warn: members that are gone"));
    await expect.poll(said, { timeout: 60_000 }).toHaveLength(1);
    await transport.close();
    expect(said()).toHaveLength(1);
  });

  test("who may not hear other members any more goes on reading, and sees them at the next beat", async (context) => {
    const { mine, open, message, address, change } = await rightsScene(redis(), context, all);
    const other = await open();
    await other.publish([message("first")]);
    const transport = await mine({ leaseMs: 1_000 });
    const { handler, until } = createCollector();
    await transport.subscribe({ group: "g", addresses: [address] }, handler);

    await change("resetchannels");
    await other.publish([message("1")]);
    await until(1);
    const late = transport.subscribe({ group: "late", addresses: [address] }, handler);
    await expect(late).rejects.toMatchObject(forbidden(/SUBSCRIBE on "lease-/));
  });
});
