import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  createOwnProcesses,
  freePort,
  type OwnProcesses,
  type Running,
  tail,
  waitUntil,
} from "@concordat/test-services";

type Ports = { readonly client: number; readonly route: number; readonly monitor: number };

/** What `/jsz` of a server tells of those that agree on where streams and consumers are. */
type Meta = { readonly leader?: string; readonly replicas?: readonly { readonly current: boolean }[] };

/** One server of a cluster. */
export class ClusterServer {
  readonly name: string;
  readonly url: string;
  readonly #processes: OwnProcesses;
  readonly #launch: { readonly program: string; readonly args: readonly string[] };
  readonly #monitor: number;
  #life: Running | undefined;

  constructor(name: string, ports: Ports, program: string, settings: string, processes: OwnProcesses) {
    this.name = name;
    this.url = `nats://127.0.0.1:${ports.client}`;
    this.#launch = { program, args: ["-c", settings] };
    this.#monitor = ports.monitor;
    this.#processes = processes;
  }

  /** By itself. */
  get hasEnded(): boolean {
    return this.#life?.hasEnded() === true;
  }

  /** The end of what it logged. */
  get lastWords(): string {
    return tail(this.#processes.logOf(this.name), 20) || `${this.name} logged nothing`;
  }

  /** If it is down. */
  async start(): Promise<void> {
    this.#life ??= await this.#processes.start(this.name, this.#launch);
  }

  /** `kill -9`; resolves when it is gone. What it had stored is there when it starts again. */
  async kill(): Promise<void> {
    const life = this.#life;
    this.#life = undefined;
    if (life?.hasEnded() === false) await life.kill9();
  }

  /** It holds its connections and does nothing, until `resume`. */
  async pause(): Promise<void> {
    await this.#life?.pause();
  }

  async resume(): Promise<void> {
    await this.#life?.resume();
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
  const processes = createOwnProcesses("nats-cluster");
  const serverAt = (index: number) => {
    const [name, own] = [`n${index + 1}`, ports[index] as Ports];
    const folder = join(processes.folder, name);
    mkdirSync(folder);
    const settings = join(folder, "nats.conf");
    writeFileSync(settings, configuration(name, own, ports, folder));
    return new ClusterServer(name, own, program, settings, processes);
  };
  const servers = [serverAt(0), serverAt(1), serverAt(2)] as const;
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
      await Promise.all(servers.map((server) => server.start()));
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
      await Promise.all(servers.map((server) => server.kill()));
      await processes.close();
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

function configuration(name: string, own: Ports, all: readonly Ports[], folder: string): string {
  const routes = all.map(({ route }) => `"nats://127.0.0.1:${route}"`);
  return `server_name: ${name}
host: 127.0.0.1
port: ${own.client}
http: "127.0.0.1:${own.monitor}"
jetstream { store_dir: ${JSON.stringify(folder)}, max_memory_store: 64MB, max_file_store: 1GB }
cluster {
  name: concordat
  host: 127.0.0.1
  port: ${own.route}
  routes: [${routes.join(", ")}]
}
`;
}
