import { didYouMean } from "@concordat/errors";
import { registryErrors } from "../errors.ts";
import type { Reader } from "./readers.ts";

export type QuerySpec = Readonly<Record<string, Reader<unknown>>>;

export type QueryValues<Spec extends QuerySpec> = { readonly [Name in keyof Spec]?: ReturnType<Spec[Name]> };

/**
 * Reads the query of a URL strictly: an unknown name, a repetition or a bad value is refused, never ignored.
 *
 * Fastify's own reading is not used: it lets bad percent-encoding pass as text.
 */
export function readQuery<Spec extends QuerySpec>(url: string, spec: Spec): QueryValues<Spec> {
  const start = url.indexOf("?");
  if (start < 0) return none as QueryValues<Spec>;
  const values = new Map<string, unknown>();
  for (const [name, text] of pairsOf(url.slice(start + 1))) {
    const read = Object.hasOwn(spec, name) ? spec[name] : undefined;
    if (read === undefined)
      throw registryErrors.QUERY_UNKNOWN({ name, meant: didYouMean(name, Object.keys(spec)) });
    if (values.has(name)) throw registryErrors.QUERY_INVALID({ name, problem: "stands more than once" });
    values.set(name, read(text, name));
  }
  return Object.fromEntries(values) as QueryValues<Spec>;
}

const none = Object.freeze({});

function pairsOf(query: string): readonly (readonly [name: string, text: string])[] {
  return query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equals = pair.indexOf("=");
      return equals < 0
        ? [decode(pair), ""]
        : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
    });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch (cause) {
    throw registryErrors.BAD_URL(undefined, { cause });
  }
}
