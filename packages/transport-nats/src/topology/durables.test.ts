import { describeWithService } from "@concordat/test-services/vitest";
import { AckPolicy, DeliverPolicy, type JsMsg } from "@nats-io/jetstream";
import { headers } from "@nats-io/transport-node";
import { describe, expect, test } from "vitest";
import { scene } from "../testing/scene.ts";
import { declaredDurables } from "./durables.ts";

const streams = [
  { name: "ORDERS", subjects: ["orders.>"] },
  { name: "AUDIT", subjects: ["audit.>"] },
];

describe("what is said of durables", () => {
  test("is looked up by group and address", () => {
    const durables = { billing: { "orders.placed": "biller", "orders.paid": "booker" } };
    const read = declaredDurables({ durables, partitions: 0 }, streams);

    expect(read.get("billing")?.get("orders.placed")).toBe("biller");
    expect(read.get("billing")?.get("orders.paid")).toBe("booker");
    expect(read.get("billing")?.get("constructor")).toBeUndefined();
    expect(read.get("constructor")).toBeUndefined();
  });

  test("may give one name to consumers of two streams", () => {
    const durables = { audit: { "orders.placed": "auditor", "audit.read": "auditor" } };

    expect(declaredDurables({ durables, partitions: 2 }, streams).get("audit")?.size).toBe(2);
  });

  test.each([
    ["a group without addresses", { g: "d" }, "durables.g", "has to be an object"],
    ["a list", { g: ["d"] }, "durables.g", "has to be an object"],
    ["no name", { g: { "orders.a": 5 } }, "durables.g.orders.a", "is 5, and has to be a name"],
    ["an empty name", { g: { "orders.a": "" } }, "durables.g.orders.a", 'is "", and has to be a name'],
    ["a dot", { g: { "orders.a": "a.b" } }, "durables.g.orders.a", 'is "a.b", and has to be a name'],
    ["a wildcard", { g: { "orders.a": "a*" } }, "durables.g.orders.a", "has to be a name"],
    ["a slash", { g: { "orders.a": "a/b" } }, "durables.g.orders.a", "has to be a name"],
    ["a control", { g: { "orders.a": "a\u0000" } }, "durables.g.orders.a", "has to be a name"],
    ["a long name", { g: { "orders.a": "ä".repeat(127) } }, "durables.g.orders.a", "255 bytes at most"],
    ["many addresses", { g: { "orders.*": "d" } }, "durables.g.orders.*", "is for no address: `*` and `>`"],
    [
      "two groups at one place",
      { g: { "orders.a": "d" }, h: { "orders.a": "d" } },
      "durables.h.orders.a",
      'names the consumer d, which "durables.g.orders.a" has already',
    ],
    [
      "two addresses of a stream",
      { g: { "orders.a": "d", "orders.b": "d" } },
      "durables.g.orders.b",
      'names the consumer d, which "durables.g.orders.a" has already',
    ],
    [
      "a stream that nobody knows",
      { g: { "orders.a": "d", elsewhere: "d" } },
      "durables.g.elsewhere",
      'names the consumer d, which "durables.g.orders.a" has already',
    ],
    [
      "the partition of another one",
      { g: { "orders.a": "d", "orders.b": "d-p1" } },
      "durables.g.orders.b",
      'names the consumer d-p1, which "durables.g.orders.a" has already',
    ],
  ])("is refused: %s", (_, durables, setting, trouble) => {
    expect(() => declaredDurables({ durables, partitions: 2 }, streams)).toThrow(
      expect.objectContaining({
        code: "TRANSPORT_SETTING",
        params: expect.objectContaining({ setting, trouble: expect.stringContaining(trouble) }),
      }),
    );
  });
});

