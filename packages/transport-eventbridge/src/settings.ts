import { describeSettings, type SettingsOf, tlsSettings } from "@concordat/runtime/transport";

/** The most that AWS takes, in bytes, at any setting. */
const mebibyte = 1_048_576;

/** For an endpoint of one's own. Whether TLS is spoken at all, its URL says. */
const { "tls.on": _, ...ownTls } = tlsSettings;

/** All that can be set, said once: read from here, checked by it, and listed in docs/reference/transport-eventbridge.md. */
export const eventBridgeSettings = describeSettings("eventbridge", {
  bus: { kind: "text", default: "default", about: "name of the event bus" },
  region: { kind: "text", about: "region of AWS. Default: as the SDK finds it (`AWS_REGION`, profile)" },
  endpoint: {
    kind: "text",
    about: "URL of EventBridge where it is not the one of the region: a VPC endpoint, an emulator",
  },
  queueEndpoint: { kind: "text", about: "the same for SQS. Default: `endpoint`" },
  profile: { kind: "text", about: "profile of the AWS configuration. Default: `AWS_PROFILE`" },
  "credentials.accessKeyId": {
    kind: "text",
    about: "who we are. Default, and better: the SDK's own chain (role, environment, profile)",
  },
  "credentials.secretAccessKey": { kind: "text", isSecret: true, about: "belongs to `accessKeyId`" },
  "credentials.sessionToken": {
    kind: "text",
    isSecret: true,
    about: "belongs to keys that are lent for a while",
  },
  provision: {
    kind: "choice",
    of: ["check", "create"],
    default: "check",
    about: "whether a bus, a rule or a queue that is not there is told as an error or created",
  },
  namePrefix: {
    kind: "text",
    default: "concordat",
    about: "how the names of rules and queues begin: `<prefix>_<group>_<address>`",
  },
  patterns: {
    kind: "object",
    about:
      "for events that others put on the bus: by address, the event pattern that says which of them belong there",
  },
  "queue.retentionSeconds": {
    kind: "whole",
    least: 60,
    most: 1_209_600,
    default: 1_209_600,
    about: "how long a queue that is created keeps what its group has not handled",
  },
  settleMs: {
    kind: "whole",
    most: 60_000,
    default: 5_000,
    about:
      "how long `subscribe` waits after it created a rule: AWS says that a new rule needs a moment, and not how long",
  },
  durability: {
    kind: "choice",
    of: ["none", "process-crash", "power-loss"],
    about: "what stored events survive. Default: `power-loss` on AWS, `none` anywhere else",
  },
  maxEntryBytes: {
    kind: "whole",
    least: 32_768,
    most: mebibyte,
    default: 262_144,
    about: "most bytes of one entry, and of all entries of one request together",
  },
  publishTimeoutMs: {
    kind: "whole",
    least: 1,
    default: 5_000,
    about: "what has no answer by then is unknown, or refused where it was never sent",
  },
  requestsAtOnce: {
    kind: "whole",
    least: 1,
    most: 1_000,
    default: 16,
    about: "PutEvents requests under way at once; no two of them carry messages of one key",
  },
  bufferBytes: {
    kind: "whole",
    least: 1,
    default: 33_554_432,
    about: "how much may wait to be sent; publishing more waits for room",
  },
  waitSeconds: {
    kind: "whole",
    least: 1,
    most: 20,
    default: 20,
    about: "how long a request for messages waits for some at SQS",
  },
  receiversAtOnce: {
    kind: "whole",
    least: 1,
    most: 100,
    default: 4,
    about:
      "most requests for messages under way at once for each address of a subscription, when there is much to fetch; at rest it is one",
  },
  maxAttempts: {
    kind: "whole",
    least: 1,
    most: 100,
    default: 3,
    about: "how often the SDK tries a request, PutEvents aside: that one is retried here, entry by entry",
  },
  connectTimeoutMs: { kind: "whole", least: 1, default: 3_000, about: "for a connection to AWS" },
  requestTimeoutMs: {
    kind: "whole",
    least: 1,
    default: 10_000,
    about: "for any request but PutEvents; for messages, the time beyond `waitSeconds`",
  },
  ...ownTls,
});

export type EventBridgeSettings = SettingsOf<typeof eventBridgeSettings.table>;
