/** An entry of PutEvents, as AWS takes it. */
export type PutEntry = {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  readonly Time?: Date;
  readonly TraceHeader?: string;
};

/** What AWS says of one entry. */
export type PutResult =
  | { readonly id: string }
  | { readonly id?: undefined; readonly code: string; readonly trouble: string };

/** A message of a queue, in the hands of whoever received it. */
export type ReceivedMessage = {
  readonly id: string;
  readonly body: string;
  /** Settles it; another one each time it is received. */
  readonly handle: string;
  /** This time included. */
  readonly receiveCount: number;
};

export type RuleFacts = {
  readonly arn: string;
  readonly pattern: string;
  readonly isEnabled: boolean;
  readonly targetArns: readonly string[];
};

export type QueueFacts = { readonly url: string; readonly arn: string; readonly policy: string };

export type QueueDepth = { readonly waiting: number; readonly inHands: number };

export type ReceiveOptions = {
  readonly count: number;
  readonly waitSeconds: number;
  readonly visibilitySeconds: number;
};

/**
 * What a client library has to do for this transport, and nothing else: one request each, no retries of PutEvents, no decisions.
 *
 * What is looked for and is not there is `undefined`. Everything else that fails rejects with the error of the library, as it is; a
 * request ends when its signal is aborted.
 */
export type EventBridgeDriver = {
  /** The host that answered last, once one did. */
  readonly host: string | undefined;
  /** Ten entries at most. A result for each, in their order. */
  putEvents(entries: readonly PutEntry[], signal: AbortSignal): Promise<readonly PutResult[]>;
  findBus(signal?: AbortSignal): Promise<{ readonly arn: string } | undefined>;
  createBus(): Promise<void>;
  findRule(name: string): Promise<RuleFacts | undefined>;
  /** Answers its ARN. */
  createRule(name: string, pattern: string): Promise<string>;
  aimRule(name: string, targetArn: string): Promise<void>;
  findQueue(name: string): Promise<QueueFacts | undefined>;
  /** Answers its URL. */
  createQueue(name: string, attributes: Readonly<Record<string, string>>): Promise<string>;
  receive(
    queueUrl: string,
    options: ReceiveOptions,
    signal: AbortSignal,
  ): Promise<readonly ReceivedMessage[]>;
  /** Ten at most. Answers the places in the list that failed. */
  deleteMessages(queueUrl: string, handles: readonly string[]): Promise<readonly number[]>;
  /** The same. With 0 seconds they are anybody's again. */
  hideMessages(queueUrl: string, handles: readonly string[], seconds: number): Promise<readonly number[]>;
  depthOf(queueUrl: string, signal: AbortSignal): Promise<QueueDepth>;
  close(): void;
};

/** The most that PutEvents, ReceiveMessage and the batches of SQS take. */
export const requestMessages = 10;
