import { useService } from "@concordat/test-services";
import { expect, test, vi } from "vitest";
import { createCollector, setScene } from "./testing/scene.ts";

vi.setConfig({ testTimeout: 600_000 });

const ids = (count: number) => Array.from({ length: count }, (_, index) => String(index));

test("while the server stands still, publishes are unknown after their time, and health says so; then all goes on", async (context) => {
  const own = await useService("redis", { exclusive: true, test: context });
  const { address, entries, open, message } = await setScene(own, context);
  const transport = await open({ partitions: 1, publishTimeoutMs: 1_000 });
  const { handler, until, ids: came } = createCollector();
  await transport.subscribe({ group: "g", addresses: [address] }, handler);
  const store = async (id: string) => {
    while ((await transport.publish([message(id)]))[0]?.status !== "stored");
  };
  await store("before");
  await until(1);

  await own.whilePaused(async () => {
    const [result] = await transport.publish([message("during")]);
    expect(result).toMatchObject({
      status: "unknown",
      error: { code: "TRANSPORT_NO_ANSWER", retry: "check-first" },
    });
    expect((await transport.health()).status).toBe("unhealthy");
  });

  await store("after");
  while (!came().includes("after")) await until(came().length + 1);
  const stored = (await entries(address)).map(({ fields }) => fields.ce_id);
  expect(new Set(came())).toEqual(new Set(stored));
});

test("with the network cut again and again under load nothing that was stored is lost, and order holds", async (context) => {
  const own = await useService("redis", { exclusive: true, test: context });
  const proxy = await own.through();
  const { address, open, message } = await setScene(own, context);
  const through = { url: `redis://${proxy.host}:${proxy.port}`, reconnectWaitMaxMs: 200, blockMs: 50 };
  const transport = await open(through);
  const first = new Map<string, number[]>();
  const seen = new Set<string>();
  const { handler, until, came } = createCollector(async ({ content, key = "" }) => {
    const id = content.event?.id ?? "";
    if (seen.has(id)) return;
    seen.add(id);
    first.set(key, [...(first.get(key) ?? []), Number(id)]);
  });
  await transport.subscribe({ group: "g", addresses: [address], maxInFlight: 32 }, handler);

  const stored: string[] = [];
  const statuses: Record<string, number> = {};
  let isDone = false;
  const cutting = (async () => {
    for (let round = 0; round < 3 && !isDone; round += 1) {
      const target = stored.length + 300;
      while (stored.length < target && !isDone) await new Promise((resolve) => setImmediate(resolve));
      await proxy.cut();
      await new Promise((resolve) => setTimeout(resolve, 300));
      await proxy.restore();
    }
  })();
  const publishers = ids(8).map(async (publisher) => {
    for (let count = 0; count < 250; count += 1) {
      const id = String(Number(publisher) + 8 * count);
      for (let isStored = false; !isStored; ) {
        const [result] = await transport.publish([message(id, { key: `k${publisher}` })]);
        statuses[result?.status ?? ""] = (statuses[result?.status ?? ""] ?? 0) + 1;
        isStored = result?.status === "stored";
      }
      stored.push(id);
    }
  });
  await Promise.all(publishers);
  isDone = true;
  await cutting;
  while (seen.size < 2_000) await until(came.length + 1);

  expect(statuses.unknown, "the fault was real: something was on its way").toBeGreaterThan(0);
  for (const [key, order] of first) expect(order, key).toEqual(order.toSorted((one, other) => one - other));
});

test("closing does not hang where the server is gone, and leaves nothing running", async (context) => {
  const own = await useService("redis", { exclusive: true, test: context });
  const { address, open, message } = await setScene(own, context);
  const transport = await open({ publishTimeoutMs: 500, commandTimeoutMs: 2_000 });
  const subscription = await transport.subscribe({ group: "g", addresses: [address] }, async () => undefined);

  await own.kill9();
  const [result] = await transport.publish([message("1")]);
  expect(result?.status).not.toBe("stored");
  await transport.close();
  await subscription.closed;
  await expect(transport.publish([])).rejects.toMatchObject({ code: "TRANSPORT_CLOSED" });
  await own.restart();
});

test("what the server refuses is refused: it has no memory left, and takes more when it has", async (context) => {
  const own = await useService("redis", { exclusive: true, test: context });
  const { client, open, message } = await setScene(own, context);
  const transport = await open();
  await transport.publish([message("0")]);
  await client.sendCommand(["CONFIG", "SET", "maxmemory", "1"]);
  expect(await transport.publish([message("1")])).toMatchObject([
    { status: "refused", error: { code: "REDIS_REFUSED", message: expect.stringContaining("OOM") } },
  ]);

  await client.sendCommand(["CONFIG", "SET", "maxmemory", "0"]);
  expect(await transport.publish([message("1")])).toMatchObject([{ status: "stored" }]);
});
