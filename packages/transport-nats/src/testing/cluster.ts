import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, waitUntil } from "@concordat/test-services";

const cache = fileURLToPath(new URL("../../../../.cache/", import.meta.url));

type Ports = { readonly client: number; readonly route: number; readonly monitor: number };

/** What `/jsz` of a server tells of those that agree on where streams and consumers are. */
type Meta = { readonly leader?: string; readonly replicas?: readonly { readonly current: boolean }[] };

/** One server of a cluster, a process of this one. */
export class ClusterServer {
  readonly name: string;
  readonly url: string;
  readonly #program: string;
  readonly #settings: string;
  readonly #monitor: number;
  #child: ChildProcess | undefined;

  constructor(name: string, ports: Ports, program: string, settings: string) {
    this.name = name;
    this.url = `nats://127.0.0.1:${ports.client}`;
    this.#program = program;
    this.#settings = settings;
    this.#monitor = ports.monitor;
  }

  /** By itself. */
  get hasEnded(): boolean {
    return typeof this.#child?.exitCode === "number";
  }

  /** The end of what it logged. */
  get lastWords(): string {
    const log = logOf(this.#settings);
    if (!existsSync(log)) return `${this.name} logged nothing`;
    return readFileSync(log, "utf8").trimEnd().split("\n").slice(-20).join("\n");
  }

  start(): void {
    this.#child ??= spawn(this.#program, ["-c", this.#settings], { stdio: "ignore" });
  }

  /** `kill -9`; resolves when it is gone. What it had stored is there when it starts again. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  }

  /** It holds its connections and does nothing, until `resume`. */
  pause(): void {
    this.#child?.kill("SIGSTOP");
  }

  resume(): void {
    this.#child?.kill("SIGCONT");
  }

  /** Of a process that ends without a word. */
  abandon(): void {
    this.#child?.kill("SIGKILL");
  }

  async meta(): Promise<Meta | undefined> {
    try {
      const answer = await fetch(`http://127.0.0.1:${this.#monitor}/jsz`, {
        signal: AbortSignal.timeout(2_000),
      });
      return ((await answer.json()) as { meta_cluster?: Meta }).meta_cluster;
    } catch {
      return undefined;
    }
  }
}

/** Three servers that know each other, with JetStream; each may be killed and started again. */
export async function startCluster(program: string, tries = 3): Promise<Cluster> {
  try {
    return await startOnce(program);
  } catch (error) {
    // A port that was free may be somebody's by now.
    if (tries === 1) throw error;
    return startCluster(program, tries - 1);
  }
}

export type Cluster = Awaited<ReturnType<typeof startOnce>>;

async function startOnce(program: string) {
  const ports: Ports[] = [];
  for (let index = 0; index < 3; index += 1)
    ports.push({ client: await freePort(), route: await freePort(), monitor: await freePort() });
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "nats-cluster-"));
  const serverAt = (index: number) => {
    const [name, own] = [`n${index + 1}`, ports[index] as Ports];
    const settings = join(folder, `${name}.conf`);
    writeFileSync(settings, configuration(name, own, ports, settings));
    return new ClusterServer(name, own, program, settings);
  };
  const servers = [serverAt(0), serverAt(1), serverAt(2)] as const;
  // A test that breaks before it can tell whom to stop leaves nobody behind.
  const abandon = () => {
    for (const server of servers) server.abandon();
  };
  process.once("exit", abandon);
  const cluster = {
    servers,
    urls: servers.map(({ url }) => url),
    called(name: string | undefined): ClusterServer {
      const found = servers.find((server) => server.name === name);
      if (found === undefined) throw new Error(`no server of the cluster is called ${name}`);
      return found;
    },
    at(url: unknown): ClusterServer {
      const port = String(url).split(":").at(-1);
      const found = servers.find((server) => server.url.endsWith(`:${port}`));
      if (found === undefined) throw new Error(`no server of the cluster is at ${String(url)}`);
      return found;
    },
    /** Who leads all that is not a stream's own; and, first, the two who do not. */
    async followers(): Promise<readonly [ClusterServer, ClusterServer, ClusterServer]> {
      const leader = (await servers[0].meta())?.leader;
      const [one, other] = servers.filter(({ name }) => name !== leader);
      return [one, other, cluster.called(leader)] as [ClusterServer, ClusterServer, ClusterServer];
    },
    /** Starts who is down; resolves when all three have joined and one of them leads. */
    async whole(): Promise<void> {
      for (const server of servers) server.start();
      let isThere = false;
      const isDecided = async () => {
        isThere = await isWhole(servers);
        return isThere || servers.some(({ hasEnded }) => hasEnded);
      };
      await waitUntil(isDecided, { within: 60_000, every: 100 });
      if (!isThere)
        throw new Error(
          `the three servers did not find each other:\n${servers.map((server) => server.lastWords).join("\n")}`,
        );
    },
    async stop(): Promise<void> {
      process.off("exit", abandon);
      await Promise.all(servers.map((server) => server.kill()));
      rmSync(folder, { recursive: true });
    },
  };
  try {
    await cluster.whole();
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return cluster;
}

async function isWhole(servers: readonly ClusterServer[]): Promise<boolean> {
  const metas = await Promise.all(servers.map((server) => server.meta()));
  const leader = metas[0]?.leader ?? "";
  if (leader === "" || metas.some((meta) => meta?.leader !== leader)) return false;
  const { replicas = [] } = metas[servers.findIndex(({ name }) => name === leader)] ?? {};
  return replicas.length === servers.length - 1 && replicas.every(({ current }) => current);
}

function logOf(settings: string): string {
  return settings.replace(/conf$/, "log");
}

function configuration(name: string, own: Ports, all: readonly Ports[], settings: string): string {
  const routes = all.map(({ route }) => `"nats://127.0.0.1:${route}"`);
  return `server_name: ${name}
host: 127.0.0.1
port: ${own.client}
http: "127.0.0.1:${own.monitor}"
log_file: ${JSON.stringify(logOf(settings))}
jetstream { store_dir: ${JSON.stringify(settings.replace(/\.conf$/, ""))}, max_memory_store: 64MB, max_file_store: 1GB }
cluster {
  name: concordat
  host: 127.0.0.1
  port: ${own.route}
  routes: [${routes.join(", ")}]
}
`;
}
