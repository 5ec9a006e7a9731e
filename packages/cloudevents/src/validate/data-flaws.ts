import { formatPointer } from "@concordat/json";
import { cloudEventErrors } from "../errors.ts";
import { describe } from "../values/describe.ts";
import { type Violation, violationOf } from "../violation.ts";

/** A whole event may nest 64 levels deep, as the parser has it, and its data begins on the second. */
export const deepestData = 63;

/** What an event is told of its data, at most. */
const mostFlaws = 20;

/** No event that any limit here lets pass holds more values; shared objects can make few bytes look like billions. */
const mostValues = 1_000_000;

const forbidden = "__proto__";

/**
 * Everything because of which data would not arrive as what it is: values that JSON has no word for, and members named
 * `__proto__`, which a consumer that copies by assignment would take for the prototype of its own object.
 */
export function dataFlaws(data: unknown): readonly Violation[] {
  return isAllFaithful(data) ? none : [...find(data, [], { left: mostValues, flaws: mostFlaws })];
}

const none: readonly Violation[] = Object.freeze([]);

/** Nearly all data passes here, so this way builds nothing. A circle ends at the limit of depth. */
function isAllFaithful(data: unknown): boolean {
  objectsLeft = mostValues;
  namesRead = 0;
  try {
    return isFaithful(data, deepestData);
  } catch {
    // A getter or a proxy that throws; the other way says where.
    return false;
  }
}

/** Of the call that is under way: handing it down through all levels costs a tenth of the walk. */
let objectsLeft = 0;

function isFaithful(value: unknown, levelsLeft: number): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value === "number") return isFaithfulNumber(value);
  if (typeof value === "boolean" || value === null) return true;
  objectsLeft -= 1;
  if (typeof value !== "object" || levelsLeft === 0 || objectsLeft < 0) return false;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1)
      if (!isFaithful(value[index], levelsLeft - 1)) return false;
    return true;
  }
  if (!isPlain(value)) return false;
  for (const name in value) {
    const member = (value as Record<string, unknown>)[name];
    if (!isGoodName(name) || (member !== undefined && !isFaithful(member, levelsLeft - 1))) return false;
  }
  return true;
}

/**
 * Events of one type have the same names in the same places, so a name that stood here the last time need not be looked at again: that
 * takes as long as all their values.
 */
const namesSeen: string[] = new Array(64).fill("");
let namesRead = 0;

function isGoodName(name: string): boolean {
  const place = namesRead % namesSeen.length;
  namesRead += 1;
  if (namesSeen[place] === name) return true;
  if (name === forbidden || !name.isWellFormed()) return false;
  if (name.length <= longestSeen) namesSeen[place] = name;
  return true;
}

const longestSeen = 64;

type Search = { left: number; flaws: number };

/** Where it stands and what it is; stops looking once there is enough to tell. */
function* find(value: unknown, path: readonly (string | number)[], search: Search): Generator<Violation> {
  search.left -= 1;
  if (search.flaws <= 0) return;
  const isTooMuch = search.left < 0;
  const isTooDeep = path.length >= deepestData && typeof value === "object" && value !== null;
  const flaw = isTooMuch
    ? "more than a million values"
    : isTooDeep
      ? `beyond ${deepestData} levels, or in a circle`
      : flawOf(value);
  if (flaw !== undefined) {
    search.flaws = isTooMuch ? 0 : search.flaws - 1;
    yield unrepresentable(path, flaw);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [name, member, trouble] of membersOf(value)) {
    const at = [...path, name];
    if (trouble === undefined && name !== forbidden) {
      if (member !== undefined || Array.isArray(value)) yield* find(member, at, search);
      continue;
    }
    search.flaws -= 1;
    yield trouble === undefined ? keyForbidden(at) : unrepresentable(at, trouble);
    if (search.flaws <= 0) return;
  }
}

function flawOf(value: unknown): string | undefined {
  switch (typeof value) {
    case "string":
      return value.isWellFormed() ? undefined : "text with half of a surrogate pair";
    case "number":
      return isFaithfulNumber(value) ? undefined : describe(value);
    case "boolean":
      return undefined;
    case "object": {
      if (value === null) return undefined;
      try {
        return Array.isArray(value) || isPlain(value) ? undefined : "an object of a class";
      } catch {
        return "a value that cannot be read";
      }
    }
    default:
      return describe(value);
  }
}

type Member = readonly [name: string | number, member: unknown, trouble?: string];

function* membersOf(value: object): Generator<Member> {
  const names = attempt(() => (Array.isArray(value) ? [...value.keys()] : Object.keys(value)));
  for (const name of names ?? []) {
    let member: unknown;
    let trouble: string | undefined;
    try {
      member = (value as Record<string | number, unknown>)[name];
    } catch {
      trouble = "a value that cannot be read";
    }
    if (typeof name === "string" && !name.isWellFormed()) trouble = "named with half of a surrogate pair";
    yield trouble === undefined ? [name, member] : [name, member, trouble];
  }
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Also the plain objects of another realm, whose `Object.prototype` is not ours. */
function isPlain(value: object): boolean {
  const prototype: object | null = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

/** Finite, and not a whole number that would be written as another one: readers refuse those. */
function isFaithfulNumber(value: number): boolean {
  if (Number.isSafeInteger(value) || !Number.isInteger(value)) return Number.isFinite(value);
  const text = String(value);
  return text.includes("e") || BigInt(text) === BigInt(value);
}

function unrepresentable(path: readonly (string | number)[], found: string): Violation {
  const pointer = formatPointer(["data", ...path]);
  return violationOf(cloudEventErrors.CE_DATA_UNREPRESENTABLE({ pointer, found }), pointer);
}

function keyForbidden(path: readonly (string | number)[]): Violation {
  const pointer = formatPointer(["data", ...path]);
  return violationOf(cloudEventErrors.DATA_KEY_FORBIDDEN({ pointer, name: forbidden }), pointer);
}
