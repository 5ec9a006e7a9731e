import { transportErrors } from "@concordat/runtime";
import { describeSettings, type SettingsOf } from "@concordat/runtime/transport";
import type { KafkaSettings } from "./settings.ts";
import { topicNameTrouble } from "./topic-names.ts";

/** What is said of one topic by its name. */
const named = describeSettings("kafka", {
  partitions: { kind: "whole", least: 1, about: "its partitions" },
  replicationFactor: { kind: "whole", least: 1, most: 32_767, about: "its replicas" },
  config: { kind: "object", about: "its settings, as Kafka calls them" },
});

/** How a topic is set up when it is created; what is not said the broker decides. */
export type TopicSetUp = {
  readonly partitions?: number;
  readonly replicationFactor?: number;
  readonly config: Readonly<Record<string, string>>;
};

/** Of a topic with a name, or of one that has none yet. */
export type TopicSetUps = (topic?: string) => TopicSetUp;

/**
 * What `topics` says: of all topics, and by name before it of one, member by member and setting by setting.
 *
 * Throws TRANSPORT_SETTING, naming the topic.
 */
export function topicSetUps(settings: KafkaSettings): TopicSetUps {
  const { "topics.byName": byName = {} } = settings;
  const ofAll = setUpOf(
    {
      partitions: settings["topics.partitions"],
      replicationFactor: settings["topics.replicationFactor"],
      config: settings["topics.config"],
    },
    "topics",
  );
  const ofNamed = new Map(
    Object.entries(byName).map(([topic, given]) => {
      const own = readNamed(topic, given);
      return [topic, { ...ofAll, ...own, config: { ...ofAll.config, ...own.config } }] as const;
    }),
  );
  return (topic) => (topic === undefined ? undefined : ofNamed.get(topic)) ?? ofAll;
}

function readNamed(topic: string, given: unknown): TopicSetUp {
  const at = `topics.byName.${topic}`;
  const trouble = topicNameTrouble(topic);
  if (trouble !== undefined) throw refusal(at, `is for no topic: ${trouble}`);
  if (typeof given !== "object" || given === null || Array.isArray(given))
    throw refusal(at, "has to be an object, with what is otherwise in this topic");
  try {
    return setUpOf(named.read(given as Readonly<Record<string, unknown>>), at);
  } catch (error) {
    const { setting, trouble } = (error as { params: { setting: string; trouble: string } }).params;
    throw setting.startsWith(at) ? error : refusal(`${at}.${setting}`, trouble);
  }
}

type Said = {
  readonly [Name in keyof SettingsOf<typeof named.table>]: SettingsOf<typeof named.table>[Name] | undefined;
};

function setUpOf({ partitions, replicationFactor, config = {} }: Said, at: string): TopicSetUp {
  return {
    ...(partitions !== undefined && { partitions }),
    ...(replicationFactor !== undefined && { replicationFactor }),
    config: Object.fromEntries(
      Object.entries(config).map(([name, value]) => [name, textOf(value, `${at}.config.${name}`)]),
    ),
  };
}

function textOf(value: unknown, at: string): string {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return String(value);
  throw refusal(at, `is ${JSON.stringify(value)}, and has to be a text, a number, true or false`);
}

function refusal(setting: string, trouble: string): Error {
  return transportErrors.TRANSPORT_SETTING({ transport: "kafka", setting, trouble });
}
