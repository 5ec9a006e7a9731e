import { isArray } from "@concordat/json";
import { isSince } from "@concordat/schema";
import { equalTo, everyType, type Literal, oneOfValues, type Terms, typeBits } from "../terms/index.ts";
import { countAt, malformed, numberAt, type Translate } from "./site.ts";

export const translateType: Translate = function* (site) {
  const { members, terms } = site;
  if (members.type === undefined) return;
  const names = isArray(members.type) ? members.type : [members.type];
  yield terms.or(names.map((name) => ofType(name, terms) ?? refuse()));
  function refuse(): never {
    throw malformed(site, "type", "the name of a type, or a list of names");
  }
};

export const translateEnum: Translate = function* (site) {
  const { members, terms } = site;
  if (members.enum === undefined) return;
  if (!isArray(members.enum)) throw malformed(site, "enum", "a list");
  yield oneOfValues(members.enum, terms);
};

export const translateConst: Translate = function* ({ members, terms }) {
  if (members.const !== undefined) yield equalTo(members.const, terms);
};

/** Draft-04 says with a boolean beside `minimum` what later drafts say with a number of its own. */
export const translateBounds: Translate = function* (site) {
  const { members, terms, dialect } = site;
  const hasFlags = !isSince(dialect, "draft-06");
  const lower = numberAt(site, "minimum");
  const upper = numberAt(site, "maximum");
  const above = hasFlags ? undefined : numberAt(site, "exclusiveMinimum");
  const under = hasFlags ? undefined : numberAt(site, "exclusiveMaximum");
  const atLeast = (bound: number) => terms.atom({ kind: "at-least", bound });
  const greaterThan = (bound: number) => terms.atom({ kind: "greater-than", bound });

  if (lower !== undefined)
    yield hasFlags && members.exclusiveMinimum === true ? greaterThan(lower) : atLeast(lower);
  if (above !== undefined) yield greaterThan(above);
  if (upper !== undefined)
    yield terms.unless(
      "number",
      hasFlags && members.exclusiveMaximum === true ? atLeast(upper) : greaterThan(upper),
    );
  if (under !== undefined) yield terms.unless("number", atLeast(under));
};

export const translateMultipleOf: Translate = function* (site) {
  const divisor = numberAt(site, "multipleOf");
  if (divisor === undefined) return;
  if (divisor <= 0) throw malformed(site, "multipleOf", "greater than 0");
  yield site.terms.atom({ kind: "multiple-of", divisor });
};

export const translateText: Translate = function* (site) {
  const { members, terms, assertsFormat } = site;
  const shortest = countAt(site, "minLength");
  const longest = countAt(site, "maxLength");
  if (shortest !== undefined) yield terms.atom({ kind: "min-length", count: shortest });
  if (longest !== undefined)
    yield terms.unless("string", terms.atom({ kind: "min-length", count: longest + 1 }));
  if (members.pattern !== undefined) {
    if (typeof members.pattern !== "string") throw malformed(site, "pattern", "a text");
    yield patternLiteral(members.pattern, terms);
  }
  if (assertsFormat && typeof members.format === "string")
    yield terms.atom({ kind: "format", name: members.format });
};

export function patternLiteral(source: string, terms: Terms): Literal {
  return terms.atom({ kind: "pattern", source });
}

/** Once parsed, `1.0` is `1`; so an integer is a number without fraction, in draft-04 as in all later drafts. */
function ofType(name: unknown, terms: Terms): Literal | undefined {
  if (name === "integer")
    return terms.and([terms.types(typeBits.number), terms.atom({ kind: "multiple-of", divisor: 1 })]);
  const isKnown = typeof name === "string" && Object.hasOwn(typeBits, name);
  const bit = isKnown ? typeBits[name as keyof typeof typeBits] : undefined;
  return bit === undefined ? undefined : terms.types(bit & everyType);
}
