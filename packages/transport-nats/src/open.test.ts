import { describeWithService } from "@concordat/test-services/vitest";
import { expect, onTestFinished, test } from "vitest";
import { openNatsTransport, transportModule } from "./open.ts";

test.each([
  [{ server: ["x"] }, '"server" of the transport "nats" is no setting of this transport'],
  [{ servers: "nats://x" }, "has to be a list of texts"],
  [{ driver: "nats.js" }, 'one of "nats-io", "nats"'],
  [{ partitions: 1_000 }, "a whole number from 0 to 256"],
  [{ tls: { cert: 5 } }, '"tls.cert"'],
  [{ credentials: "/nowhere/x.creds" }, "names a file that cannot be read"],
  [{ streams: { ORDERS: "orders.>" } }, '"streams.ORDERS" of the transport "nats" has to be an object'],
  [{ streams: { ORDERS: {} } }, '"streams.ORDERS.subjects" of the transport "nats" names no subjects'],
  [{ streams: { ORDERS: { subjects: ["a"], storag: "file" } } }, '"streams.ORDERS.storag"'],
  [{ streams: { "MY ORDERS": { subjects: ["a"] } } }, "is no name of a stream"],
])("%j is refused before anything is reached", async (settings, message) => {
  await expect(transportModule.open({ servers: ["nats://127.0.0.1:1"], ...settings })).rejects.toMatchObject({
    code: "TRANSPORT_SETTING",
    message: expect.stringContaining(message),
  });
});

test("a secret is never said again", async () => {
  const opening = transportModule.open({ servers: ["nats://127.0.0.1:1"], pass: 12_345 });
  await expect(opening).rejects.not.toThrow("12345");
});

test("where nobody is, that is told with the address", async () => {
  await expect(openNatsTransport({ servers: ["nats://127.0.0.1:1"] })).rejects.toMatchObject({
    code: "TRANSPORT_UNREACHABLE",
    message: expect.stringMatching(/at nats:\/\/127\.0\.0\.1:1: .*ECONNREFUSED/),
  });
});

describeWithService("nats", (nats) => {
  test("TLS that is asked for and not had is told", async () => {
    await expect(openNatsTransport({ servers: [nats().url], tls: { on: true } })).rejects.toMatchObject({
      code: "TRANSPORT_UNREACHABLE",
      message: expect.stringContaining("tls"),
    });
  });

  test("by configuration alone, with the older client, events go out and come in", async () => {
    const address = `${nats().uniqueName("older")}.placed`;
    const transport = await transportModule.open({
      servers: [nats().url],
      driver: "nats",
      provision: "create",
    });
    const came: unknown[] = [];
    await transport.subscribe({ group: "g", addresses: [address] }, async ({ content, headers, key }) => {
      came.push([content.event?.id, headers, key]);
      if (came.length === 1) throw new Error("planned: once more");
    });
    const event = { specversion: "1.0", id: "1", source: "/s", type: "t", data: { a: 1 } } as const;
    const results = await transport.publish([{ address, key: "k", event, headers: { note: "größe" } }]);
    const again = await transport.publish([{ address, key: "k", event }]);
    await expect.poll(() => came.length).toBe(2);

    expect([...results, ...again]).toEqual([
      { status: "stored", position: "1" },
      { status: "stored", position: "1", isDuplicate: true },
    ]);
    expect(came[1]).toEqual(["1", { note: "größe" }, "k"]);
    expect((await transport.health()).status).toBe("healthy");
    await transport.close();
    expect((await transport.health()).status).toBe("unhealthy");
    await removeStreamOf(address);
  });

  test("while a message stays with its member, its attempts are counted one by one", async () => {
    const address = `${nats().uniqueName("attempts")}.placed`;
    const transport = await openNatsTransport({ servers: [nats().url], provision: "create" });
    onTestFinished(async () => {
      await transport.close();
      await removeStreamOf(address);
    });
    const attempts: number[] = [];
    for (let member = 0; member < 2; member += 1)
      await transport.subscribe(
        { group: "g", addresses: [address], redeliverAfterMs: 1_000 },
        async ({ attempt }) => {
          attempts.push(attempt);
          if (attempt === 2) await new Promise(() => undefined);
          if (attempt < 5) throw new Error("planned: not yet");
        },
      );
    await transport.publish([{ address, event: { specversion: "1.0", id: "1", source: "/s", type: "t" } }]);
    await expect.poll(() => attempts).toEqual([1, 2, 3, 4, 5]);
  });

  test("health tells what waits for each group", async () => {
    const address = `${nats().uniqueName("health")}.placed`;
    const transport = await openNatsTransport({ servers: [nats().url], provision: "create" });
    onTestFinished(async () => {
      await transport.close();
      await removeStreamOf(address);
    });
    const options = { group: "g", addresses: [address], maxInFlight: 1 };
    const subscription = await transport.subscribe(options, () => new Promise(() => undefined));
    onTestFinished(() => subscription.close({ graceMs: 0 }));
    await transport.publish(
      ["1", "2"].map((id) => ({
        address,
        event: { specversion: "1.0", id, source: "/s", type: "t" } as const,
      })),
    );
    const groups = async () => (await transport.health()).details?.groups;
    await expect
      .poll(groups, { timeout: 60_000 })
      .toEqual([{ group: "g", address, subject: address, waiting: 0, out: 2 }]);
    expect(await transport.lag()).toEqual([{ group: "g", address, unread: 2 }]);
    const { details } = await transport.health();
    expect(details).toMatchObject({
      server: expect.stringContaining("127.0.0.1"),
      durability: "process-crash",
    });
  });

  async function removeStreamOf(address: string): Promise<void> {
    const { plainClient } = await import("./testing/plain-client.ts");
    const plain = await plainClient(nats().url);
    await plain.manager.streams.delete(await plain.manager.streams.find(address));
    await plain.close();
  }
});
