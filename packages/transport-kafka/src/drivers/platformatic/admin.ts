import { createTopicsV7, describeConfigsV4 } from "@platformatic/kafka";
import type { NewTopic, TopicFacts } from "../../driver.ts";
import { ask } from "./ask.ts";
import type { Cluster } from "./cluster.ts";
import { brokerError, code } from "./protocol-codes.ts";

export async function describeTopics(
  cluster: Cluster,
  names: readonly string[],
): Promise<ReadonlyMap<string, TopicFacts | undefined>> {
  const shapes = await cluster.look(names);
  return new Map(
    names.map((name) => {
      const shape = shapes.get(name);
      return [name, shape && { partitions: shape.leaders.length, replicas: shape.replicas }];
    }),
  );
}

export async function createTopics(
  cluster: Cluster,
  topics: readonly NewTopic[],
  timeoutMs: number,
): Promise<void> {
  const answer = await cluster.ask(
    createTopicsV7.api,
    topics.map(({ name, partitions, replicas, config }) => ({
      name,
      numPartitions: partitions,
      replicationFactor: replicas,
      assignments: [],
      configs: Object.entries(config).map(([key, value]) => ({ name: key, value })),
    })),
    timeoutMs,
    false,
  );
  for (const { name, errorCode, errorMessage } of answer.topics)
    if (errorCode !== code.none && errorCode !== code.topicAlreadyExists)
      throw brokerError(errorCode, `creating the topic ${JSON.stringify(name)}`, errorMessage);
}

/** As https://kafka.apache.org/protocol#The_Messages_DescribeConfigs calls them. */
const resource = { topic: 2, broker: 4 } as const;

export async function settingsOf(
  cluster: Cluster,
  what: "broker" | { readonly topic: string },
): Promise<ReadonlyMap<string, string>> {
  const answer =
    what === "broker"
      ? await ofABroker(cluster)
      : await cluster.ask(describeConfigsV4.api, [resourceOf(resource.topic, what.topic)], false, false);
  const settings = new Map<string, string>();
  for (const { errorCode, configs } of answer.results) {
    // Who may write a topic need not be allowed to see how it is set up.
    if (errorCode !== code.none) continue;
    for (const { name, value } of configs)
      if (value !== null && value !== undefined) settings.set(name, value);
  }
  return settings;
}

/** Settings of a broker are known to that broker alone. */
async function ofABroker(cluster: Cluster) {
  await cluster.look([]);
  return cluster.askOfItself((connection, id) =>
    ask(describeConfigsV4.api, connection, [resourceOf(resource.broker, String(id))], false, false),
  );
}

function resourceOf(resourceType: (typeof resource)[keyof typeof resource], resourceName: string) {
  return { resourceType, resourceName, configurationKeys: null };
}
