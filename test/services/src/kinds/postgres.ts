import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { librariesBeside, unpackDebianPackages } from "../install/debian.ts";
import { defineKind, type Found } from "../kind.ts";
import { probe } from "../os/probe.ts";
import { findPrograms, runProgram } from "../os/programs.ts";

const oldestMajor = 15;

/** PostgreSQL: no password on loopback, the superuser is `postgres`. */
export const postgres = defineKind({
  name: "postgres",
  version: `${oldestMajor}+`,
  ports: { main: 25_432 },
  advertisesItself: false,
  durable: true,
  inCompose: true,
  url: ({ main }) => databaseUrl(main, "postgres"),
  isReady: ({ main }) => probe(main, logOn("postgres"), isReadyForQuery),
  extend: ({ url, ports, uniqueName }) => ({
    /** A database of one's own; `drop` also ends the connections that are still open to it. */
    async createDatabase(prefix?: string): Promise<Database> {
      const name = uniqueName(prefix);
      await execute(url, `CREATE DATABASE ${name}`);
      return {
        name,
        url: databaseUrl(ports.main, name),
        drop: () => execute(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
      };
    },
  }),
  native: {
    // The server refuses to run as root.
    user: ["postgres", "nobody"],
    async find(home) {
      const folders = [
        ...versionsIn("/usr/lib/postgresql"),
        ...versionsIn(join(home, "usr", "lib", "postgresql")),
      ];
      for (const program of findPrograms("postgres", folders)) {
        const found = await inspect(program);
        if (found) return found;
      }
      return undefined;
    },
    install: (kit) => unpackDebianPackages(kit, ["postgresql"], `install PostgreSQL ${oldestMajor} or newer`),
    async prepare({ found, dataFolder, user }) {
      if (existsSync(join(dataFolder, "PG_VERSION"))) return;
      const args = [
        "-D",
        dataFolder,
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
      ];
      const { ok, output } = await runProgram(join(found.at, "initdb"), args, {
        cwd: dataFolder,
        env: surroundings(found),
        user,
      });
      if (!ok) throw new Error(`initdb failed: ${output}`);
    },
    launch: ({ found, dataFolder, ports }) => ({
      program: join(found.at, "postgres"),
      args: [
        ...["-D", dataFolder],
        ...Object.entries({
          listen_addresses: "127.0.0.1",
          port: String(ports.main),
          unix_socket_directories: "",
          max_connections: "100",
          wal_level: "logical",
        }).flatMap(([setting, value]) => ["-c", `${setting}=${value}`]),
      ],
      cwd: dataFolder,
      env: surroundings(found),
    }),
    // Fast shutdown; SIGTERM would wait for every client to leave.
    stopSignal: "SIGINT",
  },
});

export type Database = {
  readonly name: string;
  readonly url: string;
  drop(): Promise<void>;
};

function databaseUrl(port: number, database: string): string {
  return `postgres://postgres@127.0.0.1:${port}/${database}`;
}

async function execute(url: string, statement: string): Promise<void> {
  const { Client } = await import("pg");
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** StartupMessage: length, protocol 3.0, pairs of names and values. https://www.postgresql.org/docs/current/protocol-message-formats.html */
function logOn(user: string): Buffer {
  const pairs = Buffer.from(`user\0${user}\0database\0${user}\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(head.length + pairs.length, 0);
  head.writeInt32BE(3 << 16, 4);
  return Buffer.concat([head, pairs]);
}

/** Walks the messages (a letter, a length, the rest) to ReadyForQuery, which comes only after recovery is done. */
function isReadyForQuery(answer: Buffer): boolean {
  for (let at = 0; at + 5 <= answer.length; at += 1 + answer.readInt32BE(at + 1))
    if (answer[at] === "Z".charCodeAt(0)) return true;
  return false;
}

function versionsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const byMajor = readdirSync(folder).sort((a, b) => Number(b) - Number(a));
  return byMajor.map((major) => join(folder, major, "bin"));
}

async function inspect(program: string): Promise<Found | undefined> {
  const at = dirname(program);
  const { ok, output } = await runProgram(program, ["--version"], { env: surroundings({ at }) });
  const [, version = "0"] = /\b(\d+(?:\.\d+)+)/.exec(output) ?? [];
  const usable = ok && existsSync(join(at, "initdb")) && Number.parseInt(version, 10) >= oldestMajor;
  return usable ? { at, version } : undefined;
}

function surroundings({ at }: { readonly at: string }): Record<string, string> {
  return { LD_LIBRARY_PATH: librariesBeside(at), LC_ALL: "C" };
}
