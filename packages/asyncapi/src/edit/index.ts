export { type Added, addEntry, type NewEntry } from "./add-entry.ts";
export { type Replacement, referToContracts } from "./refer-to-contracts.ts";
