import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { copyFormatted, findJava, installKafka, kafkaLaunch } from "../install/kafka.ts";
import { defineKind, type Survives } from "../kind.ts";
import { probe } from "../os/probe.ts";
import type { Ports } from "../ports.ts";

const version = "4.3.1";

/** One Kafka process that is broker and controller. */
export const kafka = defineKind({
  name: "kafka",
  version,
  ports: { main: 29_392, controller: 29_393 },
  advertisesItself: true,
  durable: true,
  inCompose: true,
  url: ({ main }) => `127.0.0.1:${main}`,
  isReady,
  extend: ({ url }) => ({ brokers: [url] }),
  native: {
    async find(home) {
      const runtime = await findJava();
      return runtime !== undefined && existsSync(join(home, "libs"))
        ? { at: home, version, runtime }
        : undefined;
    },
    install: (kit) => installKafka(kit, { version, configure, isReady }),
    async prepare({ found, dataFolder, ports, survives }) {
      if (!existsSync(join(dataFolder, "log"))) copyFormatted(found.at, dataFolder);
      writeFileSync(join(dataFolder, "server.properties"), configure(dataFolder, ports, survives));
    },
    launch: ({ found, dataFolder }) =>
      kafkaLaunch(found, "kafka.Kafka", [join(dataFolder, "server.properties")]),
    stopSignal: "SIGTERM",
  },
});

/** The broker opens its port before it serves; it answers ApiVersions when it does. */
function isReady({ main }: Ports): Promise<boolean> {
  return probe(
    main,
    apiVersionsRequest(),
    (answer) => answer.length >= 8 && answer.readInt32BE(4) === correlation,
  );
}

const correlation = 1;

/** Length, key 18, version 0, correlation id, no client id. https://kafka.apache.org/protocol#The_Messages_ApiVersions */
function apiVersionsRequest(): Buffer {
  const request = Buffer.alloc(14);
  request.writeInt32BE(10, 0);
  request.writeInt16BE(18, 4);
  request.writeInt16BE(0, 6);
  request.writeInt32BE(correlation, 8);
  request.writeInt16BE(-1, 12);
  return request;
}

/**
 * One node, so one replica of everything; short timeouts, so that a broker that was killed serves again after three seconds
 * and not after twelve; topics must be created, since a topic that appears by a typing mistake hides the mistake.
 */
function configure(
  dataFolder: string,
  { main, controller = 0, behindProxy, proxy }: Ports,
  survives: Survives = "process-crash",
): string {
  const proxied = behindProxy !== undefined && proxy !== undefined;
  const listeners = [
    `PLAINTEXT://127.0.0.1:${main}`,
    `CONTROLLER://127.0.0.1:${controller}`,
    ...(proxied ? [`PROXIED://127.0.0.1:${behindProxy}`] : []),
  ];
  const advertised = [`PLAINTEXT://127.0.0.1:${main}`, ...(proxied ? [`PROXIED://127.0.0.1:${proxy}`] : [])];
  const settings: Record<string, string | number | boolean> = {
    "process.roles": "broker,controller",
    "node.id": 1,
    "controller.quorum.voters": `1@127.0.0.1:${controller}`,
    listeners: listeners.join(","),
    "advertised.listeners": advertised.join(","),
    "controller.listener.names": "CONTROLLER",
    "inter.broker.listener.name": "PLAINTEXT",
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT",
    "log.dirs": join(dataFolder, "log"),
    "num.partitions": 3,
    "offsets.topic.num.partitions": 1,
    "offsets.topic.replication.factor": 1,
    "transaction.state.log.num.partitions": 1,
    "transaction.state.log.replication.factor": 1,
    "transaction.state.log.min.isr": 1,
    "share.coordinator.state.topic.num.partitions": 1,
    "share.coordinator.state.topic.replication.factor": 1,
    "share.coordinator.state.topic.min.isr": 1,
    "group.initial.rebalance.delay.ms": 0,
    "auto.create.topics.enable": false,
    "num.network.threads": 2,
    "num.io.threads": 4,
    "log.cleaner.dedupe.buffer.size": 8_388_608,
    "broker.session.timeout.ms": 1_000,
    "broker.heartbeat.interval.ms": 200,
    "controller.quorum.election.timeout.ms": 300,
    "controller.quorum.fetch.timeout.ms": 1_000,
    // There is one copy, so that it has to be on the disk.
    ...(survives === "power-loss" && { "log.flush.interval.messages": 1 }),
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}