describeWithService("nats", (nats) => {
  async function setUp() {
    const { name, plain, ...rest } = await scene(nats());
    const address = `${name}.completed`;
    await plain.manager.streams.add({ name, subjects: [`${name}.>`] });
    const event = (id: number) => ({ specversion: "1.0", id: String(id), source: "/s", type: "t" }) as const;
    return { ...rest, name, plain, address, event, durables: { g: { [address]: "theirs" } } };
  }

  test("a group goes on where the consumer stands that others made, and has no second one", async () => {
    const { name, plain, open, address, event, durables } = await setUp();
    const durable = { durable_name: "theirs", ack_policy: AckPolicy.Explicit, filter_subject: address };
    await plain.manager.consumers.add(name, { ...durable, deliver_policy: DeliverPolicy.All, ack_wait: 2e9 });
    const { config } = await plain.manager.consumers.info(name, "theirs");
    const transport = await open({ durables });
    await transport.publish([1, 2, 3, 4, 5].map((id) => ({ address, event: event(id) })));
    const theirs = await plain.client.consumers.get(name, "theirs");
    const handled: (string | undefined)[] = [];
    for await (const message of await theirs.fetch({ max_messages: 3 })) {
      // The second is taken and not acknowledged: it comes when its time is over.
      if (idOf(message) !== "2") message.ack();
      handled.push(idOf(message));
    }
    expect(handled).toEqual(["1", "2", "3"]);
    await plain.connection.flush();

    const came: (string | undefined)[] = [];
    await transport.subscribe({ group: "g", addresses: [address], from: "new" }, async ({ content }) => {
      came.push(content.event?.id);
    });
    await expect.poll(() => came.toSorted()).toEqual(["2", "4", "5"]);

    expect(await transport.lag()).toEqual([{ group: "g", address, unread: expect.any(Number) }]);
    const consumers = await plain.manager.consumers.list(name).next();
    expect(consumers.map((consumer) => consumer.name)).toEqual(["theirs"]);
    expect((await plain.manager.consumers.info(name, "theirs")).config).toEqual(config);
    await expect
      .poll(async () => (await plain.manager.consumers.info(name, "theirs")).ack_floor.stream_seq, {
        timeout: 60_000,
      })
      .toBe(5);
  });

  test("one that is not there is told, and made where that is asked for", async () => {
    const { name, plain, open, said, address, event, durables } = await setUp();
    const subscribing = { group: "g", addresses: [address] };
    const looking = await open({ durables });
    await expect(looking.subscribe(subscribing, async () => undefined)).rejects.toMatchObject({
      code: "TOPOLOGY_MISSING",
      message: expect.stringContaining(
        `the consumer theirs of the stream ${name} is not there, which ${address} needs`,
      ),
    });
    // Of another group nothing is said, and it has a consumer of the transport's own.
    await looking.subscribe({ ...subscribing, group: "h" }, async () => undefined);

    const creating = await open({ durables, provision: "create" });
    const came: unknown[] = [];
    await creating.subscribe({ ...subscribing, from: "start" }, async ({ content }) => {
      came.push(content.event?.id);
    });
    await creating.publish([{ address, event: event(1) }]);
    await expect.poll(() => came).toEqual(["1"]);
    const consumers = await plain.manager.consumers.list(name).next();
    expect(consumers.map((consumer) => consumer.name).toSorted()).toEqual([
      expect.stringMatching(/^h-/),
      "theirs",
    ]);
    expect(said).toEqual([
      {
        level: "info",
        message: "a consumer was created",
        fields: { stream: name, consumer: "theirs", subject: address },
      },
    ]);
    await looking.subscribe(subscribing, async () => undefined);
  });

  const filtering = (...filter_subjects: string[]) => ({ filter_subject: undefined, filter_subjects });
  test.each<[string, object | ((address: string) => object), string]>([
    ["another subject", (address) => filtering(`${address}.other`), "the subject"],
    ["several subjects", (address) => filtering(address, `${address}.other`), "the subject"],
    ["all of its stream", { filter_subject: undefined }, "the subject all of the stream"],
    ["acknowledgements of all before", { ack_policy: AckPolicy.All }, "the ack policy all"],
    ["no acknowledgements", { ack_policy: AckPolicy.None }, "the ack policy none"],
    ["pushing", { deliver_subject: "somewhere" }, "the kind push"],
    ["a life as long as its readers'", { inactive_threshold: 3_600e9 }, "inactive_threshold in ms 3600000"],
    ["no name to last", { durable_name: undefined, name: "theirs" }, "the kind ephemeral"],
    ["a bound on deliveries", { max_deliver: 5 }, "max_deliver 5"],
    ["headers alone", { headers_only: true }, "headers_only true"],
    ["small requests", { max_batch: 10 }, "max_batch 10"],
    ["short requests", { max_expires: 5e9 }, "max_expires in ms 5000"],
    ["priorities", { priority_policy: "overflow", priority_groups: ["a"] }, "priority_policy overflow"],
  ])("one that does not do is told, and never changed: %s", async (_, otherwise, message) => {
    const { name, plain, open, address, durables } = await setUp();
    await plain.manager.consumers.add(name, {
      durable_name: "theirs",
      ack_policy: AckPolicy.Explicit,
      filter_subject: address,
      ...(typeof otherwise === "function" ? otherwise(address) : otherwise),
    });
    const { config } = await plain.manager.consumers.info(name, "theirs");
    const transport = await open({ durables, provision: "create" });

    await expect(
      transport.subscribe({ group: "g", addresses: [address] }, async () => undefined),
    ).rejects.toMatchObject({
      code: "TOPOLOGY_MISMATCH",
      message: expect.stringContaining(`the consumer theirs has ${message}`),
    });
    expect((await plain.manager.consumers.info(name, "theirs")).config).toEqual(config);
  });

  test("with partitions it is the place of what others publish, and theirs are called after it", async () => {
    const { name, plain, open, address, event, durables } = await setUp();
    const durable = { durable_name: "theirs", ack_policy: AckPolicy.Explicit, filter_subject: address };
    await plain.manager.consumers.add(name, durable);
    const making = await open({ partitions: 2, leaseBucket: name, provision: "create" });
    const transport = await open({ partitions: 2, leaseBucket: name, durables });
    const came: (string | undefined)[] = [];
    await transport.subscribe({ group: "g", addresses: [address] }, async ({ content }) => {
      came.push(content.event?.id);
    });
    await making.publish(["a", "b", "c"].map((key, id) => ({ address, key, event: event(id) })));
    const structured = headers();
    structured.set("Content-Type", "application/cloudevents+json");
    const byOthers = { ...event(0), id: "bare" };
    await plain.client.publish(address, JSON.stringify(byOthers), { headers: structured });
    await expect.poll(() => came.toSorted()).toEqual(["0", "1", "2", "bare"]);

    const consumers = await plain.manager.consumers.list(name).next();
    expect(consumers.map(({ config }) => [config.durable_name, config.filter_subject]).toSorted()).toEqual([
      ["theirs", address],
      ["theirs-p0", `${address}.p0`],
      ["theirs-p1", `${address}.p1`],
    ]);
  });
});

function idOf(message: JsMsg): string | undefined {
  return message.headers?.get("ce-id");
}
