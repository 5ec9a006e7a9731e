export { type Environment, valueInEnvironment, variableOf } from "./environment.ts";
export { knownPackages, memoryModule } from "./known-transports.ts";
export { type ConfiguredTransportOptions, openConfiguredTransport } from "./open-configured-transport.ts";
