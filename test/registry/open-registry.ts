import { createRegistry } from "../../registry/src/core/registry.ts";
import { createServer } from "../../registry/src/server.ts";
import { createMemoryStore } from "../../registry/src/store/memory.ts";
import { freePort } from "../../registry/src/testing/free-port.ts";

export type OpenRegistry = { readonly url: string; close(): Promise<void> };

/** An empty registry that listens. */
export async function openRegistry(): Promise<OpenRegistry> {
  const registry = await createRegistry({ store: createMemoryStore() });
  const server = await createServer({ registry });
  const port = await freePort();
  await server.listen({ host: "127.0.0.1", port });
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      await server.close();
      await registry.close();
    },
  };
}
