import { createMemoryStore, createRegistry, createServer } from "@concordat/registry";
import { freePort } from "@concordat/registry/testing";

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
