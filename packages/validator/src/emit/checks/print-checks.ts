import type { Json, JsonObject } from "@concordat/json";
import type { ModuleNames } from "../module-names.ts";
import type { Lowered } from "../subschemas.ts";
import { arrayLines } from "./arrays.ts";
import { combinedLines, isImplied } from "./combined.ts";
import { objectLines } from "./objects.ts";
import { block, indented, type Lines, type Printer, refuseIf } from "./printer.ts";
import { numberLines, stringLines } from "./scalars.ts";

export type Check = { readonly name: string; readonly schema: Lowered };

/**
 * Functions that say whether a value is accepted, and nothing else: they stop at the first thing that is wrong and make
 * no objects. Each definition becomes one, and so does each schema whose refusal is not the end, as in a branch of anyOf.
 */
export function printChecks(checks: readonly Check[], names: ModuleNames): string {
  const pending = [...checks];
  let helpers = 0;
  const functionFor = (schema: Lowered) => {
    if (typeof schema === "object" && isReference(schema)) return names.checkAt(schema.$ref as Json);
    const name = `check_${helpers++}`;
    pending.push({ name, schema });
    return name;
  };
  const texts: string[] = [];
  for (let next = pending.shift(); next !== undefined; next = pending.shift())
    texts.push(printFunction(next, names, functionFor));
  return texts.join("\n\n");
}

function printFunction(
  { name, schema }: Check,
  names: ModuleNames,
  functionFor: Printer["functionFor"],
): string {
  let variables = 0;
  const printer: Printer = {
    names,
    functionFor,
    fresh: () => `v${++variables}`,
    linesFor: (inner, variable) =>
      inner === false ? ["return false;"] : inner === true ? [] : linesFor(inner, variable, printer),
  };
  const lines = printer.linesFor(schema, "value");
  return [`function ${name}(value) {`, ...indented([...lines, "return true;"]), "}"].join("\n");
}

function isReference(schema: JsonObject): boolean {
  return (
    Object.keys(schema).every((keyword) => keyword === "$ref" || keyword.startsWith("x-")) && "$ref" in schema
  );
}

/** The kinds of value that have keywords of their own. */
const kinds = {
  number: { lines: numberLines, types: ["number", "integer"] },
  string: { lines: stringLines, types: ["string"] },
  array: { lines: arrayLines, types: ["array"] },
  object: { lines: objectLines, types: ["object"] },
} as const;

function linesFor(schema: JsonObject, variable: string, printer: Printer): Lines {
  const types = schema.type === undefined ? undefined : ([schema.type].flat() as readonly string[]);
  const typed =
    types === undefined || isImplied(types, schema)
      ? []
      : [
          refuseIf(
            types.length === 1
              ? isNot(types[0] ?? "", variable)
              : types.map((type) => `(${isNot(type, variable)})`).join(" && "),
          ),
        ];
  const ofKind = Object.entries(kinds).flatMap(([kind, { lines, types: accepted }]) => {
    if (types !== undefined && !types.some((type) => (accepted as readonly string[]).includes(type)))
      return [];
    const own = lines(schema, variable, printer);
    // What const and enum made sure of needs no guard either, but a value of another kind is refused by then.
    if (types?.length === 1) return own;
    return block(`if (${is(kind, variable)})`, own);
  });
  return [...typed, ...combinedLines(schema, variable, printer), ...ofKind];
}

function is(kind: string, variable: string): string {
  switch (kind) {
    case "array":
      return `Array.isArray(${variable})`;
    case "object":
      return `typeof ${variable} === "object" && ${variable} !== null && !Array.isArray(${variable})`;
    case "number":
      return `Number.isFinite(${variable})`;
    default:
      return `typeof ${variable} === ${JSON.stringify(kind)}`;
  }
}

function isNot(type: string, variable: string): string {
  switch (type) {
    case "null":
      return `${variable} !== null`;
    case "array":
      return `!Array.isArray(${variable})`;
    case "object":
      return `typeof ${variable} !== "object" || ${variable} === null || Array.isArray(${variable})`;
    case "integer":
      return `!Number.isInteger(${variable})`;
    case "number":
      // `NaN` and the infinities are no JSON numbers.
      return `!Number.isFinite(${variable})`;
    default:
      return `typeof ${variable} !== ${JSON.stringify(type)}`;
  }
}
