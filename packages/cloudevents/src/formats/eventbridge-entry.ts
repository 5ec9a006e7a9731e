import { eventBridgeBinding } from "../bindings/event-bridge.ts";
import type { Format } from "./format.ts";

/**
 * An entry of a PutEvents call, or what a target gets. The event inside is whole, so nothing else is looked at. It is
 * written by the binding, which knows the bus.
 */
export const eventBridgeEntry: Format = {
  name: "eventbridge_entry",
  detects: (value) =>
    (value.DetailType !== undefined && value.Detail !== undefined) ||
    (value["detail-type"] !== undefined && value.detail !== undefined),
  read(value, { types, judging }) {
    const verdict = eventBridgeBinding.decode(value, { ...judging, knownTypes: types.current });
    return verdict.valid
      ? { event: verdict.event }
      : { violations: verdict.violations.filter(({ severity }) => severity === "error") };
  },
};
