import { randomBytes } from "node:crypto";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One broker of a cluster: its number, and where it listens. */
export type Seat = { readonly id: number; readonly broker: number; readonly controller: number };

/**
 * Makes a folder one from which a broker can start: a copy of the formatted, empty one that was installed, under a number of its own.
 *
 * Answers the file with its settings.
 */
export function settle(folder: string, formatted: string, seat: Seat, all: readonly Seat[]): string {
  cpSync(formatted, join(folder, "log"), { recursive: true });
  const meta = join(folder, "log", "meta.properties");
  const text = readFileSync(meta, "utf8")
    .replace(/^node\.id=.*$/m, `node.id=${seat.id}`)
    .replace(/^directory\.id=.*$/m, `directory.id=${randomBytes(16).toString("base64url")}`);
  writeFileSync(meta, text);
  const properties = join(folder, "server.properties");
  const lines = Object.entries(settingsOf(folder, seat, all)).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(properties, lines.join(""));
  return properties;
}

/**
 * Everything stands three times, and two have to have it. Whoever is not heard of for two seconds is taken for dead: a test waits for that,
 * and a machine that is busy must not be mistaken for it.
 */
function settingsOf(folder: string, { id, broker, controller }: Seat, all: readonly Seat[]) {
  const replicated = { "replication.factor": 3, "min.isr": 2 } as const;
  return {
    "process.roles": "broker,controller",
    "node.id": id,
    "controller.quorum.voters": all.map((seat) => `${seat.id}@127.0.0.1:${seat.controller}`).join(","),
    "controller.listener.names": "CONTROLLER",
    listeners: `PLAINTEXT://127.0.0.1:${broker},CONTROLLER://127.0.0.1:${controller}`,
    "advertised.listeners": `PLAINTEXT://127.0.0.1:${broker}`,
    "inter.broker.listener.name": "PLAINTEXT",
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "log.dirs": join(folder, "log"),
    "default.replication.factor": replicated["replication.factor"],
    "min.insync.replicas": replicated["min.isr"],
    "num.partitions": 3,
    // Whoever leads it coordinates all groups, so that a test can say who does.
    "offsets.topic.num.partitions": 1,
    "offsets.topic.replication.factor": replicated["replication.factor"],
    "transaction.state.log.num.partitions": 1,
    "transaction.state.log.replication.factor": replicated["replication.factor"],
    "transaction.state.log.min.isr": replicated["min.isr"],
    "group.initial.rebalance.delay.ms": 0,
    "group.min.session.timeout.ms": 1_000,
    "auto.create.topics.enable": false,
    "auto.leader.rebalance.enable": false,
    "num.network.threads": 2,
    "num.io.threads": 4,
    "log.cleaner.dedupe.buffer.size": 8_388_608,
    "broker.session.timeout.ms": 2_000,
    "broker.heartbeat.interval.ms": 250,
    "controller.quorum.election.timeout.ms": 500,
    "controller.quorum.fetch.timeout.ms": 1_500,
  };
}
