import { accessErrors } from "./errors.ts";

/** A moment to come, written as such or as a number of days from now, in the one spelling that is stored. */
export function parseExpiry(value: string, now: number): string {
  const days = /^([1-9][0-9]{0,3})d$/.exec(value)?.[1];
  const moment = days === undefined ? momentOf(value) : now + Number(days) * 86_400_000;
  if (Number.isNaN(moment) || moment <= now) throw accessErrors.TOKEN_EXPIRY({ value });
  return new Date(moment).toISOString();
}

/** Zone and all: a time without one would mean another moment on another machine. */
function momentOf(value: string): number {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(value)
    ? Date.parse(value)
    : Number.NaN;
}
