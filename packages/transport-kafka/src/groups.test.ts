import type { CloudEvent } from "@concordat/cloudevents";
import {
  createBus,
  type Delivery,
  deadLetterAddress,
  noRetry,
  type OutgoingMessage,
  type Subscription,
  type Transport,
} from "@concordat/runtime";
import { describeWithService } from "@concordat/test-services/vitest";
import { expect, test } from "vitest";
import { createTopic, plainClient, read } from "./testing/plain-client.ts";
import { reading, scene } from "./testing/scene.ts";

const timeout = 240_000;

function eventOf(id: string): CloudEvent {
  return { specversion: "1.0", id, source: "/orders", type: "com.example.happened", data: { id } };
}

function messages(address: string, ids: readonly string[], key?: string): OutgoingMessage[] {
  return ids.map((id) => ({ address, event: eventOf(id), ...(key === undefined ? {} : { key }) }));
}

function idsOf(deliveries: readonly Delivery[]): (string | undefined)[] {
  return deliveries.map(({ content }) => content.event?.id);
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}

async function unreadOf(transport: Transport): Promise<number> {
  const lags = (await transport.lag?.()) ?? [];
  return lags.reduce((sum, { unread }) => sum + unread, 0);
}

describeWithService("kafka", (kafka) => {
  test("one message that hangs holds back no other, and the place of the group stays before it", {
    timeout,
  }, async () => {
    const { name, open, brokers } = scene(kafka());
    const address = await createTopic(brokers, name("hangs"), { partitions: 1 });
    const [transport, group] = [await open(), name("g")];
    const came: string[] = [];
    const hanging = await transport.subscribe({ group, addresses: [address] }, async ({ content }) => {
      const id = content.event?.id as string;
      came.push(id);
      if (id === "2") await new Promise(() => undefined);
    });
    await transport.publish(["1", "2", "3", "4"].map((id) => ({ address, key: id, event: eventOf(id) })));
    await until(() => came.length === 4);
    await until(async () => (await unreadOf(transport)) === 3);
    await hanging.close({ graceMs: 0 });

    const next = await reading(transport, { group, addresses: [address] });
    await next.until(3);

    expect(idsOf(next.deliveries)).toEqual(["2", "3", "4"]);
  });

  test("a group has its place at partitions from which nothing was read", { timeout }, async () => {
    const { name, open } = scene(kafka());
    const [transport, address, group] = [await open(), name("place"), name("g")];
    await transport.publish(messages(address, ["before"]));
    const first = await reading(transport, { group, addresses: [address] });
    await first.subscription.close();
    await transport.publish(
      ["1", "2", "3", "4", "5", "6"].map((id) => ({ address, key: id, event: eventOf(id) })),
    );

    const next = await reading(transport, { group, addresses: [address] });
    await next.until(6);

    expect(idsOf(first.deliveries)).toEqual([]);
    expect(idsOf(next.deliveries).sort()).toEqual(["1", "2", "3", "4", "5", "6"]);
  });

  test("a partition that goes to another member goes when what is being handled is handled", {
    timeout,
  }, async () => {
    const { name, open, brokers } = scene(kafka());
    const address = await createTopic(brokers, name("handover"), { partitions: 2 });
    const [transport, group] = [await open(), name("g")];
    const gate = Promise.withResolvers<void>();
    const came: { readonly member: number; readonly id: string }[] = [];
    const member = (number: number) =>
      transport.subscribe(
        { group, addresses: [address], order: "none", maxInFlight: 1_000 },
        async ({ content }) => {
          came.push({ member: number, id: content.event?.id as string });
          await gate.promise;
        },
      );
    await member(1);
    const ids = Array.from({ length: 12 }, (_, number) => String(number));
    await transport.publish(ids.map((id) => ({ address, key: id, event: eventOf(id) })));
    await until(() => came.length === ids.length);
    let isJoined = false;
    const joining = member(2).then(() => {
      isJoined = true;
    });
    // Time in which one that does not wait would have got it, and the messages again.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(isJoined).toBe(false);
    gate.resolve();
    await joining;
    const more = ids.map((id) => `${id} more`);
    await transport.publish(more.map((id) => ({ address, key: id, event: eventOf(id) })));
    await until(() => came.length >= ids.length + more.length);

    expect(came.map(({ id }) => id).sort()).toEqual([...ids, ...more].sort());
    expect(new Set(came.map((each) => each.member))).toEqual(new Set([1, 2]));
  });

  test("what a member has in its hands when it closes comes to the others, in its order", {
    timeout,
  }, async () => {
    const { name, open } = scene(kafka());
    const [address, group] = [name("gone"), name("g")];
    const [silent, other] = [await open(), await open()];
    let isHung = false;
    const first = await silent.subscribe({ group, addresses: [address] }, async () => {
      isHung = true;
      await new Promise(() => undefined);
    });
    await silent.publish(messages(address, ["1", "2", "3"], "k"));
    await until(() => isHung);
    const rest = await reading(other, { group, addresses: [address] });
    await first.close({ graceMs: 0 });
    await rest.until(3);

    expect(idsOf(rest.deliveries)).toEqual(["1", "2", "3"]);
  });

  test("how far a group is behind is told by address, whoever reads it", { timeout }, async () => {
    const { name, open } = scene(kafka());
    const [transport, one, other, group] = [await open(), name("one"), name("other"), name("g")];
    const gate = Promise.withResolvers<void>();
    await transport.subscribe({ group, addresses: [one, other] }, () => gate.promise);
    await transport.publish([...messages(one, ["1", "2", "3"]), ...messages(other, ["4"])]);

    const lags = (await transport.lag?.()) ?? [];
    expect(lags.toSorted((a, b) => b.unread - a.unread)).toEqual([
      { group, address: one, unread: 3 },
      { group, address: other, unread: 1 },
    ]);
    gate.resolve();
    await until(async () => (await unreadOf(transport)) === 0);
  });

  test("dead letters go to a topic next door, with their story, and any client can read them", {
    timeout,
  }, async () => {
    const { name, open, brokers } = scene(kafka());
    const [transport, address, group] = [await open(), name("dead"), name("g")];
    const sink = deadLetterAddress({
      publish: (letters) => transport.publish(letters),
      addressOf: (entry) => `${entry.address}.dlq`,
    });
    const bus = createBus({ source: "/orders", transport, addressOf: () => address, deadLetters: sink });
    await bus.consume(
      group,
      {
        "com.example.happened": () => {
          throw new RangeError("planned: größer als erlaubt");
        },
      },
      { retry: noRetry },
    );
    await transport.publish([{ address, key: "k", event: eventOf("poison"), headers: { note: "ü" } }]);

    await until(async () => (await plainTopics(brokers)).includes(`${address}.dlq`));
    const [letter] = await read(brokers, `${address}.dlq`, 1);
    await bus.close();

    expect(letter).toMatchObject({
      key: "k",
      value: '{"id":"poison"}',
      headers: {
        ce_id: "poison",
        note: "ü",
        "dead-letter-message": "planned: größer als erlaubt",
        "dead-letter-address": address,
        "dead-letter-group": group,
      },
    });
  });

  test("new partitions of a topic are read as well", { timeout }, async () => {
    const { name, open, brokers } = scene(kafka());
    const address = await createTopic(brokers, name("grows"), { partitions: 1 });
    const [transport, group] = [await open(), name("g")];
    const reader = await reading(transport, { group, addresses: [address], from: "start" });
    const admin = plainClient(brokers).admin();
    await admin.connect();
    await admin.createPartitions({ topicPartitions: [{ topic: address, count: 2 }] });
    await admin.disconnect();

    // Whoever joins has the group look at its topics.
    const joined: Subscription = (await reading(transport, { group, addresses: [address], from: "start" }))
      .subscription;
    await joined.close();
    const later = await open();
    await later.publish(
      Array.from({ length: 10 }, (_, n) => ({ address, key: `key ${n}`, event: eventOf(`${n}`) })),
    );
    await reader.until(8);
    expect(new Set(reader.deliveries.map(({ position }) => position.split("/")[0]))).toEqual(
      new Set(["0", "1"]),
    );
  });
});

async function plainTopics(brokers: readonly string[]): Promise<readonly string[]> {
  const admin = plainClient(brokers).admin();
  await admin.connect();
  const topics = await admin.listTopics();
  await admin.disconnect();
  return topics;
}
