import { refusals } from "./refusal.ts";

/** A query as this API reads it: unknown names are ignored, and of a repeated one the first counts. */
export type Query = {
  /** Any spelling of `true` is true, everything else is not: clients in Python send `True` and `False`. */
  flag(name: string): boolean;
  text(name: string): string | undefined;
  /** Every value of a repeated name; also where it is spelled as `name[]`. */
  all(name: string): readonly string[];
  /** A part of a list. A limit that is not positive is none. */
  page<Item>(items: readonly Item[]): readonly Item[];
};

const none: Query = { flag: () => false, text: () => undefined, all: () => [], page: (items) => items };

export function readQuery(url: string): Query {
  const start = url.indexOf("?");
  if (start < 0 || start === url.length - 1) return none;
  // Bad percent-encoding is read as it stands: this reader is lenient, and ours of the native face is not.
  const pairs = new URLSearchParams(url.slice(start + 1));
  const text = (name: string) => pairs.get(name) ?? undefined;
  const integer = (name: string, otherwise: number) => {
    const value = text(name)?.trim() ?? "";
    if (value === "") return otherwise;
    // Where a number is expected, the original takes the whole path for one that it does not have.
    if (!/^[+-]?[0-9]{1,10}$/.test(value)) throw refusals.notFound();
    return Number(value);
  };
  return {
    flag: (name) => text(name)?.toLowerCase() === "true",
    text,
    all: (name) => [...pairs.getAll(name), ...pairs.getAll(`${name}[]`)],
    page: (items) => {
      const offset = Math.max(0, integer("offset", 0));
      const limit = integer("limit", -1);
      if (offset === 0 && limit <= 0) return items;
      return items.slice(offset, limit <= 0 ? undefined : offset + limit);
    },
  };
}
