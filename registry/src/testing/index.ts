/** What tests and benches of other folders need to run a registry. Not published. */
export { createAuthenticate } from "../auth/authenticate.ts";
export { mintSecret } from "../auth/secret.ts";
export { openStore, type StoreAddress } from "../store/open-store.ts";
export { createPostgresPlaces } from "../store/testing/postgres-places.ts";
export { freePort } from "./free-port.ts";
export { registryWith, repository, shippedSnapshot, snapshotOf } from "./snapshots.ts";
