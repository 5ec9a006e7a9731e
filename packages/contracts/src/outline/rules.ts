import { isArray, isObject, type Json, type JsonObject, jsonEquals } from "@concordat/json";
import type { ResolvedSchema } from "@concordat/schema";
import { saysForm } from "./positions.ts";

/** A condition that no single member's line can show. */
export type Rule = {
  /** Where it holds; empty for the whole document. */
  readonly path: string;
  /** In words, where there are some. */
  readonly words?: string;
  /** As it is written, where there are none. */
  readonly schema?: Json;
};

/** Forms that contracts really use are put into words; anything else is shown as it stands rather than paraphrased. */
export function rulesOf(layers: readonly ResolvedSchema[], path: string): readonly Rule[] {
  return layers
    .map(({ schema }) => schema)
    .filter(isObject)
    .flatMap((schema) => groups.flatMap((keywords) => ruleOf(schema, keywords, path)));
}

/** What is read together. */
const groups = [
  ["if", "then", "else"],
  ["anyOf"],
  ["oneOf"],
  ["not"],
  ["propertyNames"],
  ["dependentRequired"],
  ["dependentSchemas"],
] as const;

function ruleOf(schema: JsonObject, keywords: readonly string[], path: string): readonly Rule[] {
  const said = Object.fromEntries(
    keywords.flatMap((keyword) => (schema[keyword] === undefined ? [] : [[keyword, schema[keyword]]])),
  );
  if (Object.keys(said).length === 0 || isChoiceOfForms(said)) return [];
  const words = conditionalRequirement(said) ?? neverTogether(said);
  return [words === undefined ? { path, schema: said } : { path, words }];
}

/** Other forms of the value are lines of the table already. */
function isChoiceOfForms({ anyOf, oneOf }: JsonObject): boolean {
  const branches = anyOf ?? oneOf;
  const isForm = (branch: Json) => isObject(branch) && (saysForm(branch) || "$ref" in branch);
  return branches !== undefined && isArray(branches) && branches.every(isForm);
}

/** `if` one member is there with one value, `then` others are required; exactly this form and nothing beside it. */
function conditionalRequirement({ if: condition, then, else: otherwise }: JsonObject): string | undefined {
  if (condition === undefined || then === undefined || otherwise !== undefined) return undefined;
  const required = onlyRequired(then);
  const asked = isObject(condition) ? condition : {};
  const properties = asked.properties !== undefined && isObject(asked.properties) ? asked.properties : {};
  const [name, ...others] = Object.keys(properties);
  if (required === undefined || name === undefined || others.length > 0) return undefined;
  const value = constOf(properties[name]);
  if (
    value === undefined ||
    !jsonEquals(asked, { required: [name], properties: { [name]: { const: value } } })
  )
    return undefined;
  return `When \`${name}\` is \`${JSON.stringify(value)}\`, ${listed(required)} ${required.length > 1 ? "are" : "is"} required.`;
}

function neverTogether({ not }: JsonObject): string | undefined {
  const required = not === undefined ? undefined : onlyRequired(not);
  return required?.length === 2 ? `${listed(required)} never stand together.` : undefined;
}

function onlyRequired(schema: Json): readonly string[] | undefined {
  if (!isObject(schema) || Object.keys(schema).some((keyword) => keyword !== "required")) return undefined;
  const names = schema.required;
  return names !== undefined && isArray(names) ? names.filter((name) => typeof name === "string") : undefined;
}

function constOf(schema: Json | undefined): Json | undefined {
  return schema !== undefined && isObject(schema) ? schema.const : undefined;
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat("en").format(names.map((name) => `\`${name}\``));
}
