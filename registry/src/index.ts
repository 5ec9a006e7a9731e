export { verifyChain } from "./core/chain.ts";
export { loadProject } from "./core/commands/load-project.ts";
export { type ProjectReading, readProject } from "./core/read-project.ts";
export { createRegistry, type Registry } from "./core/registry.ts";
export { createSnapshot, type Snapshot, type StoredDocument } from "./core/snapshot.ts";
export {
  accessErrors,
  coreErrors,
  RegistryError,
  registryErrors,
  settingsErrors,
  storeErrors,
} from "./errors.ts";
export { createServer, type ServerOptions } from "./server.ts";
export { type Listening, listen } from "./start/listen.ts";
export { manageTokens, type TokenManager } from "./start/manage-tokens.ts";
export { runRegistry } from "./start/run.ts";
export { type RunningRegistry, type StartOptions, startRegistry } from "./start/serve.ts";
export { withRegistry } from "./start/with-registry.ts";
export { exportArchive } from "./store/archive/export-archive.ts";
export { importArchive } from "./store/archive/import-archive.ts";
export { createMemoryStore } from "./store/memory.ts";
export { openStore, type StoreAddress } from "./store/open-store.ts";
export type { Store } from "./store/store.ts";
