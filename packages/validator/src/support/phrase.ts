import { nearest } from "@concordat/errors";
import { countCharacters } from "./count-characters.ts";
import { countOf, describe, either, short } from "./describe.ts";
import type { RawProblem } from "./raw-problem.ts";

/** What to say of a broken keyword; `tells` is the part of the sentence after the place. */
export type Phrase = {
  readonly rule: string;
  readonly tells: string;
  readonly expected: string;
  readonly suggestion?: string | undefined;
};

/** The words for one keyword that failed. Keywords that judge by alternatives are put together in `collectProblems`. */
export function phrase(raw: RawProblem): Phrase {
  const say = phrases[raw.keyword];
  if (say !== undefined) return say(raw.params, raw);
  return { rule: raw.keyword, tells: `does not satisfy "${raw.keyword}"`, expected: raw.keyword };
}

type Say = (params: RawProblem["params"], raw: RawProblem) => Phrase;

const typeNames: Readonly<Record<string, string>> = {
  array: "an array",
  boolean: "a boolean",
  integer: "an integer",
  null: "null",
  number: "a number",
  object: "an object",
  string: "a string",
};

const phrases: Readonly<Record<string, Say>> = {
  type: ({ type }, { data }) => {
    const names = [type].flat().map((name) => typeNames[String(name)] ?? String(name));
    return mustBe("type", either(names), data);
  },
  required: ({ missingProperty }) => mustHave("required", `the member ${short(missingProperty)}`),
  dependentRequired: dependent,
  dependencies: dependent,
  additionalProperties: ({ additionalProperty }, raw) => undeclared(additionalProperty, raw),
  unevaluatedProperties: ({ unevaluatedProperty }, raw) => undeclared(unevaluatedProperty, raw),
  enum: ({ allowedValues }, { data }) => {
    const allowed = allowedValues as readonly unknown[];
    const shown = allowed.slice(0, 10).map(short);
    const words = allowed.length > 10 ? `one of ${shown.join(", ")}, …` : either(shown);
    return { ...mustBe("enum", words, data), suggestion: meant(data, allowed) };
  },
  const: ({ allowedValue }, { data }) => ({
    ...mustBe("const", short(allowedValue), data),
    suggestion: meant(data, [allowedValue]),
  }),
  minimum: limit,
  maximum: limit,
  exclusiveMinimum: limit,
  exclusiveMaximum: limit,
  multipleOf: ({ multipleOf }, { data }) => mustBe("multiple-of", `a multiple of ${multipleOf}`, data),
  minLength: (params, raw) => length("at least", params.limit, raw),
  maxLength: (params, raw) => length("at most", params.limit, raw),
  minItems: (params, { data }) => size("at least", params.limit, "item", (data as unknown[]).length),
  maxItems: (params, { data }) => size("at most", params.limit, "item", (data as unknown[]).length),
  items: ({ limit: most }, { data }) => size("at most", most, "item", (data as unknown[]).length),
  additionalItems: ({ limit: most }, { data }) => size("at most", most, "item", (data as unknown[]).length),
  minProperties: (params, { data }) => size("at least", params.limit, "member", membersOf(data)),
  maxProperties: (params, { data }) => size("at most", params.limit, "member", membersOf(data)),
  pattern: ({ pattern }, { data }) => ({
    rule: "pattern",
    tells: `must match ${pattern}, but is ${describe(data)}`,
    expected: `a string that matches ${pattern}`,
  }),
  format: ({ format }, { data }) =>
    mustBe("format", `${/^[aeio]/.test(`${format}`) ? "an" : "a"} ${format}`, data),
  uniqueItems: ({ pair }) => {
    const [first, second] = pair as readonly [number, number];
    return {
      rule: "unique",
      tells: `must not repeat items, but item ${second} is item ${first} again`,
      expected: "no two equal items",
    };
  },
  contains: ({ minContains, maxContains, found }) => {
    const bounds = maxContains === undefined ? `at least ${minContains}` : `${minContains} to ${maxContains}`;
    const expected = `${bounds} of the items that "contains" describes`;
    return { rule: "contains", tells: `must have ${expected}, but has ${found}`, expected };
  },
  not: (_params, { parentSchema }) =>
    Object.keys((parentSchema?.not ?? {}) as object).length === 0
      ? { rule: "forbidden", tells: "must not be there", expected: "nothing" }
      : {
          rule: "forbidden",
          tells: 'is what "not" forbids',
          expected: 'a value that "not" does not describe',
        },
};

function dependent({ property, missingProperty }: RawProblem["params"]): Phrase {
  const name = short(missingProperty);
  return {
    rule: "required",
    tells: `must have the member ${name}, since it has ${short(property)}`,
    expected: `the member ${name}`,
  };
}

function mustBe(rule: string, expected: string, data: unknown): Phrase {
  return { rule, tells: `must be ${expected}, but is ${describe(data)}`, expected };
}

function mustHave(rule: string, expected: string): Phrase {
  return { rule, tells: `must have ${expected}`, expected };
}

function undeclared(name: unknown, raw: RawProblem): Phrase {
  return {
    rule: "unknown-member",
    tells: "is not declared",
    expected: "only declared members",
    suggestion: nearest(
      String(name),
      declaredIn(raw.parentSchema).filter((known) => !has(raw.data, known)),
    ),
  };
}

/** The names that stand in the schema itself or in what it combines, not behind references. */
function declaredIn(schema: RawProblem["parentSchema"]): readonly string[] {
  if (typeof schema !== "object") return [];
  const parts = ["allOf", "anyOf", "oneOf"].flatMap(
    (keyword) => (schema[keyword] ?? []) as (typeof schema)[],
  );
  const others = ["if", "then", "else"].map((keyword) => schema[keyword] as typeof schema | undefined);
  return [...Object.keys(schema.properties ?? {}), ...[...parts, ...others].flatMap(declaredIn)];
}

const comparisons: Readonly<Record<string, string>> = {
  "<=": "at most",
  ">=": "at least",
  "<": "less than",
  ">": "greater than",
};

function limit({ comparison, limit: bound }: RawProblem["params"], { data }: RawProblem): Phrase {
  return mustBe("range", `${comparisons[String(comparison)]} ${bound}`, data);
}

function length(bound: string, count: unknown, { data }: RawProblem): Phrase {
  return size(bound, count, "character", countCharacters(data as string));
}

function size(bound: string, count: unknown, noun: string, found: number): Phrase {
  const expected = `${bound} ${countOf(Number(count), noun)}`;
  return { rule: "size", tells: `must have ${expected}, but has ${found}`, expected };
}

/** Of one or two letters every other is a near miss. */
function meant(data: unknown, allowed: readonly unknown[]): string | undefined {
  if (typeof data !== "string" || data.length < 3) return undefined;
  return nearest(
    data,
    allowed.filter((value) => typeof value === "string"),
  );
}

function has(data: unknown, name: string): boolean {
  return typeof data === "object" && data !== null && Object.hasOwn(data, name);
}

function membersOf(data: unknown): number {
  return Object.keys(data as object).length;
}
