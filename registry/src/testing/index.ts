/** What tests and benches of other folders need to run a registry. Not published. */
export { freePort } from "./free-port.ts";
export { registryWith, repository, shippedSnapshot, snapshotOf } from "./snapshots.ts";
