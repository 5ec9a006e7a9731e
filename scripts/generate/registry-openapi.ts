import { createMemoryStore, createRegistry, createServer } from "@concordat/registry";
import type { Generator } from "./generator.ts";

const path = "docs/reference/registry-openapi.json";

/** What the registry says of itself at `/openapi.json`, for those who do not run it. */
export const registryOpenApi: Generator = {
  name: "registry-openapi",
  owns: [path],
  run: async () => {
    const registry = await createRegistry({ store: createMemoryStore() });
    const server = await createServer({ registry });
    const { body } = await server.inject("/openapi.json");
    await server.close();
    await registry.close();
    return { [path]: body };
  },
};
