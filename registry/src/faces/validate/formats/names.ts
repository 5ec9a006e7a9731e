import { knownFormats } from "@concordat/cloudevents";

/** Those that are read here, besides those of `@concordat/cloudevents`. */
const ownNames = ["cloudevent", "kafka", "redis", "confluent"] as const;

/** The others all judge themselves what they read; `enhanced` is `cloudevent` by another name. */
export const formatNames: readonly string[] = [
  ...ownNames,
  ...knownFormats.map(({ name }) => name).filter((name) => name !== "enhanced"),
];
