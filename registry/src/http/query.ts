import { didYouMean } from "@concordat/errors";
import { registryErrors } from "../errors.ts";

/** How one parameter's text becomes a value; refuses with QUERY_INVALID. */
export type QuerySpec = Readonly<Record<string, (text: string, name: string) => unknown>>;

export type QueryValues<Spec extends QuerySpec> = { readonly [Name in keyof Spec]?: ReturnType<Spec[Name]> };

/**
 * Reads the query of a URL strictly: an unknown name, a repetition or a bad value is refused, never ignored.
 *
 * Fastify's own reading is not used: it lets bad percent-encoding pass as text.
 */
export function readQuery<Spec extends QuerySpec>(url: string, spec: Spec): QueryValues<Spec> {
  const values = new Map<string, unknown>();
  for (const [name, text] of pairsOf(url)) {
    const read = Object.hasOwn(spec, name) ? spec[name] : undefined;
    if (read === undefined)
      throw registryErrors.QUERY_UNKNOWN({ name, meant: didYouMean(name, Object.keys(spec)) });
    if (values.has(name)) throw registryErrors.QUERY_INVALID({ name, problem: "stands more than once" });
    values.set(name, read(text, name));
  }
  return Object.fromEntries(values) as QueryValues<Spec>;
}

/** For values out of a short list. */
export function oneOf<const Choice extends string>(
  choices: readonly Choice[],
): (text: string, name: string) => Choice {
  return (text, name) => {
    const found = choices.find((choice) => choice === text);
    if (found !== undefined) return found;
    const problem = `is one of ${choices.join(", ")}, and not "${text}"${didYouMean(text, choices)}`;
    throw registryErrors.QUERY_INVALID({ name, problem });
  };
}

/** For text that must say something. */
export function nonEmpty(text: string, name: string): string {
  if (text !== "") return text;
  throw registryErrors.QUERY_INVALID({ name, problem: "is empty" });
}

function pairsOf(url: string): readonly (readonly [name: string, text: string])[] {
  const start = url.indexOf("?");
  const query = start < 0 ? "" : url.slice(start + 1);
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
