import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { goInstall } from "../install/go.ts";
import { defineKind, type Place } from "../kind.ts";
import { answersHttp } from "../os/probe.ts";

const version = "2.15.2";

/** NATS with JetStream. Built by Go, because distributions ship versions that lack consumers with several filters. */
export const nats = defineKind({
  name: "nats",
  version,
  ports: { main: 24_322, monitor: 28_322 },
  advertisesItself: false,
  durable: true,
  inCompose: true,
  url: ({ main }) => `nats://127.0.0.1:${main}`,
  isReady: ({ monitor = 0 }) => answersHttp(monitor, "/healthz?js-enabled-only=true"),
  extend: ({ ports }) => ({ monitorUrl: `http://127.0.0.1:${ports.monitor}` }),
  native: {
    async find(home) {
      const at = join(home, "nats-server");
      return existsSync(at) ? { at, version } : undefined;
    },
    install: (kit) => goInstall(kit, `github.com/nats-io/nats-server/v2@v${version}`),
    async prepare(place) {
      keepFolderOfStreams(place.dataFolder);
      writeFileSync(join(place.dataFolder, "nats.conf"), configuration(place));
    },
    launch: ({ found, dataFolder }) => ({ program: found.at, args: ["-c", join(dataFolder, "nats.conf")] }),
    stopSignal: "SIGTERM",
  },
});

/**
 * The server removes the folder of an account's streams when it has deleted the last of them, while it creates the next one there for somebody
 * else, who is told that there is no such folder. Something in it that is no stream keeps it.
 */
function keepFolderOfStreams(dataFolder: string): void {
  mkdirSync(join(dataFolder, "jetstream", "jetstream", "$G", "streams", "no-stream"), { recursive: true });
}

function configuration({ dataFolder, ports, survives }: Place): string {
  return `host: 127.0.0.1
port: ${ports.main}
http: "127.0.0.1:${ports.monitor}"
server_name: concordat
max_payload: 1MB
jetstream {
  store_dir: ${JSON.stringify(join(dataFolder, "jetstream"))}
  max_memory_store: 256MB
  max_file_store: 8GB
  sync_interval: ${survives === "power-loss" ? "always" : "2m"}
}
`;
}
