import { canonicalize, isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { type Budget, Undecided } from "../budget.ts";
import { rationalOf } from "../numbers/index.ts";
import { irregularFormat, languageOfFormat, matches, matchesPattern } from "../strings/index.ts";
import type { Holds } from "./holds.ts";
import { type JsonType, type Scalar, typeBits, typeOf } from "./json-type.ts";
import type { ArrayNode, Literal, Node, ObjectNode, StringNode } from "./node.ts";
import type { Terms } from "./terms.ts";
import { told } from "./told.ts";

export function createEvaluator(terms: Terms, budget: Budget): Holds {
  const answersFor = createAnswers();
  let looked = 0;

  const holds: Holds = (literal, value) => {
    pay();
    const positive = Math.abs(literal);
    const node = terms.nodeOf(positive);
    const isTrue = isCompound(node)
      ? remembered(positive, node, value)
      : nodeHolds(positive, node, value, typeOf(value));
    return literal > 0 ? isTrue : !isTrue;
  };

  const remembered = (literal: Literal, node: Node, value: Json): boolean => {
    const known = answersFor(value);
    const isTrue = known.get(literal) ?? nodeHolds(literal, node, value, typeOf(value));
    known.set(literal, isTrue);
    return isTrue;
  };

  /** Sixteen looks weigh as much as one step. */
  const pay = (looks = 1): void => {
    const before = looked >> 4;
    looked += looks;
    if (looked >> 4 > before) budget.step((looked >> 4) - before);
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
        pay(items.length);
        return new Set(items.map(canonicalize)).size === items.length;
    }
  };

  const objectHolds = (node: ObjectNode, object: JsonObject): boolean => {
    if (node.kind === "min-properties") return Object.keys(object).length >= node.count;
    const member = (name: string) => holds(node.is, object[name] as Json);
    const only = onlyName(node.names);
    if (only !== undefined) return !Object.hasOwn(object, only) || member(only);
    return Object.keys(object).every((name) => {
      const isNamed = told(holds, node.names, name);
      // Where that cannot be told, a value that is as the rule wants it does not depend on it.
      return isNamed === undefined ? member(name) || !holds(node.names, name) : !isNamed || member(name);
    });
  };

  /** Most propositions about members name a single one: a thousand of them are not each tried on a thousand names. */
  const onlyName = (names: Literal): string | undefined => {
    const node = terms.nodeOf(names);
    if (names < 0 || node.kind !== "scalars" || node.values.size !== 1) return undefined;
    const [name] = node.values;
    return typeof name === "string" ? name : undefined;
  };

  return holds;
}

/**
 * What has been found out about a value, by proposition. Schemas share parts, and a schema that shares two with the one
 * below it, and so on down, would otherwise be looked at 2ⁿ times; and values are built of values that have been judged.
 */
function createAnswers(): (value: Json) => Map<Literal, boolean> {
  const ofScalars = new Map<Json, Map<Literal, boolean>>();
  const ofOthers = new WeakMap<object, Map<Literal, boolean>>();
  return (value) =>
    isArray(value) || isObject(value) ? entryOf(ofOthers, value) : entryOf(ofScalars, value);
}

function entryOf<Key>(
  table: {
    get(key: Key): Map<Literal, boolean> | undefined;
    set(key: Key, entry: Map<Literal, boolean>): unknown;
  },
  key: Key,
): Map<Literal, boolean> {
  const known = table.get(key) ?? new Map<Literal, boolean>();
  if (known.size === 0) table.set(key, known);
  return known;
}

function isCompound({ kind }: Node): boolean {
  return kind === "and" || kind === "one" || kind === "cases" || kind === "ref";
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
