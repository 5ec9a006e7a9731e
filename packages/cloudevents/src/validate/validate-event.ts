import type { CloudEvent } from "../cloud-event.ts";
import { cloudEventErrors } from "../errors.ts";
import { describe } from "../values/describe.ts";
import { judgeMembers, type Members, put } from "./judge.ts";
import type { EventVerdict, ValidateOptions } from "./options.ts";
import { refused } from "./refused.ts";

/**
 * Judges a value as an event, in memory or as it stands in JSON (with `data_base64` and the older spellings of
 * extensions), and returns it as an event in memory, or everything that is wrong with it.
 *
 * Never throws, whatever the value; the functions among the options may. The event is a frozen copy; its data is the
 * value's own.
 */
export function validateEvent(value: unknown, options: ValidateOptions = {}): EventVerdict {
  const members = membersOf(value);
  return members === undefined
    ? notAnEvent(value)
    : judgeMembers(members, options, { nulls: options.nulls ?? "wrong" });
}

/** For a value that is no object at all. */
export function notAnEvent(value: unknown): EventVerdict<CloudEvent> & { readonly valid: false } {
  return refused(cloudEventErrors.CE_NOT_AN_EVENT({ found: describe(value) }));
}

/** Reads every member once, so that nothing that is judged can be another thing later. Symbols name no attributes. */
function membersOf(value: unknown): Members | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  try {
    if (Array.isArray(value)) return undefined;
    const members: Members = {};
    for (const name of Object.keys(value)) put(members, name, (value as Members)[name]);
    return members;
  } catch {
    // A proxy or a getter that throws: there is nothing to judge.
    return undefined;
  }
}
