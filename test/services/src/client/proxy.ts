import { ask, bytesOfEnded, type ProxyFacts } from "../supervise/proxies.ts";
import type { Supervisor } from "./connect.ts";

export type Proxied = {
  /** Puts a proxy of its own before the service; connect to its port instead. Removed with its owner. */
  through(): Promise<Proxy>;
};

/** The network between a client and a service. Each call resolves when it has taken effect, on connections that are open as well. */
export type Proxy = {
  readonly host: string;
  readonly port: number;
  /** Breaks all connections, and refuses new ones. */
  cut(): Promise<void>;
  /** Has something go wrong on one way, or a part of it: several may be in effect at once. */
  disturb(way: Way, toxic: Toxic): Promise<void>;
  /** Delays what the service sends. */
  latency(milliseconds: number, jitter?: number): Promise<void>;
  /**
   * How many bytes were let through on this way, of connections that are over: it grows when one ends, so that whoever ends connections can see
   * that it did.
   */
  ended(way: Way): Promise<number>;
  /** Ends whatever was begun. What a toxic swallowed stays lost, and what it closed closed. */
  restore(): Promise<void>;
  /** May be called twice. */
  remove(): Promise<void>;
};

/** `upstream`: what the client sends. `downstream`: what the service sends. */
export type Way = "upstream" | "downstream";

/**
 * What can go wrong with the bytes of a connection, in toxiproxy's names, times in milliseconds.
 *
 * - `latency`: they come so much later, give or take the jitter.
 * - `bandwidth`: so many kilobytes a second get through.
 * - `timeout`: none gets through, and the connection ends after so long; 0: when the toxic does.
 * - `reset_peer`: the connection is reset, so long after the first byte.
 * - `limit_data`: the connection ends after so many bytes.
 * - `slow_close`: it ends so much later than it was ended.
 *
 * https://github.com/Shopify/toxiproxy#toxics
 */
export type Toxic =
  | { readonly type: "latency"; readonly latency: number; readonly jitter?: number }
  | { readonly type: "bandwidth"; readonly rate: number }
  | { readonly type: "timeout" | "reset_peer"; readonly timeout: number }
  | { readonly type: "limit_data"; readonly bytes: number }
  | { readonly type: "slow_close"; readonly delay: number };

export function createProxyHandle({ name, port, api }: ProxyFacts, supervisor: Supervisor): Proxy {
  const toxics = new Set<string>();

  async function disturb(way: Way, { type, ...attributes }: Toxic): Promise<void> {
    // One of a kind on each way: another of the same kind takes its place.
    const toxic = `${type}-${way}`;
    await end(toxic);
    await ask("POST", `${api}/toxics`, { name: toxic, type, stream: way, attributes });
    toxics.add(toxic);
  }

  async function end(toxic: string): Promise<void> {
    if (toxics.delete(toxic)) await ask("DELETE", `${api}/toxics/${toxic}`);
  }

  return {
    host: "127.0.0.1",
    port,
    cut: () => ask("POST", api, { enabled: false }),
    disturb,
    latency: (milliseconds, jitter = 0) =>
      disturb("downstream", { type: "latency", latency: milliseconds, jitter }),
    ended: (way) => bytesOfEnded({ name, api }, way),
    async restore() {
      for (const toxic of [...toxics]) await end(toxic);
      await ask("POST", api, { enabled: true });
    },
    async remove() {
      await supervisor.call("closeProxy", { name });
    },
  };
}
