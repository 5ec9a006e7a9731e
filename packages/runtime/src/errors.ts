export { BusError, busErrors } from "./bus/bus-errors.ts";
export { configuredErrors } from "./configured/configured-errors.ts";
export { DeadLetterError, deadLetterErrors } from "./dead-letters/dead-letter-errors.ts";
export { RuntimeError, runtimeErrors } from "./failure/runtime-errors.ts";
export { TransportError, transportErrors } from "./ports/transport-errors.ts";
