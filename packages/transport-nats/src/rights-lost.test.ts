import type { CloudEvent } from "@concordat/cloudevents";
import type { PublishResult } from "@concordat/runtime";
import { describeWithService } from "@concordat/test-services/vitest";
import { expect, test, vi } from "vitest";
import { both, forbidden, rightsScene, rightsTo, without } from "./testing/rights-scene.ts";

vi.setConfig({ testTimeout: 120_000 });

const address = "orders.placed";
const eventOf = (id: string): CloudEvent => ({ specversion: "1.0", id, source: "/s", type: "t" });
const all = both(rightsTo.publish, rightsTo.read);
const drivers = ["nats-io", "nats"] as const;

/** Rights that are taken away while a transport is open, by a server that reads its configuration again. */
describeWithService("nats", (nats) => {
  test.for(drivers)(
    "of a flow in whose midst the right ends, what is refused is not stored and what is stored is, over %s",
    async (driver, context) => {
      const { operator, service, grant } = await rightsScene(nats(), context, all);
      const other = await operator();
      const stored: (string | undefined)[] = [];
      await other.subscribe(
        { group: "all", addresses: [address], from: "start" },
        async ({ content }) => void stored.push(content.event?.id),
      );
      const transport = await service({ driver });
      const told = new Map<string, PublishResult>();
      const isDenied = () => [...told.values()].some(({ status }) => status === "refused");
      const sender = async (name: number) => {
        for (let list = 0; !isDenied(); list += 1) {
          const ids = Array.from({ length: 40 }, (_, index) => `${name}.${list}.${index}`);
          const results = await transport.publish(ids.map((id) => ({ address, event: eventOf(id) })));
          for (const [index, result] of results.entries()) told.set(ids[index] as string, result);
        }
      };
      const sending = Promise.all([sender(1), sender(2), sender(3)]);
      await expect.poll(() => told.size, { timeout: 60_000 }).toBeGreaterThan(400);
      await grant(without(all, "orders.>"));
      await sending;
      await grant(all);
      const last = await transport.publish([{ address, event: eventOf("last") }]);
      await expect.poll(() => stored.includes("last"), { timeout: 60_000 }).toBe(true);

      const of = (status: string) => [...told].filter(([, result]) => result.status === status);
      expect(last).toMatchObject([{ status: "stored" }]);
      expect(of("stored").length + of("refused").length).toBe(told.size);
      expect(new Set(of("stored").map(([id]) => id))).toEqual(new Set(stored.filter((id) => id !== "last")));
      for (const [, result] of of("refused"))
        expect(result).toMatchObject({ error: forbidden(/publishing to "orders.placed": /) });
    },
  );

  test("who may not hear answers any more is told so, and goes on once it may again", async (context) => {
    const { operator, service, grant } = await rightsScene(nats(), context, all);
    await operator();
    const transport = await service();
    const send = (id: string) => transport.publish([{ address, event: eventOf(id) }]);
    expect(await send("1")).toMatchObject([{ status: "stored" }]);

    await grant({ ...all, subscribe: [] });
    // The news comes before the answer to this.
    await transport.health();
    expect(await send("2")).toMatchObject([
      { status: "refused", error: forbidden(/STREAM.INFO.ORDERS: .*Subscription to "_INBOX\./) },
    ]);
    await grant(all);
    expect(await send("2")).toMatchObject([{ status: "stored", position: "2" }]);
    expect((await transport.health()).status).toBe("healthy");
  });

  test.for([
    [
      "be sent again",
      without(all, "orders.>"),
      /could not be sent again: .*Permissions Violation for Publish/,
    ],
    ["be answered", { ...all, subscribe: [] }, /Permissions Violation for Subscription to "_INBOX\./],
  ] as const)(
    "what may be stored already and may not %s is unknown",
    async ([, rights, message], context) => {
      const { operator, service, restart, freeze } = await rightsScene(nats(), context, all);
      await operator();
      const transport = await service();
      expect(await transport.publish([{ address, event: eventOf("1") }])).toMatchObject([
        { status: "stored" },
      ]);

      await freeze();
      const sending = transport.publish([{ address, event: eventOf("2") }]);
      // It has left for the server then, which nobody but the system knows.
      await expect(transport.health()).resolves.toMatchObject({ status: "unhealthy" });
      await restart(rights);
      expect(await sending).toMatchObject([
        {
          status: "unknown",
          error: {
            code: "TRANSPORT_NO_ANSWER",
            message: expect.stringMatching(message),
          },
        },
      ]);
    },
  );

  const losses = [
    ["ask for messages", "$JS.API.CONSUMER.MSG.NEXT.ORDERS.*", /asking the consumer g-\S+ for messages: /],
    ["acknowledge", "$JS.ACK.ORDERS.>", /acknowledging what the consumer g-\S+ delivered: /],
    ["hear them", "_INBOX.>", /hearing what the consumer g-\S+ delivers: .*Subscription to "_INBOX\./],
  ] as const;

  test.for(drivers.flatMap((driver) => losses.map((loss) => [...loss, driver] as const)))(
    "a subscription that may not %s any more ends and tells so (%s, %s, %s)",
    async ([, right, message, driver], context) => {
      const { operator, service, grant, lines } = await rightsScene(nats(), context, all);
      const other = await operator();
      const reader = await service({ driver, lookAhead: 0 });
      const came: unknown[] = [];
      const { closed } = await reader.subscribe(
        { group: "g", addresses: [address], maxInFlight: 1 },
        async ({ position }) => void came.push(position),
      );
      await other.publish([{ address, event: eventOf("1") }]);
      await expect.poll(() => came.length, { timeout: 60_000 }).toBe(1);

      await grant(without(all, right));
      await other.publish([{ address, event: eventOf("2") }]);
      await expect(closed).rejects.toMatchObject(forbidden(message));
      expect(lines.filter((line) => line.startsWith("error"))).toEqual([
        "error: a subscription ends: a right is missing",
      ]);
    },
  );

  test("a member that may not say any more that it lives ends and tells so", async (context) => {
    const ofMembers = both(all, rightsTo.share);
    const { operator, service, grant } = await rightsScene(nats(), context, ofMembers);
    const options = { partitions: 2, leaseMs: 2_000 };
    await operator(options);
    const reader = await service(options);
    const { closed } = await reader.subscribe({ group: "g", addresses: [address] }, async () => undefined);

    await grant({ ...ofMembers, publish: without(ofMembers, "$KV.concordat-leases.>").publish });
    await expect(closed).rejects.toMatchObject(
      forbidden(/writing to the key-value bucket concordat-leases: .*Publish to "\$KV\./),
    );
  });

  test("health and lag tell that the state of a group may not be asked for", async (context) => {
    const { operator, service, grant } = await rightsScene(nats(), context, all);
    await operator();
    const transport = await service();
    await transport.subscribe({ group: "g", addresses: [address] }, async () => undefined);

    await grant(without(all, "$JS.API.CONSUMER.INFO.ORDERS.*"));
    expect(await transport.health()).toMatchObject({
      status: "degraded",
      message: expect.stringMatching(/denies this user a right: asking JetStream for CONSUMER.INFO.ORDERS/),
    });
    await expect(transport.lag()).rejects.toMatchObject(forbidden(/CONSUMER.INFO.ORDERS/));
  });
});
