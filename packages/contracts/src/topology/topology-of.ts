import type { CatalogueModel } from "../model/model.ts";
import { channelsOn } from "./addresses.ts";
import type { BrokerReader } from "./broker-reader.ts";
import { readEventBridge } from "./brokers/eventbridge.ts";
import { readKafka } from "./brokers/kafka.ts";
import { readNats } from "./brokers/nats.ts";
import { readRedis } from "./brokers/redis.ts";
import { groupOf } from "./groups.ts";
import { Notes } from "./notes.ts";
import type { BrokerTopology, TopologyReading } from "./topology.ts";

type Transport = BrokerTopology["transport"];

const readers: { readonly [T in Transport]: BrokerReader<Extract<BrokerTopology, { transport: T }>> } = {
  nats: readNats,
  kafka: readKafka,
  redis: readRedis,
  eventbridge: readEventBridge,
};

/** Protocols, as servers of a document name them. */
const transportOf: ReadonlyMap<string, Transport> = new Map([
  ["nats", "nats"],
  ["kafka", "kafka"],
  ["kafka-secure", "kafka"],
  ["redis", "redis"],
  ["rediss", "redis"],
  ["eventbridge", "eventbridge"],
]);

/** What a document says that brokers have to have. `file`: what the document is called in findings. */
export function topologyOf(model: CatalogueModel, file = "asyncapi.yaml"): TopologyReading {
  const notes = new Notes(file);
  const { servers, channels, operations } = model;
  const groups = operations.flatMap((operation) => {
    if (operation.direction !== "receive") return [];
    const named = channels.find(({ name }) => name === operation.channel)?.servers ?? [];
    const transports = servers
      .filter(({ name }) => named.includes(name))
      .flatMap(({ protocol }) => transportOf.get(protocol) ?? []);
    const group = notes.unlessTroubled(() => groupOf(operation, [...new Set(transports)], model, notes));
    return group ?? [];
  });
  const brokers = servers.flatMap((server): readonly BrokerTopology[] => {
    const transport = transportOf.get(server.protocol);
    if (transport === undefined) return [];
    const input = { server, channels: channelsOn(server.name, channels), model, groups };
    const read = notes.unlessTroubled(() => readers[transport](input, notes));
    return read === undefined ? [] : [{ server: server.name, transport, ...read } as BrokerTopology];
  });
  return { brokers, groups, findings: notes.findings };
}
