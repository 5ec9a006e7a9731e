import { isArray, isObject, type Json } from "@concordat/json";
import type { ModelChannel } from "../../model/channel.ts";
import { fixedAddress } from "../addresses.ts";
import type { BrokerReader } from "../broker-reader.ts";
import { object, readMembers, text, whole } from "../members.ts";
import type { Notes, Place } from "../notes.ts";
import type { KafkaTopology } from "../topology.ts";

/** https://github.com/asyncapi/bindings/tree/master/kafka#channel, version 0.5.0 */
const channelMembers = {
  topic: text,
  partitions: whole(1),
  replicas: whole(1),
  topicConfiguration: object,
  bindingVersion: text,
};

type Topics = NonNullable<KafkaTopology["settings"]["topics"]>;
type TopicSetUp = Omit<Topics, "byName">;
type Value = string | number | boolean;

/** What is said of a topic, by its words in the binding, and by whom. */
type Facts = ReadonlyMap<string, { readonly value: Value; readonly channel: string; readonly at: Place }>;

/** Topics, out of the channels and their bindings of Kafka. */
export const readKafka: BrokerReader<KafkaTopology> = ({ channels }, notes) => {
  const topics = new Map<string, Facts>();
  for (const channel of channels) {
    const said = readChannel(channel, notes);
    if (said !== undefined)
      topics.set(said.topic, joined(said.topic, topics.get(said.topic), said.facts, notes));
  }
  if (topics.size === 0) return undefined;
  const addresses = [...topics.keys()];
  const setUp = settingsOf(topics);
  return { addresses, settings: { addresses, ...(Object.keys(setUp).length > 0 && { topics: setUp }) } };
};

function readChannel(
  channel: ModelChannel,
  notes: Notes,
): { readonly topic: string; readonly facts: Facts } | undefined {
  const at = ["channels", channel.name, "bindings", "kafka"];
  const said = readMembers(channel.bindings.kafka, channelMembers, at, notes) ?? {};
  const { topic = fixedAddress(channel), partitions, replicas, topicConfiguration = {} } = said;
  const facts = new Map<string, { value: Value; channel: string; at: Place }>();
  const add = (name: string, value: Json | undefined, place: Place) => {
    const known = settingOf(value);
    if (known !== undefined) facts.set(name, { value: known, channel: channel.name, at: place });
    else if (value !== undefined)
      notes.unsupported(
        place,
        `${name} is ${JSON.stringify(value)}, which is no setting of a topic`,
        "write a text, a number, true or false, or a list of texts",
      );
  };
  add("partitions", partitions, [...at, "partitions"]);
  add("replicas", replicas, [...at, "replicas"]);
  for (const [name, value] of Object.entries(isObject(topicConfiguration) ? topicConfiguration : {}))
    add(name, value, [...at, "topicConfiguration", name]);
  if (typeof topic === "string") return { topic, facts };
  if (facts.size > 0)
    notes.unsupported(
      at,
      `the channel ${channel.name} describes a topic whose name is known at run time only`,
      'name it: "topic", beside its partitions',
    );
  return undefined;
}

/** Kafka takes lists as texts with commas between. */
function settingOf(value: Json | undefined): Value | undefined {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return value !== undefined && isArray(value) && value.every((each) => typeof each === "string")
    ? value.join(",")
    : undefined;
}

/** Several channels may share a topic, and one may say what the other leaves open. */
function joined(topic: string, before: Facts | undefined, said: Facts, notes: Notes): Facts {
  if (before === undefined) return said;
  for (const [name, { value, channel, at }] of said) {
    const other = before.get(name);
    if (other !== undefined && other.value !== value)
      notes.conflict(
        at,
        `the topic ${topic} has ${name} ${value} in the channel ${channel}, and ${other.value} in ${other.channel}`,
        "say the same in both channels, or say it in one of them only",
      );
  }
  return new Map([...said, ...before]);
}

/** What is the same in all topics is said of all, and the rest of each by its name. */
function settingsOf(topics: ReadonlyMap<string, Facts>): Topics {
  const [first = new Map() as Facts, ...others] = topics.values();
  const shared = new Set(
    [...first]
      .filter(([name, { value }]) => others.every((facts) => facts.get(name)?.value === value))
      .map(([name]) => name),
  );
  const byName = [...topics].flatMap(([topic, facts]) => {
    const own = setUpOf(facts, (name) => !shared.has(name));
    return Object.keys(own).length > 0 ? [[topic, own] as const] : [];
  });
  return {
    ...setUpOf(first, (name) => shared.has(name)),
    ...(byName.length > 0 && { byName: Object.fromEntries(byName) }),
  };
}

function setUpOf(facts: Facts, isMeant: (name: string) => boolean): TopicSetUp {
  const values = new Map([...facts].flatMap(([name, { value }]) => (isMeant(name) ? [[name, value]] : [])));
  const [partitions, replicas] = ["partitions", "replicas"].map((name) => values.get(name));
  const config = [...values].filter(([name]) => name !== "partitions" && name !== "replicas");
  return {
    ...(partitions !== undefined && { partitions: Number(partitions) }),
    ...(replicas !== undefined && { replicationFactor: Number(replicas) }),
    ...(config.length > 0 && { config: Object.fromEntries(config) }),
  };
}
