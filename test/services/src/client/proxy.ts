import { ask, type ProxyFacts } from "../supervise/proxies.ts";
import type { Supervisor } from "./connect.ts";

export type Proxied = {
  /** Puts a proxy of its own before the service; connect to its port instead. Removed with its owner. */
  through(): Promise<Proxy>;
};

/** The network between a client and a service. Each call resolves when it has taken effect. */
export type Proxy = {
  readonly host: string;
  readonly port: number;
  /** Breaks all connections, and refuses new ones. */
  cut(): Promise<void>;
  /** Ends what `cut` and `latency` began. */
  restore(): Promise<void>;
  /** Delays what the service sends. */
  latency(milliseconds: number, jitter?: number): Promise<void>;
  /** May be called twice. */
  remove(): Promise<void>;
};

export function createProxyHandle({ name, port, api }: ProxyFacts, supervisor: Supervisor): Proxy {
  const toxic = "latency";
  let isDelayed = false;

  async function endLatency(): Promise<void> {
    if (isDelayed) await ask("DELETE", `${api}/toxics/${toxic}`);
    isDelayed = false;
  }

  return {
    host: "127.0.0.1",
    port,
    cut: () => ask("POST", api, { enabled: false }),
    async restore() {
      await endLatency();
      await ask("POST", api, { enabled: true });
    },
    async latency(milliseconds, jitter = 0) {
      await endLatency();
      const attributes = { latency: milliseconds, jitter };
      await ask("POST", `${api}/toxics`, { name: toxic, type: "latency", stream: "downstream", attributes });
      isDelayed = true;
    },
    async remove() {
      await supervisor.call("closeProxy", { name });
    },
  };
}
