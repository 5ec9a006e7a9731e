import { isArray, isObject, type Json } from "@concordat/json";

/** Attempts at one witness; most are small when they come. */
const mostAttempts = 400;
/** Values made and looked at in all attempts together: with thousands of members there are few attempts. */
const mostWork = 40_000;

/**
 * The smallest value found that still satisfies: members and items are left out, and values replaced by simpler ones of
 * their type, as long as one such change works. Always the same for the same value.
 */
export function shrink(
  value: Json,
  satisfies: (value: Json) => boolean,
  /** False once nothing can be told any more. */
  goesOn: () => boolean = () => true,
): Json {
  let attempts = 0;
  let work = 0;
  let smallest = value;
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    const cost = sizeOf(smallest);
    for (const candidate of simpler(smallest)) {
      work += cost;
      if (attempts++ >= mostAttempts || work > mostWork || !goesOn()) return smallest;
      if (!satisfies(candidate)) continue;
      smallest = candidate;
      isSmaller = true;
      break;
    }
  }
  return smallest;
}

/** How many values there are in a value, itself included. */
function sizeOf(value: Json): number {
  if (isArray(value)) return value.reduce((sum: number, item) => sum + sizeOf(item), 1);
  return isObject(value) ? Object.values(value).reduce((sum: number, member) => sum + sizeOf(member), 1) : 1;
}

/** Values one step simpler, boldest first. */
function* simpler(value: Json): Generator<Json> {
  if (isArray(value)) {
    if (value.length > 1) yield value.slice(0, Math.floor(value.length / 2));
    for (const index of value.keys()) yield value.toSpliced(index, 1);
    for (const [index, item] of value.entries())
      for (const less of simpler(item)) yield value.with(index, less);
  } else if (isObject(value)) {
    const members = Object.entries(value);
    for (const [left] of members) yield Object.fromEntries(members.filter(([name]) => name !== left));
    for (const [name, member] of members)
      for (const less of simpler(member))
        yield Object.fromEntries(members.map((each) => (each[0] === name ? [name, less] : each)));
  } else if (typeof value === "string") {
    if (value.length > 1) yield [...value].slice(0, Math.floor([...value].length / 2)).join("");
  } else if (typeof value === "number") {
    for (const rounder of [0, 1, Math.trunc(value)]) if (Math.abs(rounder) < Math.abs(value)) yield rounder;
  }
}
