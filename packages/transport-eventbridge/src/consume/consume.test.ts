import {
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { describeWithService } from "@concordat/test-services/vitest";
import { afterEach, beforeEach, expect, test } from "vitest";
import { collector, idOf, messageOf, type OnEmulator, onEmulator } from "../testing/on-emulator.ts";
import { createRecordingLogger } from "../testing/recording-logger.ts";

describeWithService("moto", (moto) => {
  let emulator: OnEmulator;
  const asked = { group: "billing", addresses: ["orders"] };
  const prefix = () => emulator.bus.replaceAll("_", "-");
  const open = (more = {}) => emulator.open({ namePrefix: prefix(), ...more });

  beforeEach(() => {
    emulator = onEmulator(moto());
  });
  afterEach(() => emulator.end());

  async function queueFacts() {
    const client = new SQSClient(moto().clientOptions);
    const QueueName = `${prefix()}_billing_orders`;
    const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName }));
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
    );
    const { ApproximateNumberOfMessages: waiting, ApproximateNumberOfMessagesNotVisible: inHands } =
      Attributes;
    return { client, QueueUrl, waiting: Number(waiting), inHands: Number(inHands) };
  }

  const everythingIsHandled = async () => {
    const { waiting, inHands } = await queueFacts();
    return waiting + inHands === 0;
  };

  test("what was handled is gone from the queue", async () => {
    const transport = await open();
    const { came, handler } = collector();
    await transport.subscribe(asked, handler);

    await transport.publish(Array.from({ length: 25 }, (_, index) => messageOf(`${index}`)));
    await expect.poll(() => came.length).toBe(25);

    await expect.poll(everythingIsHandled).toBe(true);
  });

  test("what is held longer than SQS hides it stays hidden, and comes to nobody else", async () => {
    const transport = await open();
    const gate = Promise.withResolvers<void>();
    const [one, other] = [collector(), collector()];
    // The shortest time for which a message is hidden. Here it is handed out again each time, and SQS must not do that, too.
    const first = await transport.subscribe({ ...asked, redeliverAfterMs: 10_000 }, async (delivery) => {
      await one.handler(delivery);
      await gate.promise;
    });
    await transport.publish([messageOf("held")]);
    await expect.poll(() => one.came.length).toBe(1);
    await transport.subscribe(asked, other.handler);
    await expect.poll(() => one.came.length).toBe(3);

    gate.resolve();
    await first.close();
    expect(other.came).toEqual([]);
    expect(one.came.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    await expect.poll(everythingIsHandled).toBe(true);
  });

  test("closing gives back at once what was not handled, and the next member gets it", async () => {
    const transport = await open();
    const [hasty, next] = [collector(), collector()];
    const first = await transport.subscribe({ ...asked, redeliverAfterMs: 3_600_000 }, async (delivery) => {
      await hasty.handler(delivery);
      await new Promise(() => undefined);
    });
    await transport.publish(Array.from({ length: 12 }, (_, index) => messageOf(`${index}`)));
    await expect.poll(() => hasty.came.length).toBe(12);

    await first.close({ graceMs: 0 });

    // By itself SQS would show them after a minute.
    const shown = async () => (await queueFacts()).waiting;
    await expect.poll(shown).toBe(12);
    await transport.subscribe(asked, next.handler);
    await expect.poll(() => next.came.length).toBe(12);
    expect(new Set(next.came.map(idOf))).toEqual(new Set(hasty.came.map(idOf)));
    expect(next.came.every(({ attempt }) => attempt >= 2)).toBe(true);
  });

  test("what a member has that nobody hears of any more comes to another, and is no longer its own", async () => {
    const proxy = await moto().through();
    const cut = await open({ endpoint: `http://${proxy.host}:${proxy.port}` });
    const [lost, next] = [collector(), collector()];
    await cut.subscribe({ ...asked, redeliverAfterMs: 10_000 }, async (delivery) => {
      await lost.handler(delivery);
      await new Promise(() => undefined);
    });
    await cut.publish([messageOf("1")]);
    await expect.poll(() => lost.came.length).toBe(1);
    await proxy.cut();

    await (await open()).subscribe(asked, next.handler);

    await expect.poll(() => next.came.map(idOf)).toEqual(["1"]);
    await expect.poll(() => lost.came.every(({ signal }) => signal.aborted)).toBe(true);
    await proxy.restore();
    await proxy.remove();
  });

  test("a queue that is gone for good ends the subscription, and says so", async () => {
    const transport = await open();
    const subscription = await transport.subscribe(asked, collector().handler);
    const { client, QueueUrl } = await queueFacts();
    await client.send(new DeleteQueueCommand({ QueueUrl }));

    await expect(subscription.closed).rejects.toMatchObject({
      code: "TOPOLOGY_MISSING",
      message: expect.stringContaining(`${prefix()}_billing_orders`),
    });
  });

  test("health says how much waits for each group at each address", async () => {
    const transport = await open();
    const subscription = await transport.subscribe(
      { ...asked, maxInFlight: 1 },
      () => new Promise(() => undefined),
    );
    await transport.publish([messageOf("1"), messageOf("2")]);
    await expect.poll(async () => (await queueFacts()).inHands).toBe(2);

    expect(await transport.health()).toMatchObject({
      status: "healthy",
      details: {
        bus: emulator.bus,
        connectedTo: "127.0.0.1",
        queues: [{ group: "billing", address: "orders", waiting: 0, inHands: 2 }],
      },
    });
    expect(await transport.lag?.()).toEqual([{ group: "billing", address: "orders", unread: 2 }]);
    await subscription.close({ graceMs: 0 });
  });

  test("while the network is away it is tried again, told once, and goes on by itself", async () => {
    const proxy = await moto().through();
    const { logger, lines } = createRecordingLogger();
    const transport = await open({ endpoint: `http://${proxy.host}:${proxy.port}`, logger });
    const { ids, handler } = collector();
    await transport.subscribe(asked, handler);
    await proxy.cut();
    const isTold = () => lines.some(({ message }) => message.startsWith("messages cannot be fetched"));
    await expect.poll(isTold).toBe(true);
    await expect.poll(async () => (await transport.health()).status).toBe("unhealthy");

    await proxy.restore();
    await transport.publish([messageOf("after")]);

    await expect.poll(ids).toEqual(["after"]);
    const troubles = lines.filter(({ message }) => message.startsWith("messages cannot be fetched"));
    expect(troubles).toHaveLength(1);
    await proxy.remove();
  });
});
