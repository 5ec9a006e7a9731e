import type { Delivery, OutgoingMessage, PublishResult, Transport } from "@concordat/runtime";
import { type ExclusiveService, useService } from "@concordat/test-services";
import { describeWithService } from "@concordat/test-services/vitest";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { type NatsTransportOptions, openNatsTransport } from "./open.ts";
import { plainClient } from "./testing/plain-client.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 900_000 });
const patience = { timeout: 120_000 };

describeWithService("nats", () => {
  let own: ExclusiveService<"nats">;
  beforeAll(async () => {
    own = await useService("nats", { exclusive: true });
  });
  afterAll(() => own?.release());

  async function open(url: string, options: NatsTransportOptions = {}): Promise<Transport> {
    const transport = await openNatsTransport({ servers: [url], provision: "create", ...options });
    onTestFinished(() => transport.close());
    return transport;
  }

  /** A way to the server that can be cut. */
  async function path() {
    const proxy = await own.through();
    onTestFinished(() => proxy.remove());
    return Object.assign(proxy, { url: `nats://${proxy.host}:${proxy.port}` });
  }

  /** Two ways to the server, and the one that a transport took: when that is cut, it takes the other. */
  async function twoPaths() {
    const both = [await path(), await path()] as const;
    return {
      servers: both.map(({ url }) => url),
      async taken(transport: Transport) {
        const server = String((await transport.health()).details?.server);
        return both.find(({ port }) => server.endsWith(`:${port}`)) ?? both[0];
      },
    };
  }

  async function look() {
    const plain = await plainClient(own.url);
    onTestFinished(() => plain.close());
    return plain;
  }

  test.each(["nats-io", "nats"] as const)(
    "what was on its way when the connection broke is stored once, in its order, over %s",
    async (driver) => {
      const [paths, plain] = [await twoPaths(), await look()];
      const transport = await open("", { driver, servers: paths.servers, publishTimeoutMs: 60_000 });
      const address = `cut.in.order.${driver}`;
      const proxy = await paths.taken(transport);
      await proxy.latency(300);
      const messages = eventsAt(address, 400, ["k"]);
      const results = Promise.all(messages.map((message) => transport.publish([message])));
      const stored = async () =>
        (await plain.manager.streams.find(address).catch(() => undefined)) !== undefined;
      await expect.poll(stored, patience).toBe(true);
      await proxy.cut();

      expect(statusesOf((await results).flat())).toEqual({ stored: 400 });
      expect(
        (await results).flat().filter((each) => "isDuplicate" in each),
        "each is the first",
      ).toEqual([]);
      const stream = await plain.manager.streams.find(address);
      expect(await plain.storedIn(stream)).toEqual(messages.map(({ event }) => event.id));
    },
  );

  test("a raw message whose answer is lost is unknown, since sending it again could store it twice", async () => {
    const paths = await twoPaths();
    const transport = await open("", { servers: paths.servers, publishTimeoutMs: 60_000 });
    const proxy = await paths.taken(transport);
    await transport.publish(eventsAt("cut.raw", 1));
    await proxy.latency(2_000);
    const raw = { headers: {}, body: Buffer.from("raw") };
    const publishing = transport.publish([{ address: "cut.raw", raw }]);
    await proxy.cut();

    expect(await publishing).toMatchObject([{ status: "unknown", error: { code: "TRANSPORT_NO_ANSWER" } }]);
  });

  test("a server that does not answer makes the outcome unknown, and one that is away makes it refused", async () => {
    const transport = await open(own.url, { publishTimeoutMs: 500 });
    const isStored = () =>
      expect
        .poll(async () => statusesOf(await transport.publish(eventsAt("silent", 1))), patience)
        .toEqual({ stored: 1 });
    // What is never sent is refused, so the stream is known first.
    await isStored();
    await own.whilePaused(async () => {
      expect(await transport.publish(eventsAt("silent", 1))).toMatchObject([
        { status: "unknown", error: { code: "TRANSPORT_NO_ANSWER" } },
      ]);
      expect((await transport.health()).status).toBe("unhealthy");
    });
    await own.kill9();
    await expect.poll(async () => (await transport.health()).message, patience).toMatch(/away/);
    expect(await transport.publish(eventsAt("silent", 1))).toMatchObject([
      { status: "refused", error: { code: "TRANSPORT_UNREACHABLE" } },
    ]);
    await own.restart();
    await isStored();
  });

  test("more than may be on its way waits here, and nothing is lost or stored twice", async () => {
    const [proxy, plain] = [await path(), await look()];
    const transport = await open(proxy.url, {
      publishTimeoutMs: 60_000,
      maxPendingMessages: 10,
      maxPendingBytes: 3_000,
    });
    const messages = eventsAt("narrow", 200, ["a", "b"]);
    expect(statusesOf(await transport.publish(messages))).toEqual({ stored: 200 });

    const stream = await plain.manager.streams.find("narrow");
    expect(await plain.storedIn(stream)).toEqual(messages.map(({ event }) => event.id));
  });

  test("what a member had in its hands when it was cut off goes to the next one, each key in its order", async () => {
    const proxy = await path();
    // Longer than a lease, so that what is stored later would come first.
    const quick = { partitions: 3, leaseMs: 2_000, ackWaitMs: 8_000 };
    const [lost, heir] = [await open(proxy.url, quick), await open(own.url, quick)];
    const options = { group: "heirs", addresses: ["heirloom"], maxInFlight: 8 };
    const keys = ["a", "b", "c", "d", "e", "f", "g"];
    const inHands: string[] = [];
    // Every second message of the first member is never done, so that it has some of every key when it is cut off.
    await lost.subscribe(options, async (delivery) => {
      inHands.push(idOf(delivery));
      if (inHands.length % 2 === 0) await new Promise(() => undefined);
    });
    const messages = eventsAt("heirloom", 140, keys);
    await heir.publish(messages.slice(0, 70));
    await expect.poll(() => inHands.length, patience).toBeGreaterThan(7);

    await proxy.cut();
    const handled: Delivery[] = [];
    await heir.subscribe(options, async (delivery) => void handled.push(delivery));
    await heir.publish(messages.slice(70));
    const ids = () => new Set([...handled.map(idOf), ...inHands.filter((_, index) => index % 2 === 0)]);
    await expect.poll(() => ids().size, patience).toBe(140);

    expect(outOfOrder(handled)).toEqual([]);
    await lost.close();
  });

  test("what is lost on its way to a member comes before what was stored after it, when the connection is there again", async () => {
    const paths = await twoPaths();
    const transport = await open("", { servers: paths.servers, partitions: 2, ackWaitMs: 8_000 });
    const [proxy, plain] = [await paths.taken(transport), await look()];
    const publisher = await open(own.url, { partitions: 2 });
    const handled: Delivery[] = [];
    await transport.subscribe(
      { group: "g", addresses: ["broken.way"] },
      async (delivery) => void handled.push(delivery),
    );
    const messages = eventsAt("broken.way", 600, ["a", "b", "c", "d"]);
    const stream = await plain.manager.streams.find("broken.way");
    const sum = async (figure: "num_waiting" | "num_ack_pending") => {
      let all = 0;
      for await (const info of plain.manager.consumers.list(stream)) all += info[figure];
      return all;
    };
    // It has asked at all three places, and what comes is longer on its way than the connection lives.
    await expect.poll(() => sum("num_waiting"), patience).toBeGreaterThanOrEqual(3);
    await proxy.latency(20_000);
    await publisher.publish(messages.slice(0, 300));
    await expect.poll(() => sum("num_ack_pending"), patience).toBeGreaterThan(100);
    expect(handled).toEqual([]);
    await proxy.cut();
    await publisher.publish(messages.slice(300));

    await expect.poll(() => new Set(handled.map(idOf)).size, patience).toBe(600);
    expect(outOfOrder(handled)).toEqual([]);
  });

  test("what goes to a pull of a connection whose end the server has not noticed comes before what was stored after it", async () => {
    const plain = await look();
    const transport = await open(own.url, { partitions: 1, ackWaitMs: 2_000 });
    const handled: Delivery[] = [];
    const options = { group: "g", addresses: ["swallowed"] };
    await transport.subscribe(options, async (delivery) => void handled.push(delivery));
    await transport.publish(eventsAt("swallowed", 1, ["k"]));
    await expect.poll(() => handled.length, patience).toBe(1);
    const stream = await plain.manager.streams.find("swallowed");
    const partition = `MSG.NEXT.${stream}.${await consumerOfPartition(plain, stream)}`;
    // As the server sees the other connection: it is there, it has asked for messages, and nobody reads what comes.
    let swallowed = 0;
    plain.connection.subscribe("nobody.reads", {
      callback: () => {
        swallowed += 1;
      },
    });
    const pull = { batch: 3, expires: 60_000_000_000 };
    plain.connection.publish(`$JS.API.CONSUMER.${partition}`, JSON.stringify(pull), {
      reply: "nobody.reads",
    });
    await plain.connection.flush();

    await transport.publish(eventsAt("swallowed", 40, ["k"]));
    await expect.poll(() => new Set(handled.map(idOf)).size, patience).toBe(41);

    expect(swallowed, "the other connection got some").toBeGreaterThan(0);
    expect(outOfOrder(handled)).toEqual([]);
  });

  test("a client that knows nothing of partitions and keeps a message of one stops it for a while, not for ever, and that is told", async () => {
    const plain = await look();
    const warned: unknown[] = [];
    const logger = {
      debug: () => undefined,
      info: () => undefined,
      error: () => undefined,
      warn: (message: string, fields: object) => void warned.push([message, fields]),
    };
    const transport = await open(own.url, { partitions: 1, ackWaitMs: 1_000, logger });
    const options = { group: "g", addresses: ["kept.elsewhere"] };
    await (await transport.subscribe(options, async () => undefined)).close();
    await transport.publish(eventsAt("kept.elsewhere", 3, ["k"]));
    const stream = await plain.manager.streams.find("kept.elsewhere");
    const consumer = await consumerOfPartition(plain, stream);
    const kept = await (await plain.client.consumers.get(stream, consumer)).next();
    const keeping = setInterval(() => kept?.working(), 200);
    onTestFinished(() => clearInterval(keeping));

    const handled: string[] = [];
    await transport.subscribe(options, async (delivery) => void handled.push(idOf(delivery)));
    await expect.poll(() => handled.length, patience).toBe(2);

    expect(warned).toEqual([
      [
        "somebody else reads a partition, so that its order is not certain",
        expect.objectContaining({ consumer, missing: 1 }),
      ],
    ]);
  });

  test("work that takes longer than the server waits is no silence: nobody else gets the message", async () => {
    const transport = await open(own.url, { ackWaitMs: 1_000 });
    const [gate, came] = [Promise.withResolvers<void>(), [] as string[]];
    for (const name of ["one", "other"])
      await transport.subscribe({ group: "slow", addresses: ["slow.work"] }, async () => {
        came.push(name);
        await gate.promise;
      });
    await transport.publish(eventsAt("slow.work", 1));
    await expect.poll(() => came.length, patience).toBe(1);
    // Several times what the server waits; should it give up, it does within that.
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    gate.resolve();

    expect(came).toHaveLength(1);
  });

  test("a subscription whose consumer is deleted ends, with the reason", async () => {
    const [transport, plain] = [await open(own.url), await look()];
    const subscription = await transport.subscribe(
      { group: "g", addresses: ["deleted.consumer"] },
      async () => undefined,
    );
    const stream = await plain.manager.streams.find("deleted.consumer");
    for await (const { name } of plain.manager.consumers.list(stream))
      await plain.manager.consumers.delete(stream, name);

    await expect(subscription.closed).rejects.toMatchObject({ code: "TOPOLOGY_MISSING" });
  });

  test("a stream that is deleted refuses, or is created anew where that was asked for", async () => {
    const [transport, plain] = [await open(own.url), await look()];
    await transport.publish(eventsAt("deleted.stream", 1));
    const cautious = await open(own.url, { provision: "check" });
    await cautious.publish(eventsAt("deleted.stream", 1));
    await plain.manager.streams.delete(await plain.manager.streams.find("deleted.stream"));

    expect(await cautious.publish(eventsAt("deleted.stream", 1))).toMatchObject([
      { status: "refused", error: { code: "TOPOLOGY_MISSING" } },
    ]);
    expect(await transport.publish(eventsAt("deleted.stream", 1))).toMatchObject([{ status: "stored" }]);
    expect(await cautious.publish(eventsAt("deleted.stream", 1))).toMatchObject([{ status: "stored" }]);
  });
});

