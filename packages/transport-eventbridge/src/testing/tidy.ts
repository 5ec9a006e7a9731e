import {
  DeleteEventBusCommand,
  DeleteRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { DeleteQueueCommand, GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";

export type EmulatorOptions = {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
};

/** Removes the rules of a bus and the queues of the same names: each event is held against every rule there is. */
export async function removePlaces(clientOptions: EmulatorOptions, EventBusName: string): Promise<void> {
  const events = new EventBridgeClient(clientOptions);
  const queues = new SQSClient(clientOptions);
  const { Rules = [] } = await events.send(new ListRulesCommand({ EventBusName }));
  for (const { Name = "" } of Rules) {
    const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: Name, EventBusName }));
    const Ids = Targets.map(({ Id = "" }) => Id);
    if (Ids.length > 0) await events.send(new RemoveTargetsCommand({ Rule: Name, EventBusName, Ids }));
    await events.send(new DeleteRuleCommand({ Name, EventBusName }));
    try {
      const { QueueUrl } = await queues.send(new GetQueueUrlCommand({ QueueName: Name }));
      await queues.send(new DeleteQueueCommand({ QueueUrl }));
    } catch (error) {
      if ((error as Error).name !== "QueueDoesNotExist") throw error;
    }
  }
  events.destroy();
  queues.destroy();
}

export async function removeBus(clientOptions: EmulatorOptions, Name: string): Promise<void> {
  const events = new EventBridgeClient(clientOptions);
  try {
    await removePlaces(clientOptions, Name);
    await events.send(new DeleteEventBusCommand({ Name }));
  } catch (error) {
    // A test that never made it has nothing to remove.
    if ((error as Error).name !== "ResourceNotFoundException") throw error;
  } finally {
    events.destroy();
  }
}
