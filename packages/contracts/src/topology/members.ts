import { didYouMean } from "@concordat/errors";
import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import type { Notes, Place } from "./notes.ts";

/** What a member has to be. */
export type Kind = { readonly expected: string; fits(value: Json): boolean };

export const text: Kind = { expected: "a text that is not empty", fits: (value) => isText(value) };

export const texts: Kind = {
  expected: "a list of texts, one at least",
  fits: (value) => isArray(value) && value.length > 0 && value.every(isText),
};

export const object: Kind = { expected: "an object", fits: isObject };

export function whole(least: number): Kind {
  return {
    expected: `a whole number from ${least} up`,
    fits: (value) => Number.isSafeInteger(value) && (value as number) >= least,
  };
}

export function oneOf(...words: readonly string[]): Kind {
  return {
    expected: `one of ${words.map((word) => JSON.stringify(word)).join(", ")}`,
    fits: (value) => words.includes(value as string),
  };
}

/**
 * The members that are as they have to be; the others are noted. One that nobody knows is noted, too, but for those that begin with `x-`: whoever
 * wrote it wants something of the broker, and would not get it.
 */
export function readMembers(
  said: Json | undefined,
  kinds: Readonly<Record<string, Kind>>,
  at: Place,
  notes: Notes,
): JsonObject | undefined {
  if (said === undefined) return undefined;
  if (!isObject(said)) {
    notes.unsupported(at, `${nameOf(at)} is no object`, `write an object with ${listed(kinds)}`);
    return undefined;
  }
  const read = Object.entries(said).filter(([name, value]) => {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind?.fits(value)) return true;
    if (kind !== undefined)
      notes.unsupported(
        [...at, name],
        `${name} of ${nameOf(at)} is ${JSON.stringify(value)}, and has to be ${kind.expected}`,
        `write ${kind.expected}`,
      );
    else if (!name.startsWith("x-"))
      notes.unsupported(
        [...at, name],
        `${nameOf(at)} has no member "${name}"${didYouMean(name, Object.keys(kinds))}`,
        `there are ${listed(kinds)}`,
      );
    return false;
  });
  return Object.fromEntries(read);
}

/** One member of an object that may hold others, whatever they are for; `undefined` where it is not there or no text. */
export function textIn(said: Json | undefined, name: string): string | undefined {
  const value = said !== undefined && isObject(said) && Object.hasOwn(said, name) ? said[name] : undefined;
  return value !== undefined && isText(value) ? value : undefined;
}

function isText(value: Json): value is string {
  return typeof value === "string" && value !== "";
}

function nameOf(at: Place): string {
  return at.slice(1).join(".");
}

function listed(kinds: Readonly<Record<string, Kind>>): string {
  return Object.keys(kinds).join(", ");
}
