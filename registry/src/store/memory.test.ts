import { createMemoryStore, createStoreMemory } from "./memory.ts";
import { storeConformance } from "./testing/conformance.ts";

storeConformance("memory", async () => {
  const memory = createStoreMemory();
  return { open: async () => createMemoryStore(memory), drop: async () => {} };
});
