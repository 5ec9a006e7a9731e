import type { CloudEvent } from "@concordat/cloudevents";
import { describeWithService } from "@concordat/test-services/vitest";
import { expect, test } from "vitest";
import { reading, scene } from "./testing/scene.ts";

const timeout = 240_000;
const driver = "kafkajs";

function eventOf(id: string): CloudEvent {
  return { specversion: "1.0", id, source: "/orders", type: "t", data: { größe: id } };
}

describeWithService("kafka", (kafka) => {
  test("over kafkajs: stored, read in order, tried again, and the place of the group stays", {
    timeout,
  }, async () => {
    const { name, open } = scene(kafka());
    const [transport, address, group] = [await open({ driver }), name("kafkajs"), name("g")];
    const ids = Array.from({ length: 60 }, (_, number) => String(number));
    const came: string[] = [];
    let failures = 0;
    const subscription = await transport.subscribe(
      { group, addresses: [address] },
      async ({ content, attempt }) => {
        const id = content.event?.id as string;
        if (attempt === 1 && Number(id) % 10 === 0) {
          failures += 1;
          throw new Error("planned: not yet");
        }
        came.push(id);
      },
    );
    const results = await transport.publish(
      ids.map((id) => ({ address, key: `k${Number(id) % 3}`, event: eventOf(id), headers: { note: "ü" } })),
    );
    while (came.length < 60) await new Promise((resolve) => setTimeout(resolve, 10));
    await subscription.close();
    await transport.publish([{ address, key: "k", event: eventOf("after") }]);
    const next = await reading(transport, { group, addresses: [address] });
    await next.until(1);

    expect(results.every(({ status }) => status === "stored")).toBe(true);
    expect(failures).toBe(6);
    for (const key of [0, 1, 2])
      expect(came.filter((id) => Number(id) % 3 === key)).toEqual(ids.filter((id) => Number(id) % 3 === key));
    expect(next.deliveries.map(({ content }) => content.event?.id)).toEqual(["after"]);
    expect(await transport.health()).toMatchObject({ status: "healthy", details: { client: "kafkajs" } });
    while ((await transport.lag?.())?.some(({ unread }) => unread > 0))
      await new Promise((r) => setTimeout(r, 20));
  });

  test("what one client wrote the other reads the same, and their keys go to the same partitions", {
    timeout,
  }, async () => {
    const { name, open } = scene(kafka());
    const [ours, theirs, address] = [await open(), await open({ driver }), name("both")];
    const readers = [
      await reading(ours, { group: name("g"), addresses: [address] }),
      await reading(theirs, { group: name("g"), addresses: [address] }),
    ];
    const messages = Array.from({ length: 10 }, (_, number) => ({
      address,
      key: `k${number}`,
      event: eventOf("e"),
    }));
    for (const transport of [ours, theirs]) await transport.publish(messages);
    for (const reader of readers) await reader.until(20);

    const [one, other] = readers.map(({ deliveries }) =>
      deliveries
        .map(({ key, position, content, headers, raw }) => ({ key, position, content, headers, raw }))
        .sort((a, b) => a.position.localeCompare(b.position)),
    );
    expect(one).toEqual(other);
    for (const { key } of messages)
      expect(
        new Set(one?.filter((each) => each.key === key).map(({ position }) => position.split("/")[0])).size,
      ).toBe(1);
  });

  test("a topic that is not there is told, and a message that is too large is refused alone", {
    timeout,
  }, async () => {
    const { name, open } = scene(kafka());
    const transport = await open({ driver, provision: "check" });
    expect(await transport.publish([{ address: name("missing"), event: eventOf("1") }])).toMatchObject([
      { status: "refused", error: { code: "TOPOLOGY_MISSING" } },
    ]);

    const address = name("small");
    const creating = await open({
      driver,
      topics: { config: { "max.message.bytes": 4_000 }, partitions: 1 },
    });
    const sized = (letters: number) => ({ address, event: { ...eventOf("1"), data: "x".repeat(letters) } });
    const results = await creating.publish([sized(1_000), sized(9_000), sized(1_000)]);
    expect(results.map(({ status }) => status)).toEqual(["stored", "refused", "stored"]);
  });
});
