export { type ProjectReading, readProject } from "./core/read-project.ts";
export { createSnapshot, type Snapshot, type StoredDocument } from "./core/snapshot.ts";
export { RegistryError, registryErrors } from "./errors.ts";
export { createServer, type ServerOptions } from "./server.ts";
export { type Listening, listen } from "./start/listen.ts";
export { runRegistry } from "./start/run.ts";
export { type RunningRegistry, type StartOptions, startRegistry } from "./start/serve.ts";
