export type { ExclusiveService, Faults, SharedService } from "./client/handle.ts";
export type { Proxied, Proxy } from "./client/proxy.ts";
export { type TestScope, type UseOptions, useService } from "./client/use-service.ts";
export { ServiceError, serviceErrors } from "./errors.ts";
export type { Database } from "./kinds/postgres.ts";
export { type ServiceName, serviceNames } from "./kinds.ts";
export { type WaitOptions, waitUntil } from "./os/wait-until.ts";
export { type Authority, createAuthority, type Identity } from "./tls/certificates.ts";
export { openTlsProxy, type TlsProxy, type TlsProxyOptions } from "./tls/tls-proxy.ts";
