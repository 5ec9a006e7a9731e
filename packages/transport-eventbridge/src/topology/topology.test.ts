import {
  DescribeRuleCommand,
  DisableRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import {
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { describeWithService } from "@concordat/test-services/vitest";
import { afterEach, beforeEach, expect, test } from "vitest";
import { collector, messageOf, type OnEmulator, onEmulator } from "../testing/on-emulator.ts";
import { createRecordingLogger } from "../testing/recording-logger.ts";

const name = "concordat_billing_orders";
const asked = { group: "billing", addresses: ["orders"] };
const nothing = async () => undefined;

describeWithService("moto", (moto) => {
  let emulator: OnEmulator;
  const events = () => new EventBridgeClient(moto().clientOptions);
  const queues = () => new SQSClient(moto().clientOptions);

  beforeEach(() => {
    emulator = onEmulator(moto());
  });
  afterEach(() => emulator.end());

  test("a bus that is not there is told, and not created", async () => {
    await expect(emulator.open({ provision: "check" })).rejects.toMatchObject({
      code: "TOPOLOGY_MISSING",
      message: `the event bus "${emulator.bus}" is not there, which every address needs, and the transport "eventbridge" was told to create nothing`,
    });
    await expect(emulator.open({ provision: "check" })).rejects.toMatchObject({ code: "TOPOLOGY_MISSING" });
  });

  test("what is told to create creates bus, rule and queue, says so, and does it once", async () => {
    const [told, toldAgain] = [createRecordingLogger(), createRecordingLogger()];
    const one = await emulator.open({ namePrefix: prefixed(), logger: told.logger });
    const other = await emulator.open({ namePrefix: prefixed(), logger: toldAgain.logger });
    const { came, handler } = collector();
    const first = await one.subscribe(asked, handler);
    const second = await other.subscribe(asked, handler);

    await one.publish([messageOf("1")]);
    await expect.poll(() => came.length).toBe(1);

    await Promise.all([first.close(), second.close()]);
    const created = ({ lines }: typeof told) => lines.filter(({ level }) => level === "info");
    expect(created(told).map(({ message }) => message)).toEqual([
      "created an event bus",
      "created the place of a group",
    ]);
    expect(created(toldAgain)).toEqual([]);
  });

  test("what was created by one that may is enough for one that may only look", async () => {
    const prefix = prefixed();
    const creator = await emulator.open({ namePrefix: prefix });
    await (await creator.subscribe(asked, nothing)).close();
    const looker = await emulator.open({ namePrefix: prefix, provision: "check" });
    const { came, handler } = collector();
    await looker.subscribe(asked, handler);

    await looker.publish([messageOf("1")]);

    await expect.poll(() => came.length).toBe(1);
  });

  test("a queue that was created takes what EventBridge sends by this rule, and keeps it", async () => {
    const transport = await emulator.open({ namePrefix: prefixed(), "queue.retentionSeconds": 600 });
    await transport.subscribe(asked, nothing);

    const QueueName = placed();
    const { QueueUrl } = await queues().send(new GetQueueUrlCommand({ QueueName }));
    const { Attributes = {} } = await queues().send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
    );
    const rule = await events().send(
      new DescribeRuleCommand({ Name: QueueName, EventBusName: emulator.bus }),
    );
    expect(Attributes).toMatchObject({ MessageRetentionPeriod: "600", MaximumMessageSize: "1048576" });
    expect(JSON.parse(Attributes.Policy ?? "").Statement[0]).toMatchObject({
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Condition: { ArnEquals: { "aws:SourceArn": rule.Arn } },
    });
  });

  test.each([
    [
      "the rule",
      async () => undefined,
      { code: "TOPOLOGY_MISSING", message: /^the rule \S+ on the bus \S+ is not there, which orders needs/ },
    ],
    [
      "the queue",
      async (client: SQSClient) => {
        const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: placed() }));
        await client.send(new DeleteQueueCommand({ QueueUrl }));
      },
      { code: "TOPOLOGY_MISSING", message: /^the queue \S+ is not there/ },
    ],
    [
      "the target",
      async () => {
        const target = { Rule: placed(), EventBusName: emulator.bus, Ids: ["queue"] };
        await events().send(new RemoveTargetsCommand(target));
      },
      {
        code: "TOPOLOGY_MISSING",
        message: /^the queue \S+ as a target of the rule of that name is not there/,
      },
    ],
    [
      "a rule that is switched on",
      async () => {
        await events().send(new DisableRuleCommand({ Name: placed(), EventBusName: emulator.bus }));
      },
      { code: "TOPOLOGY_MISMATCH", message: /has State DISABLED, .* wants ENABLED$/ },
    ],
    [
      "a rule that matches the address",
      async () => {
        const EventPattern = '{"source":["shop"]}';
        await events().send(new PutRuleCommand({ Name: placed(), EventBusName: emulator.bus, EventPattern }));
      },
      { code: "TOPOLOGY_MISMATCH", message: /has EventPattern \{"source":\["shop"\]\}, .* wants \{"detail"/ },
    ],
  ])("where %s is missing, that is told", async (what, remove, told) => {
    const creator = await emulator.open({ namePrefix: prefixed() });
    if (what !== "the rule") await (await creator.subscribe(asked, nothing)).close();
    await remove(queues());
    const looker = await emulator.open({ namePrefix: prefixed(), provision: "check" });

    const refused = looker.subscribe(asked, nothing);

    await expect(refused).rejects.toMatchObject({
      code: told.code,
      message: expect.stringMatching(told.message),
    });
  });

  test("a rule that matches something else is told by who may create, too, and left as it is", async () => {
    const transport = await emulator.open({ namePrefix: prefixed() });
    const rule = { Name: placed(), EventBusName: emulator.bus };
    await events().send(new PutRuleCommand({ ...rule, EventPattern: '{"source":["shop"]}' }));

    await expect(transport.subscribe(asked, nothing)).rejects.toMatchObject({ code: "TOPOLOGY_MISMATCH" });

    expect((await events().send(new DescribeRuleCommand(rule))).EventPattern).toBe('{"source":["shop"]}');
  });

  test("to begin at the start is refused: nothing is replayed", async () => {
    const transport = await emulator.open();

    await expect(transport.subscribe({ ...asked, from: "start" }, nothing)).rejects.toMatchObject({
      code: "SUBSCRIBE_OPTION",
    });
  });

  /** Queues are not those of a bus, so their names have to be this test's own. */
  function prefixed(): string {
    return emulator.bus.replaceAll("_", "-");
  }

  function placed(): string {
    return name.replace("concordat", prefixed());
  }
});
