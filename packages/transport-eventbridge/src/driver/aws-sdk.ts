import { Agent } from "node:https";
import { loadClient, tlsOptionsOf } from "@concordat/runtime/transport";
import type { EventBridgeSettings } from "../settings.ts";
import { transport } from "../transport-name.ts";
import type { EventBridgeDriver } from "./driver.ts";

type AwsKeys = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
};

/** What the clients of the AWS SDK take as credentials, without naming their types: who imports this need not have them. */
export type AwsCredentials = AwsKeys | ((properties?: Record<string, unknown>) => Promise<AwsKeys>);

/** The AWS SDK for JavaScript, version 3. */
export async function createAwsSdkDriver(
  settings: EventBridgeSettings,
  credentials: AwsCredentials | undefined,
): Promise<EventBridgeDriver> {
  const events = await loadClient(
    transport,
    "@aws-sdk/client-eventbridge",
    () => import("@aws-sdk/client-eventbridge"),
  );
  const queues = await loadClient(transport, "@aws-sdk/client-sqs", () => import("@aws-sdk/client-sqs"));
  const { bus: EventBusName, endpoint, queueEndpoint = endpoint, maxAttempts } = settings;
  const tls = tlsOptionsOf(transport, settings);
  /** Requests for messages hold a connection each for as long as they wait, however many addresses are read. */
  const requestHandler = () => ({
    connectionTimeout: settings.connectTimeoutMs,
    httpAgent: { keepAlive: true, maxSockets: Number.POSITIVE_INFINITY },
    httpsAgent: new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, ...tls }),
  });
  const shared = {
    ...(settings.region !== undefined && { region: settings.region }),
    ...(settings.profile !== undefined && { profile: settings.profile }),
    // A copy: the library writes into what it is given.
    ...(credentials !== undefined && {
      credentials: typeof credentials === "function" ? credentials : { ...credentials },
    }),
  };
  const at = (url: string | undefined) => (url === undefined ? {} : { endpoint: url });
  const client = new events.EventBridgeClient({
    ...shared,
    ...at(endpoint),
    maxAttempts,
    requestHandler: requestHandler(),
  });
  // A second attempt of the library would be a second message, and nobody would know.
  const putter = new events.EventBridgeClient({
    ...shared,
    ...at(endpoint),
    credentials: client.config.credentials,
    maxAttempts: 1,
    requestHandler: requestHandler(),
  });
  const sqs = new queues.SQSClient({
    ...shared,
    ...at(queueEndpoint),
    credentials: client.config.credentials,
    maxAttempts,
    requestHandler: requestHandler(),
    useQueueUrlAsEndpoint: queueEndpoint === undefined,
  });
  let host: string | undefined;
  for (const each of [client, putter])
    each.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        host = (args.request as { hostname?: string }).hostname;
        return answer;
      },
      { step: "finalizeRequest", name: "concordatHost" },
    );
  const limit = () => ({ abortSignal: AbortSignal.timeout(settings.requestTimeoutMs) });
  const within = (signal: AbortSignal | undefined) =>
    signal === undefined ? limit() : { abortSignal: signal };

  return {
    get host() {
      return host;
    },

    async putEvents(entries, signal) {
      const command = new events.PutEventsCommand({ Entries: [...entries] });
      const { Entries = [] } = await putter.send(command, { abortSignal: signal });
      return entries.map((_, index) => {
        const {
          EventId,
          ErrorCode = "NoAnswer",
          ErrorMessage = "there is no result for it",
        } = Entries[index] ?? {};
        return EventId === undefined ? { code: ErrorCode, trouble: ErrorMessage } : { id: EventId };
      });
    },

    findBus: (signal) =>
      unlessMissing(async () => {
        const command = new events.DescribeEventBusCommand({ Name: EventBusName });
        const { Arn = "" } = await client.send(command, within(signal));
        return { arn: Arn };
      }),

    async createBus() {
      try {
        await client.send(new events.CreateEventBusCommand({ Name: EventBusName }), limit());
      } catch (error) {
        // Somebody else was a moment faster.
        if (nameOf(error) !== "ResourceAlreadyExistsException") throw error;
      }
    },

    findRule: (name) =>
      unlessMissing(async () => {
        const rule = await client.send(new events.DescribeRuleCommand({ Name: name, EventBusName }), limit());
        const { Targets = [] } = await client.send(
          new events.ListTargetsByRuleCommand({ Rule: name, EventBusName }),
          limit(),
        );
        return {
          arn: rule.Arn ?? "",
          pattern: rule.EventPattern ?? "",
          isEnabled: rule.State !== "DISABLED",
          targetArns: Targets.map(({ Arn = "" }) => Arn),
        };
      }),

    async createRule(name, EventPattern) {
      const command = new events.PutRuleCommand({ Name: name, EventBusName, EventPattern });
      const { RuleArn = "" } = await client.send(command, limit());
      return RuleArn;
    },

    async aimRule(name, targetArn) {
      const Targets = [{ Id: "queue", Arn: targetArn }];
      const command = new events.PutTargetsCommand({ Rule: name, EventBusName, Targets });
      const { FailedEntries = [] } = await client.send(command, limit());
      const [failed] = FailedEntries;
      if (failed !== undefined) throw new Error(`${failed.ErrorCode}: ${failed.ErrorMessage}`);
    },

    findQueue: (name) =>
      unlessMissing(async () => {
        const { QueueUrl: url = "" } = await sqs.send(
          new queues.GetQueueUrlCommand({ QueueName: name }),
          limit(),
        );
        const { Attributes = {} } = await sqs.send(
          new queues.GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["QueueArn", "Policy"] }),
          limit(),
        );
        return { url, arn: Attributes.QueueArn ?? "", policy: Attributes.Policy ?? "" };
      }),

    async createQueue(name, Attributes) {
      const command = new queues.CreateQueueCommand({ QueueName: name, Attributes });
      const { QueueUrl = "" } = await sqs.send(command, limit());
      return QueueUrl;
    },

    async receive(QueueUrl, { count, waitSeconds, visibilitySeconds }, signal) {
      const command = new queues.ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: count,
        WaitTimeSeconds: waitSeconds,
        VisibilityTimeout: visibilitySeconds,
        MessageSystemAttributeNames: ["ApproximateReceiveCount"],
      });
      const { Messages = [] } = await sqs.send(command, { abortSignal: signal });
      return Messages.map(({ MessageId = "", Body = "", ReceiptHandle = "", Attributes = {} }) => ({
        id: MessageId,
        body: Body,
        handle: ReceiptHandle,
        receiveCount: Number(Attributes.ApproximateReceiveCount ?? 1),
      }));
    },

    async deleteMessages(QueueUrl, handles) {
      const Entries = handles.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle }));
      const command = new queues.DeleteMessageBatchCommand({ QueueUrl, Entries });
      const { Failed = [] } = await sqs.send(command, limit());
      return Failed.map(({ Id }) => Number(Id));
    },

    async hideMessages(QueueUrl, handles, VisibilityTimeout) {
      const Entries = handles.map((ReceiptHandle, index) => ({
        Id: String(index),
        ReceiptHandle,
        VisibilityTimeout,
      }));
      const command = new queues.ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries });
      const { Failed = [] } = await sqs.send(command, limit());
      return Failed.map(({ Id }) => Number(Id));
    },

    async depthOf(QueueUrl, signal) {
      const command = new queues.GetQueueAttributesCommand({
        QueueUrl,
        AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
      });
      const { Attributes = {} } = await sqs.send(command, { abortSignal: signal });
      return {
        waiting: Number(Attributes.ApproximateNumberOfMessages ?? 0),
        inHands: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
      };
    },

    close() {
      for (const each of [client, putter, sqs]) each.destroy();
    },
  };
}

/** AWS has a name of its own for it in each service. */
const missing: ReadonlySet<string> = new Set([
  "ResourceNotFoundException",
  "QueueDoesNotExist",
  "AWS.SimpleQueueService.NonExistentQueue",
]);

async function unlessMissing<Found>(look: () => Promise<Found>): Promise<Found | undefined> {
  try {
    return await look();
  } catch (error) {
    if (missing.has(nameOf(error))) return undefined;
    throw error;
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "";
}
