import {
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { describeWithService } from "@concordat/test-services/vitest";
import { afterEach, beforeEach, expect, test } from "vitest";
import { collector, idOf, messageOf, type OnEmulator, onEmulator } from "./testing/on-emulator.ts";

/** The other side here is the AWS SDK alone: it knows EventBridge and SQS, and nothing of this transport. */
describeWithService("moto", (moto) => {
  let emulator: OnEmulator;
  const prefix = () => emulator.bus.replaceAll("_", "-");

  beforeEach(() => {
    emulator = onEmulator(moto());
  });
  afterEach(() => emulator.end());

  test("whoever has a rule for the type finds a standard event in the detail", async () => {
    const { clientOptions, uniqueName } = moto();
    const transport = await emulator.open();
    const [events, queues] = [new EventBridgeClient(clientOptions), new SQSClient(clientOptions)];
    const { QueueUrl } = await queues.send(new CreateQueueCommand({ QueueName: uniqueName("theirs") }));
    const { Attributes } = await queues.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }),
    );
    const rule = { Name: uniqueName("theirs"), EventBusName: emulator.bus };
    const EventPattern = JSON.stringify({
      source: [{ prefix: "shop." }],
      "detail-type": ["Order Placed"],
      detail: { cloudEvents: { type: ["com.example.order.placed"] } },
    });
    await events.send(new PutRuleCommand({ ...rule, EventPattern }));
    const Targets = [{ Id: "theirs", Arn: Attributes?.QueueArn }];
    await events.send(new PutTargetsCommand({ Rule: rule.Name, EventBusName: rule.EventBusName, Targets }));

    const message = messageOf("e-1", { key: "customer 7" });
    await transport.publish([message]);
    const { Messages = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }));
    await queues.send(new DeleteQueueCommand({ QueueUrl }));

    expect(JSON.parse(Messages[0]?.Body ?? "")).toMatchObject({
      source: "shop.eu",
      "detail-type": "Order Placed",
      detail: {
        cloudEvents: "event" in message ? message.event : undefined,
        eventBridgeMetadata: { address: "orders", key: "customer 7", event_bus_name: emulator.bus },
      },
    });
  });

  const event = {
    specversion: "1.0",
    id: "theirs-1",
    source: "/oms/main",
    type: "com.foundry.oms.objecttype.created",
    partition: "p-1",
    data: { name: "User" },
  };
  const put = async (detail: object) => {
    const client = new EventBridgeClient(moto().clientOptions);
    const entry = {
      EventBusName: emulator.bus,
      Source: "oms.main",
      DetailType: "Objecttype Created",
      Detail: JSON.stringify(detail),
    };
    await client.send(new PutEventsCommand({ Entries: [entry] }));
  };

  test("what others put on the bus belongs to the address whose pattern it matches", async () => {
    const patterns = { ontology: { source: [{ prefix: "oms." }], "detail-type": ["Objecttype Created"] } };
    const transport = await emulator.open({ namePrefix: prefix(), patterns });
    const { came, handler } = collector();
    await transport.subscribe({ group: "billing", addresses: ["ontology"] }, handler);

    await put({ cloudEvents: event, omsContext: {}, eventBridgeMetadata: { original_source: "/oms/main" } });
    await expect.poll(() => came.length).toBe(1);

    expect(came[0]).toMatchObject({ address: "ontology", key: "p-1", attempt: 1, content: { event } });
  });

  test("what was published for another address does not come there, though it matches the pattern", async () => {
    const patterns = { ontology: { source: [{ prefix: "shop." }] } };
    const transport = await emulator.open({ namePrefix: prefix(), patterns });
    const { ids, handler } = collector();
    const orders = collector();
    await transport.subscribe({ group: "billing", addresses: ["ontology"] }, handler);
    await transport.subscribe({ group: "billing", addresses: ["orders"] }, orders.handler);

    const [first] = [messageOf("for orders")];
    await transport.publish([first]);
    await expect.poll(() => orders.came.map(idOf)).toEqual(["for orders"]);
    await transport.publish([{ ...messageOf("for the ontology"), address: "ontology" }]);
    await expect.poll(ids).toEqual(["for the ontology"]);
  });

  test("whoever knows the address can publish to it without this transport", async () => {
    const transport = await emulator.open({ namePrefix: prefix() });
    const { came, handler } = collector();
    await transport.subscribe({ group: "billing", addresses: ["orders"] }, handler);

    const headers = { note: "größe" };
    await put({ cloudEvents: event, eventBridgeMetadata: { address: "orders", key: "k", headers } });
    await expect.poll(() => came.length).toBe(1);

    expect(came[0]).toMatchObject({ key: "k", headers, content: { event } });
  });

  test("what is no event is delivered with what is wrong, so that it can become a dead letter", async () => {
    const transport = await emulator.open({ namePrefix: prefix() });
    const { came, handler } = collector();
    await transport.subscribe({ group: "billing", addresses: ["orders"] }, handler);

    await put({ cloudEvents: { id: "half an event" }, eventBridgeMetadata: { address: "orders" } });
    await expect.poll(() => came.length).toBe(1);

    expect(came[0]?.content).toMatchObject({ event: undefined });
    expect(Buffer.from(came[0]?.raw.body ?? []).toString()).toBe('{"id":"half an event"}');
  });
});
