import { isArray, type Json, type JsonObject } from "@concordat/json";
import { printLine } from "../print-value.ts";
import type { Lowered } from "../subschemas.ts";
import { block, indented, type Lines, type Printer, refuseIf } from "./printer.ts";

/** Keywords that ask the same of every kind of value. */
export function combinedLines(schema: JsonObject, variable: string, printer: Printer): Lines {
  const { $ref, allOf, anyOf, oneOf, not } = schema as Readonly<Record<string, Json>>;
  const asked = (branch: Json) => `${printer.functionFor(branch as Lowered)}(${variable})`;
  return [
    ...fixedLines(schema, variable, printer),
    ...($ref === undefined ? [] : [refuseIf(`!${printer.names.checkAt($ref)}(${variable})`)]),
    ...branchesOf(allOf).flatMap((part) => printer.linesFor(part as Lowered, variable)),
    ...(anyOf === undefined || branchesOf(anyOf).some(isAlwaysTrue)
      ? []
      : [
          refuseIf(
            branchesOf(anyOf)
              .map((branch) => `!${asked(branch)}`)
              .join(" && "),
          ),
        ]),
    ...(oneOf === undefined
      ? []
      : [
          refuseIf(
            `${branchesOf(oneOf)
              .map((branch) => `+${asked(branch)}`)
              .join(" + ")} !== 1`,
          ),
        ]),
    ...(not === undefined ? [] : [isAlwaysTrue(not) ? "return false;" : refuseIf(asked(not))]),
    ...conditionLines(schema, variable, printer),
  ];
}

/** Whether `type` says nothing that `const` and `enum` do not say themselves. */
export function isImplied(types: readonly Json[], { const: fixed, enum: values }: JsonObject): boolean {
  const allowed = fixed === undefined ? values : [fixed];
  return (
    isArray(allowed ?? null) && (allowed as readonly Json[]).every((value) => types.includes(typeName(value)))
  );
}

/** Those of which there is one value for each text. Numbers may be integers, objects and arrays are compared in depth. */
function typeName(value: Json): string {
  if (value === null) return "null";
  return typeof value === "string" || typeof value === "boolean" ? typeof value : "compound";
}

/** Past this many scalars a set is asked, so that an enumeration of thousands costs what one of three does. */
const longestChain = 12;

function fixedLines(schema: JsonObject, variable: string, { names }: Printer): Lines {
  const fixed = "const" in schema ? [[schema.const as Json]] : [];
  const lists = "enum" in schema ? [...fixed, schema.enum as readonly Json[]] : fixed;
  return lists.map((values) => {
    const scalars = values.filter(isScalar);
    const compounds = values.filter((value) => !isScalar(value));
    const isOther = (value: Json) => `${variable} !== ${printLine(value)}`;
    const set = () => names.constant(`/* @__PURE__ */ new Set(${printLine(scalars)})`);
    const tests = [
      ...(scalars.length > longestChain ? [`!${set()}.has(${variable})`] : scalars.map(isOther)),
      ...compounds.map(
        (value) => `!${names.support("equal")}(${variable}, ${names.constant(printLine(value))})`,
      ),
    ];
    return tests.length === 0 ? "return false;" : refuseIf(tests.join(" && "));
  });
}

function isScalar(value: Json): value is string | number | boolean | null {
  return typeof value !== "object" || value === null;
}

function conditionLines(schema: JsonObject, variable: string, printer: Printer): Lines {
  if (schema.if === undefined) return [];
  const branch = (keyword: string) => printer.linesFor((schema[keyword] ?? true) as Lowered, variable);
  const yes = branch("then");
  const no = branch("else");
  if (yes.length === 0 && no.length === 0) return [];
  const condition = `${printer.functionFor(schema.if as Lowered)}(${variable})`;
  if (yes.length === 0) return block(`if (!${condition})`, no);
  return no.length === 0
    ? block(`if (${condition})`, yes)
    : [`if (${condition}) {`, ...indented(yes), "} else {", ...indented(no), "}"];
}

function branchesOf(value: Json | undefined): readonly Json[] {
  return value !== undefined && isArray(value) ? value : [];
}

function isAlwaysTrue(schema: Json): boolean {
  return (
    schema === true || (typeof schema === "object" && schema !== null && Object.keys(schema).length === 0)
  );
}
