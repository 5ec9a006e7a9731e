import { serviceErrors } from "../errors.ts";
import type { Survives } from "../kind.ts";
import { kindOf, type ServiceName } from "../kinds.ts";
import { configuredPorts, type PortPool, type Ports } from "../ports.ts";
import type { Engine, Order } from "./engine.ts";
import { createInstance, type Facts, type Instance, type Say } from "./instance.ts";
import { createProxy, type ProxyFacts, removeProxy } from "./proxies.ts";

export type Action = "kill9" | "pause" | "resume" | "restart";

/** Whoever asked: what was made for it alone goes when it goes. Told apart by identity. */
export type Client = object;

/** All instances of one supervisor, and the proxies before them. */
export type Fleet = {
  /** The instance that all share; started if it does not run. */
  ensure(name: ServiceName, lifetime: Order["lifetime"], say: Say): Promise<Facts>;
  /** An instance of the client's own, with its own ports and data. */
  startExclusive(name: ServiceName, survives: Survives, client: Client, say: Say): Promise<Facts>;
  act(id: string, action: Action, say: Say): Promise<Facts>;
  release(id: string): Promise<void>;
  openProxy(id: string, client: Client, say: Say): Promise<ProxyFacts>;
  closeProxy(name: string): Promise<void>;
  releaseAllOf(client: Client): Promise<void>;
  status(): readonly Facts[];
  /** Stops the shared instance; one that a test run started loses its data. */
  stop(name: ServiceName): Promise<void>;
  /** Removes the data of the shared instance, and starts it anew if it ran. */
  reset(name: ServiceName, say: Say): Promise<void>;
  stopAll(): Promise<void>;
};

export type FleetOptions = {
  readonly pool: PortPool;
  readonly engineFor: (name: ServiceName) => Promise<Engine>;
  readonly signal: AbortSignal;
};

type Member = { readonly order: Order; readonly instance: Instance; readonly client?: Client };
type Proxy = { readonly facts: ProxyFacts; readonly client: Client; readonly fromPool: boolean };

export function createFleet({ pool, engineFor, signal }: FleetOptions): Fleet {
  const members = new Map<string, Member>();
  const proxies = new Map<string, Proxy>();
  let counter = 1;

  async function join(order: Order, client?: Client): Promise<Member> {
    const engine = await engineFor(order.name);
    // Whoever asked at the same moment may have been faster while the engine was being found.
    const present = members.get(order.id);
    if (present) return present;
    const member = { order, instance: createInstance(order, engine, signal), ...(client && { client }) };
    members.set(order.id, member);
    return member;
  }

  function memberOf(id: string): Member {
    const member = members.get(id);
    if (member === undefined) throw serviceErrors.SERVICE_RELEASED({ id });
    return member;
  }

  function sharedOrder(name: ServiceName, lifetime: Order["lifetime"]): Order {
    const kind = kindOf(name);
    const ports = configuredPorts(name, kind.ports);
    return { id: name, name, kind, ports, lifetime, survives: "process-crash" };
  }

  async function leave({ order, instance, client }: Member): Promise<void> {
    if (order.lifetime === "kept") await instance.stop();
    else await instance.wipe();
    members.delete(order.id);
    if (client) for (const port of Object.values(order.ports)) pool.giveBack(port);
  }

  async function ensure(name: ServiceName, lifetime: Order["lifetime"], say: Say): Promise<Facts> {
    const present = members.get(name);
    // A person wants its data kept, and what a test run began with is not running any more.
    if (lifetime === "kept" && present?.order.lifetime === "passing" && isDown(present)) await leave(present);
    const member = members.get(name) ?? (await join(sharedOrder(name, lifetime)));
    await member.instance.ensure(say);
    // A `stop` in between has taken it off the list.
    members.set(name, member);
    return member.instance.facts();
  }

  async function closeProxy(name: string): Promise<void> {
    const proxy = proxies.get(name);
    if (proxy === undefined) return;
    proxies.delete(name);
    // Toxiproxy may have been stopped first, and then the proxy is gone with it.
    await removeProxy(proxy.facts).catch(() => undefined);
    if (proxy.fromPool) pool.giveBack(proxy.facts.port);
  }

  return {
    ensure,
    async startExclusive(name, survives, client, say) {
      counter += 1;
      const order: Order = {
        id: `${name}-${counter}`,
        name,
        kind: kindOf(name),
        ports: await lendPorts(name, pool),
        lifetime: "passing",
        survives,
      };
      const member = await join(order, client);
      try {
        await member.instance.ensure(say);
      } catch (error) {
        await leave(member);
        throw error;
      }
      return member.instance.facts();
    },
    async act(id, action, say) {
      const { instance } = memberOf(id);
      await instance[action](say);
      return instance.facts();
    },
    async release(id) {
      const member = members.get(id);
      if (member?.client) await leave(member);
    },
    async openProxy(id, client, say) {
      const { main, behindProxy, proxy } = memberOf(id).order.ports;
      const { ports } = await ensure("toxiproxy", "passing", say);
      counter += 1;
      const port = proxy ?? (await pool.lend());
      const order = { name: `${id}-through-${counter}`, port, upstream: behindProxy ?? main };
      const facts = await createProxy(kindOf("toxiproxy").url(ports), order);
      proxies.set(facts.name, { facts, client, fromPool: proxy === undefined });
      return facts;
    },
    closeProxy,
    async releaseAllOf(client) {
      const names = [...proxies].filter(([, proxy]) => proxy.client === client).map(([name]) => name);
      await Promise.all(names.map(closeProxy));
      const own = [...members.values()].filter((member) => member.client === client);
      await Promise.all(own.map(leave));
    },
    status: () => [...members.values()].map(({ instance }) => instance.facts()),
    async stop(name) {
      const member = members.get(name);
      if (member) await leave(member);
    },
    async reset(name, say) {
      const member = members.get(name) ?? (await join(sharedOrder(name, "kept")));
      const ran = !isDown(member);
      await member.instance.wipe();
      if (ran) await member.instance.ensure(say);
      else members.delete(name);
    },
    async stopAll() {
      await Promise.all([...members.values()].map(leave));
    },
  };
}

function isDown({ instance }: Member): boolean {
  return ["stopped", "killed", "crashed"].includes(instance.facts().state);
}

/** A port for each that the kind has, and two more for a kind that must know the proxy before it when it starts. */
async function lendPorts(name: ServiceName, pool: PortPool): Promise<Ports> {
  const kind = kindOf(name);
  const wanted = [...Object.keys(kind.ports), ...(kind.advertisesItself ? ["behindProxy", "proxy"] : [])];
  const lent = await Promise.all(wanted.map(async (port) => [port, await pool.lend()] as const));
  return Object.fromEntries(lent) as Ports;
}
