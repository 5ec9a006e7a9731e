import { describeWithService } from "@concordat/test-services/vitest";
import { expect, test } from "vitest";
import { createCollector, setScene } from "../testing/scene.ts";

describeWithService("redis", (redis) => {
  test("unless it may create, a missing stream is told to publishers and to readers", async (context) => {
    const { address, client, open, message } = await setScene(redis(), context);
    const transport = await open({ provision: "check" });
    const missing = {
      code: "TOPOLOGY_MISSING",
      message: expect.stringContaining(`the stream ${address}:p0 is not there`),
    };

    expect(await transport.publish([message("1")])).toMatchObject([{ status: "refused", error: missing }]);
    await expect(
      transport.subscribe({ group: "g", addresses: [address] }, async () => undefined),
    ).rejects.toMatchObject(missing);
    expect(await client.keys(`${address}*`)).toEqual([]);
  });

  test("what one made, another finds; made twice it is the same", async (context) => {
    const { address, client, open, message } = await setScene(redis(), context);
    const [one, other, checking] = [await open(), await open(), await open({ provision: "check" })];
    await Promise.all([
      one.publish([message("1", { key: "k" })]),
      other.publish([message("2", { key: "k" })]),
    ]);

    expect(await checking.publish([message("3", { key: "k" })])).toMatchObject([{ status: "stored" }]);
    expect((await client.keys(`${address}*`)).toSorted()).toEqual(
      Array.from({ length: 8 }, (_, partition) => `${address}:p${partition}`),
    );
    const lengths = await Promise.all(
      Array.from({ length: 8 }, (_, partition) => client.xLen(`${address}:p${partition}`)),
    );
    expect(lengths.toSorted()).toEqual([0, 0, 0, 0, 0, 0, 0, 3]);
    expect(await client.xInfoGroups(`${address}:p0`)).toEqual([]);
  });

  test.for([
    [8, 4, "8", "4"],
    [4, 8, "4", "8"],
    [1, 8, "1", "8"],
    [8, 1, "8", "1"],
  ] as const)("%i partitions are no %i", async ([made, wanted, found, expected], context) => {
    const { address, open, message } = await setScene(redis(), context);
    await (await open({ partitions: made })).publish([message("1")]);
    const transport = await open({ partitions: wanted });
    const mismatch = {
      code: "TOPOLOGY_MISMATCH",
      params: expect.objectContaining({ setting: "partitions", found, wanted: expected }),
    };

    expect(await transport.publish([message("2")])).toMatchObject([{ status: "refused", error: mismatch }]);
    await expect(
      transport.subscribe({ group: "g", addresses: [address] }, async () => undefined),
    ).rejects.toMatchObject(mismatch);
  });

  test.for([8, 1])(
    "where something else has the name of one of %i streams, that is told",
    async (partitions, context) => {
      const { address, client, open, message } = await setScene(redis(), context);
      await client.set(partitions === 1 ? address : `${address}:p3`, "no stream");
      const transport = await open({ partitions });

      expect(await transport.publish([message("1")])).toMatchObject([
        {
          status: "refused",
          error: { code: "TOPOLOGY_MISMATCH", params: { found: "string", wanted: "stream" } },
        },
      ]);
    },
  );

  test.each(["", "half \ud83d"])("%j is no address", async (address) => {
    const context = { onTestFinished: (work: () => Promise<void>) => void cleanUps.push(work) };
    const cleanUps: (() => Promise<void>)[] = [];
    const { open, message } = await setScene(redis(), context);
    const transport = await open();

    expect(await transport.publish([message("1", { address })])).toMatchObject([
      { status: "refused", error: { code: "TRANSPORT_ADDRESS" } },
    ]);
    await expect(
      transport.subscribe({ group: "g", addresses: [address] }, async () => undefined),
    ).rejects.toMatchObject({ code: "TRANSPORT_ADDRESS" });
    for (const cleanUp of cleanUps) await cleanUp();
  });

  test("a stream that somebody deletes under a reader is made again, and it goes on", async (context) => {
    const { address, client, open, message } = await setScene(redis(), context);
    const transport = await open({ blockMs: 50 });
    const { handler, until, ids } = createCollector();
    await transport.subscribe({ group: "g", addresses: [address] }, handler);
    await transport.publish([message("1", { key: "k" })]);
    await until(1);

    await client.del(await client.keys(`${address}:p*`));
    await transport.publish([message("2", { key: "k" })]);
    await until(2);

    expect(ids()).toEqual(["1", "2"]);
  });

  test("a group that somebody removes is made again where it had read to", async (context) => {
    const { address, client, open, message } = await setScene(redis(), context);
    const transport = await open({ blockMs: 50, partitions: 1 });
    const { handler, until, ids } = createCollector();
    await transport.subscribe({ group: "g", addresses: [address] }, handler);
    await transport.publish([message("1"), message("2")]);
    await until(2);

    await client.xGroupDestroy(address, "g");
    await transport.publish([message("3")]);
    await until(3);

    expect(ids()).toEqual(["1", "2", "3"]);
  });

  test("a reader that may create nothing ends, and tells why", async (context) => {
    const { address, client, open, message } = await setScene(redis(), context);
    await (await open()).publish([message("1")]);
    const transport = await open({ provision: "check", blockMs: 50 });
    const subscription = await transport.subscribe(
      { group: "g", addresses: [address] },
      async () => undefined,
    );

    await client.del(await client.keys(`${address}:p*`));

    await expect(subscription.closed).rejects.toMatchObject({ code: "TOPOLOGY_MISSING" });
  });

  test("a stream is cut where every group has handled it, and not where one has not", async (context) => {
    const { address, client, open, message } = await setScene(redis(), context);
    const transport = await open({ partitions: 1, keepMessages: 100 });
    const [quick, slow] = [createCollector(), createCollector(() => new Promise(() => undefined))];
    const reading = { group: "quick", addresses: [address] };
    await transport.subscribe(reading, quick.handler);
    const stuck = await transport.subscribe({ ...reading, group: "slow" }, slow.handler);
    const publish = async (count: number) => {
      const before = quick.came.length;
      for (let sent = 0; sent < count; sent += 100)
        await transport.publish(
          Array.from({ length: 100 }, (_, index) => message(`${before + sent + index}`)),
        );
      await quick.until(before + count);
    };

    await publish(2_000);
    expect(await client.xLen(address)).toBe(2_000);
    await stuck.close({ graceMs: 0 });
    await client.xGroupDestroy(address, "slow");
    await publish(1_000);

    expect(await client.xLen(address)).toBeLessThan(1_500);
    expect(quick.came.length).toBe(3_000);
  });
});
