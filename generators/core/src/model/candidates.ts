import { parsePointer } from "@concordat/json";
import type { SchemaLocation } from "@concordat/schema";

const mostWords = 6;
const longestTitle = 48;

/**
 * Names that a declaration would take, the dearest first: its title where it is no sentence, its key among the definitions or
 * the members, then more and more of the way to it.
 */
export function candidatesOf(
  title: string | undefined,
  { document, pointer }: SchemaLocation,
): readonly string[] {
  const way = wordsOfWay(parsePointer(pointer) ?? []);
  const named = way.findLastIndex(({ isGeneral }) => !isGeneral);
  const ends = way.map((_, index) => index).filter((index) => index <= Math.max(0, named));
  const phrases = ends.toReversed().map((from) =>
    way
      .slice(from)
      .map(({ word }) => word)
      .join(" "),
  );
  const isName =
    title !== undefined && title.length <= longestTitle && title.trim().split(/\s+/).length <= mostWords;
  return [...(isName ? [title] : []), ...phrases, ...(pointer === "" ? [lastSegment(document)] : [])];
}

type Word = {
  readonly word: string;
  /** It says little without what stands before it. */
  readonly isGeneral: boolean;
};

const oneBelow: Readonly<Record<string, string>> = {
  items: "item",
  additionalItems: "item",
  unevaluatedItems: "item",
  additionalProperties: "value",
  unevaluatedProperties: "value",
  propertyNames: "name",
  contains: "item",
};
const numbered = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const keyed = new Set(["properties", "$defs", "definitions", "dependentSchemas", "dependencies"]);

function wordsOfWay(tokens: readonly string[]): readonly Word[] {
  const words: Word[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] ?? "";
    const next = tokens[index + 1];
    if (keyed.has(token) && next !== undefined) {
      words.push({ word: next, isGeneral: false });
      index += 1;
    } else if (numbered.has(token) && next !== undefined) {
      if (token !== "allOf")
        words.push({
          word: `${token === "prefixItems" ? "item" : "option"} ${Number(next) + 1}`,
          isGeneral: true,
        });
      index += 1;
    } else if (token === "patternProperties" && next !== undefined) {
      words.push({ word: "value", isGeneral: true });
      index += 1;
    } else if (oneBelow[token] !== undefined) words.push({ word: oneBelow[token], isGeneral: true });
    else if (!["if", "then", "else", "not"].includes(token))
      words.push({ word: token, isGeneral: /^\d+$/.test(token) });
  }
  return words;
}

function lastSegment(document: string): string {
  const [path = ""] = document.split(/[?#]/);
  const segments = path.split(/[/:]/).filter((segment) => segment !== "");
  return (segments.at(-1) ?? "").replace(/(\.schema)?\.(json|ya?ml)$/i, "");
}
