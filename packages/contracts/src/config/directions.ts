import type { BreakDirection } from "../accepted/accepted.ts";
import type { Policy } from "./config.ts";

/** What a policy asks: `BACKWARD`, new readers take old events; `FORWARD`, old readers take new events; `FULL`, both. */
export function directionsOf(policy: Policy): readonly BreakDirection[] {
  if (policy === "NONE") return [];
  if (policy.startsWith("BACKWARD")) return ["backward"];
  return policy.startsWith("FORWARD") ? ["forward"] : ["backward", "forward"];
}
