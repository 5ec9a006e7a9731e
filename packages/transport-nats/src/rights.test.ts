import type { CloudEvent } from "@concordat/cloudevents";
import type { Transport } from "@concordat/runtime";
import { describeWithService } from "@concordat/test-services/vitest";
import { expect, test, vi } from "vitest";
import { both, forbidden, rightsScene, rightsTo, without } from "./testing/rights-scene.ts";

vi.setConfig({ testTimeout: 120_000 });

const address = "orders.placed";
const eventOf = (id: string): CloudEvent => ({ specversion: "1.0", id, source: "/s", type: "t" });
const all = both(rightsTo.publish, rightsTo.read, rightsTo.share);

describeWithService("nats", (nats) => {
  test.for(["nats-io", "nats"] as const)(
    "who may not publish is told which subject, at once and each message by itself, over %s",
    async (driver, context) => {
      const { operator, service } = await rightsScene(nats(), context, {
        publish: ["orders.placed", "$JS.API.STREAM.INFO.ORDERS"],
        subscribe: ["_INBOX.>"],
      });
      await operator();
      const transport = await service({ driver });
      const subjects = ["orders.placed", "orders.paid", 'orders."größe"\\'];
      const messages = Array.from({ length: 300 }, (_, index) => ({
        address: subjects[index % 3] as string,
        event: eventOf(`${index}`),
      }));
      const results = await transport.publish(messages);

      expect(results).toMatchObject(
        Array.from({ length: 100 }, () => [
          { status: "stored" },
          {
            status: "refused",
            error: forbidden(
              /"nats" denies this user a right: publishing to "orders.paid": Permissions Violation for Publish to "orders.paid"$/,
            ),
          },
          { status: "refused", error: forbidden(/publishing to "orders\.\\"größe\\"\\\\": /) },
        ]).flat(),
      );
      expect(await transport.health()).toMatchObject({
        status: "degraded",
        message: expect.stringMatching(/denies this user a right: publishing to "orders\./),
      });
    },
  );

  test("who may not publish is told at once also while others of its messages go on and on", async (context) => {
    const { operator, service } = await rightsScene(nats(), context, {
      publish: ["orders.placed", "$JS.API.STREAM.INFO.ORDERS"],
      subscribe: ["_INBOX.>"],
    });
    await operator();
    const transport = await service();
    let isDone = false;
    const flow = async (name: string) => {
      for (let list = 0; !isDone; list += 1)
        await transport.publish(
          Array.from({ length: 40 }, (_, index) => ({ address, event: eventOf(`${name}.${list}.${index}`) })),
        );
    };
    const flowing = Promise.all(["a", "b", "c"].map(flow));
    for (let times = 0; times < 20; times += 1)
      expect(await transport.publish([{ address: "orders.paid", event: eventOf(`${times}`) }])).toMatchObject(
        [{ status: "refused", error: forbidden(/publishing to "orders.paid"/) }],
      );
    isDone = true;
    await flowing;
  });

  test("a message whose subject the account maps to another is told with its own, and the server's word for the other", async (context) => {
    const rights = { publish: ["orders.old", "$JS.API.STREAM.INFO.ORDERS"], subscribe: ["_INBOX.>"] };
    const mappings = `mappings: { "orders.old": "orders.new" }`;
    const { operator, service } = await rightsScene(nats(), context, rights, mappings);
    await operator();
    const transport = await service();

    expect(await transport.publish([{ address: "orders.old", event: eventOf("1") }])).toMatchObject([
      { status: "refused", error: forbidden(/publishing to "orders.old": .* Publish to "orders.new"$/) },
    ]);
  });

  test("who may not create a stream or look for one is told which", async (context) => {
    const { service, grant } = await rightsScene(nats(), context, both());
    const looking = { publish: ["$JS.API.STREAM.INFO.ORDERS"], subscribe: ["_INBOX.>"] };

    await expect(service()).rejects.toMatchObject(
      forbidden(/asking JetStream for STREAM.INFO.ORDERS: .*Subscription to "_INBOX\./),
    );
    await grant({ publish: [], subscribe: ["_INBOX.>"] });
    await expect(service()).rejects.toMatchObject(
      forbidden(/STREAM.INFO.ORDERS: .*Publish to "\$JS.API.STREAM.INFO.ORDERS"/),
    );
    await grant(looking);
    await expect(service({ provision: "create" })).rejects.toMatchObject(
      forbidden(/asking JetStream for STREAM.CREATE.ORDERS: /),
    );
    const undeclared = await service({ streams: {} });
    expect(await undeclared.publish([{ address, event: eventOf("1") }])).toMatchObject([
      { status: "refused", error: forbidden(/asking JetStream for STREAM.NAMES: /) },
    ]);
  });

  /** What a service does, to the first thing that it is not let do. */
  async function work(group: string, open: () => Promise<Transport>): Promise<unknown> {
    let transport: Transport | undefined;
    try {
      transport = await open();
      const subscription = await transport.subscribe({ group, addresses: [address] }, async () => undefined);
      const [result] = await transport.publish([{ address, key: "k", event: eventOf(group) }]);
      if (result?.status === "refused") return result.error;
      return await subscription.closed;
    } catch (error) {
      return error;
    } finally {
      await transport?.close();
    }
  }

  /** Needed where several members share the partitions, or one closes: `work` has one, and does not wait for its end. */
  const ofSeveral = new Set([
    "$JS.API.STREAM.MSG.GET.KV_concordat-leases",
    "$JS.API.STREAM.PURGE.KV_concordat-leases",
  ]);
  const each = [...all.publish, "$KV.concordat-leases.> (subscribe)"].filter(
    (right) => !ofSeveral.has(right),
  );

  test("each of the listed rights is needed, and its absence is told", async (context) => {
    const { operator, service, grant } = await rightsScene(nats(), context, all);
    await operator({ partitions: 2 });
    const told: Record<string, unknown> = {};
    for (const right of new Set(each)) {
      const isHeard = right.endsWith(" (subscribe)");
      const rights = isHeard
        ? { ...all, subscribe: without(all, right.replace(" (subscribe)", "")).subscribe }
        : { ...all, publish: without(all, right).publish };
      await grant(rights);
      told[right] = await work(`g${Object.keys(told).length}`, () => service({ partitions: 2 }));
    }

    expect(told).toMatchObject(
      Object.fromEntries(
        [...new Set(each)].map((right) => [right, forbidden(new RegExp(patternOf(right)))] as const),
      ),
    );
  });

  test.for([
    ["a publisher", rightsTo.publish, {}],
    [
      "a publisher, in order",
      both(rightsTo.publish, { publish: ["$JS.API.STREAM.INFO.KV_concordat-leases"], subscribe: [] }),
      { partitions: 2 },
    ],
    ["a reader", rightsTo.read, {}],
    ["who does both, in order", all, { partitions: 2 }],
  ] as const)("%s needs no other rights than those listed", async ([who, rights, options], context) => {
    const { operator, service, lines } = await rightsScene(nats(), context, rights);
    const other = await operator(options);
    const mine = await service(options);
    const publisher = who.startsWith("a reader") ? other : mine;
    const reader = who.startsWith("a publisher") ? other : mine;
    const came: (string | undefined)[] = [];
    const subscription = await reader.subscribe(
      { group: "g", addresses: [address] },
      async ({ content }) => void came.push(content.event?.id),
    );
    const results = await publisher.publish(
      ["1", "2"].map((id) => ({ address, key: id, event: eventOf(id) })),
    );
    await expect.poll(() => came.toSorted(), { timeout: 60_000 }).toEqual(["1", "2"]);

    expect(results.map(({ status }) => status)).toEqual(["stored", "stored"]);
    expect((await mine.health()).status).toBe("healthy");
    await subscription.close();
    await mine.close();
    expect(lines.filter((line) => /^(?:warn|error)/.test(line))).toEqual([]);
  });
});

/** The beginning of the subject, up to what stands for many words. */
function patternOf(right: string): string {
  const [subject = ""] = right.replace(" (subscribe)", "").split(/[*>]/);
  return `Violation for (?:Publish|Subscription) to "${subject.replaceAll(/[$.]/g, "\\$&")}`;
}
