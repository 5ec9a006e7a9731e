import { createServer } from "node:net";
import { serviceErrors } from "./errors.ts";
import { waitUntil } from "./os/wait-until.ts";

/** `main` is what clients connect to. */
export type Ports = { readonly main: number; readonly [other: string]: number };

/**
 * All ports lie below 32768, where the kernel's range for outgoing connections begins: inside of that range a
 * connection to a port nobody serves can, rarely, connect to itself, and then the service finds its port in use.
 */
export const firstEphemeralPort = 32_768;

/** For exclusive instances and proxies, which many may need at once. */
export const poolVariable = "CONCORDAT_SERVICES_POOL";
const defaultPool = "30000-31999";

/** `CONCORDAT_KAFKA_PORT` for the main port, `CONCORDAT_KAFKA_CONTROLLER_PORT` for another one. */
export function portVariable(service: string, port: string): string {
  return port === "main"
    ? `CONCORDAT_${service.toUpperCase()}_PORT`
    : `CONCORDAT_${service.toUpperCase()}_${port.toUpperCase()}_PORT`;
}

/** The defaults of a service, each overridden by its variable where that is set. */
export function configuredPorts(
  service: string,
  defaults: Ports,
  env: NodeJS.ProcessEnv = process.env,
): Ports {
  const configured = Object.entries(defaults).map(([port, number]) => {
    const variable = portVariable(service, port);
    return [port, env[variable] === undefined ? number : parsePort(variable, env[variable])] as const;
  });
  return Object.fromEntries(configured) as Ports;
}

/**
 * Refuses a port that a stranger serves, and never adopts it.
 *
 * Waits a little first: after a kill, the socket of a JVM outlives the first sign of its death for some milliseconds.
 */
export async function requireFreePorts(service: string, ports: Ports): Promise<void> {
  for (const [port, number] of Object.entries(ports)) {
    const free = await waitUntil(() => isPortFree(number), { within: 3_000, every: 50 });
    if (!free)
      throw serviceErrors.SERVICE_PORT_TAKEN({
        name: service,
        port: number,
        variable: portVariable(service, port),
      });
  }
}

/** Asked by binding it: that needs no answer from whoever is there and opens no connection. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ host: "127.0.0.1", port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Lends ports of the pool; a port is lent once until it is given back. */
export type PortPool = {
  lend(): Promise<number>;
  giveBack(port: number): void;
};

/** `random` spreads several checkouts on one machine over the pool, so that they seldom try the same port. */
export function createPortPool(
  random: () => number = Math.random,
  env: NodeJS.ProcessEnv = process.env,
): PortPool {
  const { first, last } = parsePool(env[poolVariable] ?? defaultPool);
  const lent = new Set<number>();
  const size = last - first + 1;
  return {
    async lend() {
      const start = Math.floor(random() * size);
      for (let step = 0; step < size; step += 1) {
        const port = first + ((start + step) % size);
        if (lent.has(port)) continue;
        lent.add(port);
        if (await isPortFree(port)) return port;
        lent.delete(port);
      }
      throw serviceErrors.SERVICE_PORT_TAKEN({
        name: "an exclusive instance",
        port: last,
        variable: poolVariable,
      });
    },
    giveBack: (port) => void lent.delete(port),
  };
}

function parsePool(text: string): { readonly first: number; readonly last: number } {
  const [first, last] = text.split("-").map((part) => parsePort(poolVariable, part));
  if (first !== undefined && last !== undefined && first <= last) return { first, last };
  throw serviceErrors.SERVICE_SETTING_INVALID({
    variable: poolVariable,
    value: text,
    expected: "a range like 30000-31999",
  });
}

function parsePort(variable: string, value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (port >= 1_024 && port < firstEphemeralPort) return port;
  throw serviceErrors.SERVICE_SETTING_INVALID({ variable, value, expected: "a port from 1024 to 32767" });
}
