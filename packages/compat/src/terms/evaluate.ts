import { canonicalize, isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { type Budget, Undecided } from "../budget.ts";
import { rationalOf } from "../numbers/index.ts";
import { irregularFormat, languageOfFormat, matches, matchesPattern } from "../strings/index.ts";
import { type JsonType, type Scalar, typeBits, typeOf } from "./json-type.ts";
import type { ArrayNode, Literal, Node, ObjectNode, StringNode } from "./node.ts";
import type { Terms } from "./terms.ts";

/**
 * Whether a proposition holds of a value. Shares nothing with the search but the propositions themselves, and so
 * is the judge of every witness that the search brings home.
 *
 * Throws `Undecided` on a proposition of which nothing is known but its name, and on a pattern whose trial takes too
 * long or whose syntax validators do not agree on.
 */
export type Holds = (literal: Literal, value: Json) => boolean;

export function createEvaluator(terms: Terms, budget: Budget): Holds {
  const holds: Holds = (literal, value) => {
    const isTrue = nodeHolds(Math.abs(literal), terms.nodeOf(literal), value, typeOf(value));
    return literal > 0 ? isTrue : !isTrue;
  };

  const nodeHolds = (literal: Literal, node: Node, value: Json, type: JsonType): boolean => {
    switch (node.kind) {
      case "true":
        return true;
      case "and":
        return allHold(node.of, value);
      case "one":
        return node.of.filter((member) => holds(member, value)).length === 1;
      case "cases":
        return node.of.every(({ guard, implied }) => !holds(guard, value) || holds(implied, value));
      case "ref":
        return holds(terms.meaningOf(literal), value);
      case "opaque":
        throw new Undecided({ code: "REFERENCE_UNKNOWN", message: node.name });
      case "types":
        return (node.types & typeBits[type]) !== 0;
      case "scalars":
        return node.values.has(value as Scalar);
      case "at-least":
        return typeof value !== "number" || value >= node.bound;
      case "greater-than":
        return typeof value !== "number" || value > node.bound;
      case "multiple-of":
        return typeof value !== "number" || isMultiple(value, node.divisor);
      case "min-length":
      case "pattern":
      case "format":
        return typeof value !== "string" || stringHolds(node, value);
      case "min-items":
      case "item":
      case "contains":
      case "unique":
        return !isArray(value) || arrayHolds(node, value);
      case "min-properties":
      case "members":
        return !isObject(value) || objectHolds(node, value);
    }
  };

  /** One that fails settles it, also where another cannot be told. */
  const allHold = (literals: readonly Literal[], value: Json): boolean => {
    let untold: Undecided | undefined;
    for (const literal of literals)
      try {
        if (!holds(literal, value)) return false;
      } catch (error) {
        if (!(error instanceof Undecided)) throw error;
        untold ??= error;
      }
    if (untold !== undefined) throw untold;
    return true;
  };

  const stringHolds = (node: StringNode, value: string): boolean => {
    switch (node.kind) {
      case "min-length":
        return value.length >= node.count && lengthOf(value) >= node.count;
      case "pattern":
        return matchesPattern(node.source, value, budget);
      case "format":
        return hasFormat(node.name, value, budget);
    }
  };

  const arrayHolds = (node: ArrayNode, items: readonly Json[]): boolean => {
    switch (node.kind) {
      case "min-items":
        return items.length >= node.count;
      case "item":
        return items.length <= node.index || holds(node.is, items[node.index] as Json);
      case "contains": {
        let count = 0;
        for (let index = node.from; index < items.length && count < node.count; index++)
          if (holds(node.is, items[index] as Json)) count++;
        return count >= node.count;
      }
      case "unique":
        return new Set(items.map(canonicalize)).size === items.length;
    }
  };

  const objectHolds = (node: ObjectNode, object: JsonObject): boolean => {
    const names = Object.keys(object);
    if (node.kind === "min-properties") return names.length >= node.count;
    return names.every((name) => !holds(node.names, name) || holds(node.is, object[name] as Json));
  };

  return holds;
}

/** In code points, as JSON Schema counts. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _character of text) length++;
  return length;
}

function hasFormat(name: string, value: string, budget: Budget): boolean {
  const language = languageOfFormat(name);
  if (language === undefined) throw new Undecided(irregularFormat(name));
  return matches(language, value, budget);
}

/** Of decimals as they are written: 0.3 is a multiple of 0.1, whatever binary fractions make of it. */
function isMultiple(value: number, divisor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0;
  const dividend = rationalOf(value);
  const by = rationalOf(divisor);
  return (dividend.n * by.d) % (dividend.d * by.n) === 0n;
}