async function consumerOfPartition({ manager }: Awaited<ReturnType<typeof plainClient>>, stream: string) {
  for await (const { name } of manager.consumers.list(stream)) if (name.endsWith("-p0")) return name;
  throw new Error(`${stream} has no partition`);
}

let count = 0;

function eventsAt(address: string, size: number, keys: readonly string[] = []) {
  return Array.from({ length: size }, (_, index) => {
    count += 1;
    const id = `${address}-${count}`;
    const event = { specversion: "1.0", id, source: "/faults", type: "t", data: { index } } as const;
    const key = keys[index % keys.length];
    return { address, event, ...(key === undefined ? {} : { key }) } satisfies OutgoingMessage;
  });
}

function statusesOf(results: readonly PublishResult[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of results) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

function idOf({ content }: Delivery): string {
  return content.event?.id ?? "";
}

/** Of each message the first time counts: what comes twice was handled before. */
function outOfOrder(handled: readonly Delivery[]): string[] {
  const [seen, newest, found] = [new Set<string>(), new Map<string, number>(), [] as string[]];
  for (const delivery of handled) {
    const [id, key] = [idOf(delivery), delivery.key ?? ""];
    if (seen.has(id)) continue;
    seen.add(id);
    const number = Number(id.split("-").at(-1));
    if (number < (newest.get(key) ?? 0)) found.push(`${id} of ${key} after ${newest.get(key)}`);
    newest.set(key, number);
  }
  return found;
}
