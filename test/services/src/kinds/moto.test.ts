import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { describeWithService } from "../describe-with-service.ts";

describeWithService("moto", (moto) => {
  test("what is put on a bus reaches the queue behind a rule", { timeout: 60_000 }, async () => {
    const { clientOptions, uniqueName } = moto();
    const bus = uniqueName("bus");
    const events = new EventBridgeClient(clientOptions);
    const queues = new SQSClient(clientOptions);
    const { QueueUrl } = await queues.send(new CreateQueueCommand({ QueueName: uniqueName("queue") }));
    const { Attributes } = await queues.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }),
    );
    await events.send(new CreateEventBusCommand({ Name: bus }));
    const EventPattern = JSON.stringify({ source: ["orders"] });
    await events.send(new PutRuleCommand({ Name: "all", EventBusName: bus, EventPattern }));
    const Targets = [{ Id: "queue", Arn: Attributes?.QueueArn }];
    await events.send(new PutTargetsCommand({ Rule: "all", EventBusName: bus, Targets }));

    const entry = { EventBusName: bus, Source: "orders", DetailType: "placed", Detail: '{"id":1}' };
    const { FailedEntryCount } = await events.send(new PutEventsCommand({ Entries: [entry] }));
    const { Messages } = await queues.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }));

    expect(FailedEntryCount).toBe(0);
    expect(Messages?.map(({ Body }) => JSON.parse(Body ?? "").detail)).toEqual([{ id: 1 }]);
  });
});
