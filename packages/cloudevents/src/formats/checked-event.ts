import { validateEvent } from "../validate/validate-event.ts";
import type { ReadContext, ReadResult } from "./format.ts";

/** The last door of every format: what comes out of it is an event, whole and valid. */
export function checkedEvent(
  candidate: Readonly<Record<string, unknown>>,
  { types, validateData }: ReadContext,
): ReadResult {
  const verdict = validateEvent(candidate, { knownTypes: types.current, validateData, nulls: "unset" });
  if (verdict.valid) return { event: verdict.event };
  return { violations: verdict.violations.filter(({ severity }) => severity === "error") };
}
