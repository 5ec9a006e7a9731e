import type { CatalogueModel } from "@concordat/contracts";
import type { BrokerTopology, NatsTopology, OperationGroup, Topology } from "@concordat/contracts/topology";
import type { painter } from "../paint.ts";

type Row = readonly [kind: string, name: string, said: string];
type Paint = ReturnType<typeof painter>;

/** A paragraph for each broker, and one for the groups: what has to be there, by the words of the document. */
export function topologyText({ brokers, groups }: Topology, model: CatalogueModel, paint: Paint): string {
  const paragraphs = brokers.map((broker) => {
    const { title, host = "" } = model.servers.find(({ name }) => name === broker.server) ?? {};
    const told = [title, host].filter((words) => words !== undefined && words !== "").join(", ");
    return `${paint.bold(broker.server)}  ${paint.dim(told)}\n${aligned(rowsOf(broker))}`;
  });
  if (groups.length > 0) paragraphs.push(`${paint.bold("groups")}\n${aligned(groupRows(groups))}`);
  return paragraphs.join("\n");
}

function rowsOf(broker: BrokerTopology): readonly Row[] {
  switch (broker.transport) {
    case "nats":
      return [...streamRows(broker.settings), ...durableRows(broker.settings)];
    case "kafka": {
      const { byName = {}, ...ofAll } = broker.settings.topics ?? {};
      return broker.addresses.map((topic) => {
        const own = Object.hasOwn(byName, topic) ? byName[topic] : {};
        const { config, ...rest } = { ...ofAll, ...own };
        return ["topic", topic, said({ ...rest, ...ofAll.config, ...config })];
      });
    }
    case "redis": {
      const { partitions = 1, ...rest } = broker.settings;
      const spread = partitions > 1 ? `:p0 to :p${partitions - 1}` : "";
      return broker.addresses.map((address) => ["stream", `${address}${spread}`, said(rest)]);
    }
    case "eventbridge": {
      const { bus = "default", patterns = {} } = broker.settings;
      const told = Object.entries(patterns).map(
        ([address, pattern]): Row => ["pattern", address, JSON.stringify(pattern)],
      );
      return [["bus", bus, ""], ...told];
    }
  }
}

function streamRows({ streams = {} }: NatsTopology["settings"]): readonly Row[] {
  return Object.entries(streams).map(([name, { subjects, ...rest }]) => [
    "stream",
    name,
    [subjects.join(" "), said(rest)].filter((words) => words !== "").join(", "),
  ]);
}

function durableRows({ durables = {} }: NatsTopology["settings"]): readonly Row[] {
  return Object.entries(durables).flatMap(([group, places]) =>
    Object.entries(places).map(([address, durable]): Row => ["durable", durable, `${address}, of ${group}`]),
  );
}

/** A group a line, with the operations that share it. */
function groupRows(groups: readonly OperationGroup[]): readonly Row[] {
  return [...Map.groupBy(groups, ({ group }) => group)].map(([group, members]) => [
    "group",
    group,
    members
      .map(({ operation, durable }) => (durable === undefined ? operation : `${operation} (${durable})`))
      .join(", "),
  ]);
}

function said(settings: Readonly<Record<string, unknown>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
}

function aligned(rows: readonly Row[]): string {
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      ([kind, name, words]) =>
        `  ${`${kind.padEnd(widths[0] ?? 0)}  ${name.padEnd(widths[1] ?? 0)}  ${words}`.trimEnd()}\n`,
    )
    .join("");
}
