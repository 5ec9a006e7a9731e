export { loadProject } from "./core/commands/load-project.ts";
export { type ProjectReading, readProject } from "./core/read-project.ts";
export { createRegistry, type Registry } from "./core/registry.ts";
export { createSnapshot, type Snapshot, type StoredDocument } from "./core/snapshot.ts";
export { coreErrors, RegistryError, registryErrors } from "./errors.ts";
export { createServer, type ServerOptions } from "./server.ts";
export { type Listening, listen } from "./start/listen.ts";
export { readSettings, type Settings } from "./start/settings.ts";
export { createMemoryStore } from "./store/memory.ts";
