import { join } from "node:path";
import { librariesBeside, unpackDebianPackages } from "../install/debian.ts";
import { defineKind, type Found } from "../kind.ts";
import { probe } from "../os/probe.ts";
import { findPrograms, runProgram } from "../os/programs.ts";

const oldestMajor = 7;

/** Redis with its append-only file, so that what was acknowledged outlives the process. */
export const redis = defineKind({
  name: "redis",
  version: `${oldestMajor}+`,
  ports: { main: 26_379 },
  advertisesItself: false,
  durable: true,
  inCompose: true,
  url: ({ main }) => `redis://127.0.0.1:${main}`,
  // "-LOADING" while it reads its file is an answer too, and not the one we wait for.
  isReady: ({ main }) =>
    probe(main, Buffer.from("PING\r\n"), (answer) => answer.toString().startsWith("+PONG")),
  extend: () => ({}),
  native: {
    async find(home) {
      const unpacked = join(home, "usr", "bin");
      for (const program of findPrograms("redis-server", [unpacked])) {
        const found = await inspect(program);
        if (found) return found;
      }
      return undefined;
    },
    install: (kit) =>
      unpackDebianPackages(
        kit,
        ["redis-server", "redis-tools"],
        `install redis-server ${oldestMajor} or newer`,
      ),
    prepare: async () => {},
    launch: ({ found, dataFolder, ports, survives }) => ({
      program: found.at,
      args: Object.entries({
        bind: "127.0.0.1",
        port: String(ports.main),
        dir: dataFolder,
        save: "",
        appendonly: "yes",
        appendfsync: survives === "power-loss" ? "always" : "everysec",
        daemonize: "no",
      }).flatMap(([option, value]) => [`--${option}`, value]),
      env: { LD_LIBRARY_PATH: librariesBeside(found.at) },
    }),
    stopSignal: "SIGTERM",
  },
});

async function inspect(program: string): Promise<Found | undefined> {
  const { ok, output } = await runProgram(program, ["--version"], {
    env: { LD_LIBRARY_PATH: librariesBeside(program) },
  });
  const [, version = "0"] = /\bv=(\d+\.\d+\.\d+)/.exec(output) ?? [];
  return ok && Number.parseInt(version, 10) >= oldestMajor ? { at: program, version } : undefined;
}
