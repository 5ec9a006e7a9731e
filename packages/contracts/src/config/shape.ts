import { didYouMean } from "@concordat/errors";
import {
  appendToPointer,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  parsePointer,
} from "@concordat/json";
import { type ContractError, contractErrors } from "../errors.ts";

/** Takes a fault and goes on: all faults of a file are told at once. */
export type Report = (pointer: string, error: ContractError) => void;

/** Turns JSON into a typed value; `undefined` after a report. */
export type Shape<T> = (value: Json, pointer: string, report: Report) => T | undefined;

/** A text that passes. `expected` completes "must be …". */
export function text(expected: string, passes: (text: string) => boolean): Shape<string> {
  return (value, pointer, report) => {
    if (typeof value === "string" && passes(value)) return value;
    report(pointer, mismatch(pointer, expected, describe(value)));
    return undefined;
  };
}

export function word<const Word extends string>(words: readonly Word[]): Shape<Word> {
  const expected = `one of ${words.join(", ")}`;
  return (value, pointer, report) => {
    const found = words.find((known) => known === value);
    const meant = typeof value === "string" ? didYouMean(value, words) : "";
    if (found === undefined) report(pointer, mismatch(pointer, expected, `${describe(value)}${meant}`));
    return found;
  };
}

/** One number and no other: the version of a file's form. */
export function exactly<const Value extends number>(wanted: Value): Shape<Value> {
  return (value, pointer, report) => {
    if (value === wanted) return wanted;
    report(pointer, mismatch(pointer, `${wanted}`, describe(value)));
    return undefined;
  };
}

/** Whatever JSON there is. */
export const anything: Shape<Json> = (value) => value;

/** An object that somebody else looks into. */
export const anyObject: Shape<JsonObject> = (value, pointer, report) => membersOf(value, pointer, report);

export function listOf<T>(item: Shape<T>): Shape<readonly T[]> {
  return (value, pointer, report) => {
    if (!isArray(value)) {
      report(pointer, mismatch(pointer, "a list", describe(value)));
      return undefined;
    }
    return value.flatMap((element, index) => {
      const read = item(element, appendToPointer(pointer, index), report);
      return read === undefined ? [] : [read];
    });
  };
}

export function mapOf<T>(name: Shape<string>, item: Shape<T>): Shape<ReadonlyMap<string, T>> {
  return (value, pointer, report) => {
    const members = membersOf(value, pointer, report);
    if (members === undefined) return undefined;
    const entries = Object.entries(members).flatMap(([key, member]) => {
      const at = appendToPointer(pointer, key);
      const read = name(key, at, report) === undefined ? undefined : item(member, at, report);
      return read === undefined ? [] : [[key, read] as const];
    });
    return new Map(entries);
  };
}

/** The shape itself, or what it stands for when it is written in short. */
export function orShort<T, Short>(
  short: Shape<Short>,
  expand: (value: Short) => T,
  long: Shape<T>,
): Shape<T> {
  return (value, pointer, report) => {
    if (isObject(value)) return long(value, pointer, report);
    const read = short(value, pointer, report);
    return read === undefined ? undefined : expand(read);
  };
}

/** An object with these members and no others: a typing error is found and not ignored. */
export function record<Members extends object, Required extends keyof Members & string>(
  shapes: { readonly [Name in keyof Members]: Shape<Members[Name]> },
  required: readonly Required[],
): Shape<Pick<Members, Required> & Partial<Members>> {
  const known = Object.keys(shapes);
  const read = openRecord(shapes, required);
  return (value, pointer, report) => {
    if (isObject(value))
      for (const key of Object.keys(value))
        if (!known.includes(key))
          report(appendToPointer(pointer, key), contractErrors.CONFIG_UNKNOWN_KEY({ key, known }));
    return read(value, pointer, report);
  };
}

/** An object with these members; what else it has is for somebody else to look into, and is left out here. */
export function openRecord<Members extends object, Required extends keyof Members & string>(
  shapes: { readonly [Name in keyof Members]: Shape<Members[Name]> },
  required: readonly Required[],
): Shape<Pick<Members, Required> & Partial<Members>> {
  return (value, pointer, report) => {
    const members = membersOf(value, pointer, report);
    if (members === undefined) return undefined;
    const entries = Object.entries(shapes as Record<string, Shape<unknown>>).flatMap(([name, shape]) => {
      const member = Object.hasOwn(members, name) ? members[name] : undefined;
      if (member === undefined) return [];
      const read = shape(member, appendToPointer(pointer, name), report);
      return read === undefined ? [] : [[name, read] as const];
    });
    const absent = required.filter((name) => !Object.hasOwn(members, name));
    for (const name of absent)
      report(
        pointer,
        contractErrors.CONFIG_MISSING({ setting: nameOfSetting(appendToPointer(pointer, name)) }),
      );
    // A required member that is there and wrong was reported, and whoever reports has no use for the value.
    return Object.fromEntries(entries) as Pick<Members, Required> & Partial<Members>;
  };
}

/** `/lint/suppress/0/rule` as a person writes it: `lint.suppress[0].rule`. */
export function nameOfSetting(pointer: string): string {
  const steps = (parsePointer(pointer) ?? []).map((token) =>
    /^\d+$/.test(token) ? `[${token}]` : `.${token}`,
  );
  return steps.join("").replace(/^\./, "") || "the whole file";
}

function membersOf(value: Json, pointer: string, report: Report): JsonObject | undefined {
  if (isObject(value)) return value;
  report(pointer, mismatch(pointer, "an object", describe(value)));
  return undefined;
}

function mismatch(pointer: string, expected: string, found: string): ContractError {
  return contractErrors.CONFIG_TYPE({ setting: nameOfSetting(pointer), expected, found });
}

function describe(value: Json): string {
  if (typeof value === "string")
    return value.length > 60 ? `a text of ${value.length} characters` : JSON.stringify(value);
  if (value === null) return "null";
  if (isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `the ${typeof value} ${value}`;
}
