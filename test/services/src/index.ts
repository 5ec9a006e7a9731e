export type { ExclusiveService, Faults, SharedService } from "./client/handle.ts";
export type { Proxied, Proxy, Toxic, Way } from "./client/proxy.ts";
export { type TestScope, type UseOptions, useService } from "./client/use-service.ts";
export { ServiceError, serviceErrors } from "./errors.ts";
export type { Survives } from "./kind.ts";
export type { Database } from "./kinds/postgres.ts";
export { type ServiceName, serviceNames } from "./kinds.ts";
export { type WaitOptions, waitUntil } from "./os/wait-until.ts";
