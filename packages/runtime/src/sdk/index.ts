export { isMade, type Made, type MadeEvent } from "../bus/made-event.ts";
export type { ContractBus, ContractBusOptions } from "./contract-bus.ts";
export { createContractBus } from "./create-contract-bus.ts";
export { type DataContract, type DataContractFacts, defineDataContract } from "./data-contract.ts";
export {
  defineEventContract,
  type EventContract,
  type EventContractFacts,
  type IncomingContract,
  type ReceivedEvent,
} from "./event-contract.ts";
export { type GroupNames, groupNames } from "./group-names.ts";
export {
  type ContractEntry,
  type ContractTable,
  type Handlers,
  type Ignored,
  type IgnoreOthers,
  ignoring,
  type MadeOf,
  type ReceivedOf,
} from "./handlers.ts";
