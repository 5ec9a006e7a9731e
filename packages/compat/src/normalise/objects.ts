import { isSince } from "@concordat/schema";
import { everyType, type Literal, never, presence, type Terms, typeBits } from "../terms/index.ts";
import { countAt, objectAt, type Site, type Translate, textsAt } from "./site.ts";
import { patternLiteral } from "./values.ts";

export const translateObjectSize: Translate = function* (site) {
  const { members, terms } = site;
  const fewest = countAt(site, "minProperties");
  const most = countAt(site, "maxProperties");
  if (fewest !== undefined) yield terms.atom({ kind: "min-properties", count: fewest });
  if (most !== undefined)
    yield terms.unless("object", terms.atom({ kind: "min-properties", count: most + 1 }));
  yield requires(textsAt(site, "required", members.required), terms);
};

export const translateProperties: Translate = function* (site) {
  const { terms } = site;
  for (const [name, is] of site.allBelow("properties"))
    yield terms.atom({ kind: "members", names: terms.scalars([name]), is });
  for (const [pattern, is] of site.allBelow("patternProperties"))
    yield terms.atom({ kind: "members", names: patternLiteral(pattern, terms), is });
  const others = site.below("additionalProperties");
  if (others !== undefined) yield terms.atom({ kind: "members", names: -describedNames(site), is: others });
};

/** Names are strings, so what they must be is a proposition about strings; the others are forbidden. */
export const translateNames: Translate = function* (site) {
  const { terms, dialect } = site;
  const names = isSince(dialect, "draft-06") ? site.below("propertyNames") : undefined;
  if (names !== undefined) yield terms.atom({ kind: "members", names: -names, is: never });
};

export const translateDependencies: Translate = function* (site) {
  const { terms, dialect, members } = site;
  const implied = (keyword: string) =>
    site.allBelow(keyword).map(([name, is]) => terms.or([-presence(name, terms), is]));
  const required = (keyword: string) =>
    Object.entries(objectAt(site, keyword)).flatMap(([name, names]) =>
      Array.isArray(names)
        ? [terms.or([-presence(name, terms), requires(textsAt(site, keyword, names), terms)])]
        : typeof names === "string"
          ? [terms.or([-presence(name, terms), requires([names], terms)])]
          : [],
    );
  // Which of them count in which dialect and reading has been sorted out before: `members` holds those that do.
  if (members.dependencies !== undefined) {
    yield* implied("dependencies");
    yield* required("dependencies");
  }
  if (!isSince(dialect, "2019-09")) return;
  yield* implied("dependentSchemas");
  yield* required("dependentRequired");
};

/** The names that `properties` and `patternProperties` beside it speak of. */
export function describedNames(site: Pick<Site, "terms" | "members">): Literal {
  const { terms, members } = site;
  const keys = (value: unknown) => Object.keys((value as object | undefined) ?? {});
  const patterns = keys(members.patternProperties).map((pattern) => patternLiteral(pattern, terms));
  return terms.or([terms.scalars(keys(members.properties)), ...patterns]);
}

/** An object without these names is refused; anything else is not spoken of. */
export function requires(names: readonly string[], terms: Terms): Literal {
  const others = terms.types(everyType & ~typeBits.object);
  return terms.or([others, terms.and(names.map((name) => presence(name, terms)))]);
}
