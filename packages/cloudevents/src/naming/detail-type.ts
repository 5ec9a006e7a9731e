/** The rule stands with the binding that writes it. */
export { detailTypeOf } from "../bindings/event-bridge.ts";
