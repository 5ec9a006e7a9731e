import { registryErrors } from "../errors.ts";

/**
 * The offered type that the `Accept` header likes best, the first of those it likes equally, or NOT_ACCEPTABLE
 * (RFC 9110, section 12.5.1).
 */
export function negotiate(accept: string | undefined, offered: readonly string[]): string {
  const best = preferred(accept, offered);
  if (best === undefined) throw registryErrors.NOT_ACCEPTABLE({ accept: accept ?? "", offered });
  return best;
}

/** The same, `undefined` where nothing is acceptable. */
export function preferred(accept: string | undefined, offered: readonly string[]): string | undefined {
  if (accept === undefined || accept.trim() === "") return offered[0];
  const ranges = accept.split(",").map(parseRange);
  return offered
    .map((type) => ({ type, quality: qualityOf(type, ranges) }))
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)[0]?.type;
}

type Range = { readonly type: string; readonly quality: number };

function parseRange(text: string): Range {
  const [type = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice("q=".length) ?? "1";
  return { type, quality: /^(0(\.[0-9]{0,3})?|1(\.0{0,3})?)$/.test(weight) ? Number(weight) : 0 };
}

/** The most specific range that covers the type decides. */
function qualityOf(offered: string, ranges: readonly Range[]): number {
  const covering = [offered, `${offered.split("/")[0]}/*`, "*/*"];
  return (
    covering.map((name) => ranges.find(({ type }) => type === name)).find((range) => range !== undefined)
      ?.quality ?? 0
  );
}
