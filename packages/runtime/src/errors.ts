export { TransportError, transportErrors } from "./ports/transport-errors.ts";
