import { validateEvent } from "../validate/validate-event.ts";
import type { ReadContext, ReadResult } from "./format.ts";

/** The last door of every format: what comes out of it is an event, whole and valid. */
export function checkedEvent(
  candidate: Readonly<Record<string, unknown>>,
  { types, judging }: ReadContext,
): ReadResult {
  const verdict = validateEvent(candidate, { ...judging, knownTypes: types.current, nulls: "unset" });
  if (verdict.valid) return { event: verdict.event };
  return { violations: verdict.violations.filter(({ severity }) => severity === "error") };
}
