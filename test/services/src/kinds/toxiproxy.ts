import { existsSync } from "node:fs";
import { join } from "node:path";
import { goInstall } from "../install/go.ts";
import { defineKind } from "../kind.ts";
import { answersHttp } from "../os/probe.ts";

const version = "2.12.0";

/**
 * Cuts and delays connections on the way to another service; `through()` of a handle speaks to it.
 *
 * Always native: its proxies listen on ports that nobody knows beforehand, which a container would have to publish.
 */
export const toxiproxy = defineKind({
  name: "toxiproxy",
  version,
  ports: { main: 28_474 },
  advertisesItself: false,
  durable: false,
  inCompose: false,
  url: ({ main }) => `http://127.0.0.1:${main}`,
  isReady: ({ main }) => answersHttp(main, "/version"),
  extend: () => ({}),
  native: {
    async find(home) {
      const at = join(home, "server");
      return existsSync(at) ? { at, version } : undefined;
    },
    install: (kit) => goInstall(kit, `github.com/Shopify/toxiproxy/v2/cmd/server@v${version}`),
    prepare: async () => {},
    launch: ({ found, ports }) => ({
      program: found.at,
      args: ["-host", "127.0.0.1", "-port", String(ports.main), "-proxy-metrics"],
    }),
    stopSignal: "SIGTERM",
  },
});
