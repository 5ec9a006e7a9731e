import { createClient } from "redis";
import { expect, onTestFinished, test } from "vitest";
import { useService } from "../client/use-service.ts";
import { describeWithService } from "../describe-with-service.ts";
import { waitUntil } from "../os/wait-until.ts";

describeWithService("redis", (redis) => {
  test("it keeps values and streams under a prefix of one's own", async () => {
    const client = await connect(redis().url);
    const prefix = redis().uniqueName("smoke");

    await client.set(`${prefix}:greeting`, "hello");
    await client.xAdd(`${prefix}:orders`, "*", { id: "1" });

    expect(await client.get(`${prefix}:greeting`)).toBe("hello");
    const entries = (await client.xRange(`${prefix}:orders`, "-", "+")) ?? [];
    expect(entries.map(({ message }) => ({ ...message }))).toEqual([{ id: "1" }]);
  });

  test("an exclusive server keeps what it acknowledged when it is killed", async (test) => {
    const own = await useService("redis", { exclusive: true, test });
    await (await connect(own.url)).set("kept", "yes");
    const { pid } = own;

    await own.kill9();
    await expect(connect(own.url)).rejects.toThrow("ECONNREFUSED");
    expect(own.pid).toBeUndefined();
    await own.restart();

    expect(own.pid).not.toBe(pid);
    expect(await (await connect(own.url)).get("kept")).toBe("yes");
  });

  test.each([
    ["process-crash", "everysec"],
    ["power-loss", "always"],
  ] as const)("a server whose data are to survive a %s syncs %s", async (survives, synced) => {
    await using own = await useService("redis", { exclusive: true, survives });

    expect(await (await connect(own.url)).configGet("appendfsync")).toEqual({ appendfsync: synced });
  });

  test("a paused server holds its connections, and answers when it goes on", async (test) => {
    const own = await useService("redis", { exclusive: true, test });
    const client = await connect(own.url);

    await own.pause();
    let answered = false;
    const answer = client.ping().finally(() => {
      answered = true;
    });
    // Another server's answer comes meanwhile, this one's does not.
    await (await connect(redis().url)).ping();
    expect(answered).toBe(false);
    await own.resume();

    expect(await answer).toBe("PONG");
  });

  test("a paused server can be restarted and released", async () => {
    const own = await useService("redis", { exclusive: true });
    await own.pause();
    await own.restart();
    expect(await (await connect(own.url)).ping()).toBe("PONG");
    await own.pause();
    await own.release();
    await own.release();

    await expect(connect(own.url)).rejects.toThrow("ECONNREFUSED");
    await expect(own.restart()).rejects.toMatchObject({ code: "SERVICE_RELEASED" });
  });

  describeWithService("toxiproxy", () => {
    test("a cut breaks the connections through the proxy only, until it is restored", {
      timeout: 120_000,
    }, async (test) => {
      const shared = await useService("redis", test);
      const proxy = await shared.through();
      const direct = await connect(shared.url);
      const proxied = await connect(`redis://${proxy.host}:${proxy.port}`);
      expect(await proxied.ping()).toBe("PONG");

      await proxy.cut();
      await expect(proxied.ping()).rejects.toThrow();
      await expect(connect(`redis://${proxy.host}:${proxy.port}`)).rejects.toThrow("ECONNREFUSED");
      expect(await direct.ping()).toBe("PONG");

      await proxy.restore();
      expect(await (await connect(`redis://${proxy.host}:${proxy.port}`)).ping()).toBe("PONG");
    });

    test("an answer can be lost on its way back, when the command has been carried out", {
      timeout: 120_000,
    }, async (test) => {
      const shared = await useService("redis", test);
      const key = shared.uniqueName("counter");
      const proxy = await shared.through();
      const proxied = await connect(`redis://${proxy.host}:${proxy.port}`);
      const direct = await connect(shared.url);

      await proxy.disturb("downstream", { type: "timeout", timeout: 0 });
      const unanswered = expect(proxied.incr(key)).rejects.toThrow();
      expect(await waitUntil(async () => (await direct.get(key)) === "1", { within: 60_000 })).toBe(true);
      await proxy.restore();

      await unanswered;
      const again = await connect(`redis://${proxy.host}:${proxy.port}`);
      expect(await again.incr(key)).toBe(2);
      await direct.del(key);
    });

    test("what is sent can be lost on its way, before anybody carries it out", {
      timeout: 120_000,
    }, async (test) => {
      const shared = await useService("redis", test);
      const key = shared.uniqueName("counter");
      const proxy = await shared.through();
      const proxied = await connect(`redis://${proxy.host}:${proxy.port}`);

      await proxy.disturb("upstream", { type: "timeout", timeout: 100 });
      await expect(proxied.incr(key)).rejects.toThrow();
      await proxy.restore();

      const again = await connect(`redis://${proxy.host}:${proxy.port}`);
      expect(await again.incr(key)).toBe(1);
      await again.del(key);
    });

    test("a connection can end after so many bytes, and be reset", { timeout: 120_000 }, async (test) => {
      const proxy = await (await useService("redis", test)).through();
      const url = `redis://${proxy.host}:${proxy.port}`;
      const proxied = await connect(url);
      const pingUntilItEnds = async () => {
        for (;;) await proxied.ping();
      };

      expect(await proxy.ended("downstream")).toBe(0);
      await proxy.disturb("downstream", { type: "limit_data", bytes: 100 });
      await expect(pingUntilItEnds()).rejects.toThrow();
      expect(await waitUntil(async () => (await proxy.ended("downstream")) > 0, { within: 60_000 })).toBe(
        true,
      );
      await proxy.restore();
      expect(await (await connect(url)).ping()).toBe("PONG");

      await proxy.disturb("upstream", { type: "reset_peer", timeout: 0 });
      await expect(connect(url)).rejects.toThrow();
      await proxy.restore();
      expect(await (await connect(url)).ping()).toBe("PONG");
    });

    test("several toxics are in effect at once, each kind once a way, and restoring ends them all", {
      timeout: 120_000,
    }, async (test) => {
      const proxy = await (await useService("redis", test)).through();
      const url = `redis://${proxy.host}:${proxy.port}`;
      const proxied = await connect(url);

      await proxy.disturb("upstream", { type: "latency", latency: 600_000 });
      await proxy.disturb("upstream", { type: "latency", latency: 20 });
      await proxy.disturb("downstream", { type: "bandwidth", rate: 5 });
      // With the first latency it would not come back in time.
      expect(await proxied.ping()).toBe("PONG");

      await proxy.restore();
      await proxy.restore();
      expect(await proxied.ping()).toBe("PONG");
    });

    test("latency holds answers back, and goes with its proxy", { timeout: 120_000 }, async (test) => {
      const proxy = await (await useService("redis", test)).through();
      const proxied = await connect(`redis://${proxy.host}:${proxy.port}`);
      const direct = await connect(redis().url);

      await proxy.latency(600_000);
      let answered = false;
      proxied.ping().then(
        () => {
          answered = true;
        },
        () => undefined,
      );
      for (let round = 0; round < 100; round += 1) await direct.ping();
      expect(answered).toBe(false);

      await proxy.remove();
      await proxy.remove();
      const isGone = () =>
        connect(`redis://${proxy.host}:${proxy.port}`).then(
          () => false,
          () => true,
        );
      expect(await waitUntil(isGone, { within: 10_000 })).toBe(true);
    });
  });
});

async function connect(url: string) {
  const client = createClient({ url, disableOfflineQueue: true, socket: { reconnectStrategy: false } });
  // A connection that a test breaks on purpose tells the test by its calls.
  client.on("error", () => undefined);
  onTestFinished(() => client.destroy());
  await client.connect();
  return client;
}
