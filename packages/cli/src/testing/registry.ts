import {
  createMemoryStore,
  createRegistry,
  createServer,
  listen,
  type Registry,
  type ServerOptions,
} from "@concordat/registry";
import { onTestFinished } from "vitest";

export type TestRegistry = { readonly url: string; readonly registry: Registry; stop(): Promise<void> };

let port = 18_000 + (process.pid % 4000);

/** The real registry, empty, on a port of its own; gone when the test is over. */
export async function emptyRegistry(options: Pick<ServerOptions, "access"> = {}): Promise<TestRegistry> {
  const registry = await createRegistry({ store: createMemoryStore() });
  const server = await createServer({ registry, ...options });
  onTestFinished(async () => void (await server.close()));
  for (;;) {
    port += 1;
    try {
      const { url } = await listen(server, { host: "127.0.0.1", port });
      return { url, registry, stop: async () => void (await server.close()) };
    } catch (error) {
      if ((error as { code?: string }).code !== "PORT_TAKEN" || port > 32_000) throw error;
    }
  }
}
