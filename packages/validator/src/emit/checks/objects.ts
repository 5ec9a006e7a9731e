import { isArray, type Json, type JsonObject } from "@concordat/json";
import { printAccess, printText } from "../print-value.ts";
import type { Lowered } from "../subschemas.ts";
import { block, indented, type Lines, type Printer, refuse, refuseIf } from "./printer.ts";

type Schemas = Readonly<Record<string, Lowered>>;

/** Keywords of objects, for a variable that holds one. */
export function objectLines(schema: JsonObject, variable: string, printer: Printer): Lines {
  const { minProperties, maxProperties, propertyNames } = schema;
  const count = `Object.keys(${variable}).length`;
  const sizes = [
    typeof minProperties === "number" && minProperties > 0 && `${count} < ${minProperties}`,
    typeof maxProperties === "number" && `${count} > ${maxProperties}`,
  ];
  return [
    ...sizes.filter((condition) => condition !== false).map(refuseIf),
    ...declaredLines(schema, variable, printer),
    ...dependentLines(schema, variable, printer),
    ...(propertyNames === undefined ? [] : namesLines(propertyNames as Lowered, variable, printer)),
    ...otherLines(schema, variable, printer),
  ];
}

/** A member counts when it is the object's own and has a value. */
export function hasMember(variable: string, name: string, { names }: Printer): string {
  return `${variable}${printAccess(name)} !== undefined && ${names.support("hasOwn")}.call(${variable}, ${printText(name)})`;
}

function lacksMember(value: string, variable: string, name: string, { names }: Printer): string {
  return `${value} === undefined || !${names.support("hasOwn")}.call(${variable}, ${printText(name)})`;
}

function declaredLines(schema: JsonObject, variable: string, printer: Printer): Lines {
  const properties = (schema.properties ?? {}) as Schemas;
  const required = new Set(isArray(schema.required ?? null) ? (schema.required as readonly string[]) : []);
  const names = [...new Set([...required, ...Object.keys(properties)])];
  return names.flatMap((name) => {
    const member = printer.fresh();
    const property = Object.hasOwn(properties, name) ? properties[name] : true;
    const lines = printer.linesFor(property ?? true, member);
    const read = `const ${member} = ${variable}${printAccess(name)};`;
    if (!required.has(name))
      return lines.length === 0
        ? []
        : [
            read,
            ...block(
              `if (${member} !== undefined && ${printer.names.support("hasOwn")}.call(${variable}, ${printText(name)}))`,
              lines,
            ),
          ];
    return [read, refuseIf(lacksMember(member, variable, name, printer)), ...lines];
  });
}

function dependentLines(schema: JsonObject, variable: string, printer: Printer): Lines {
  const { dependentRequired = {}, dependentSchemas = {}, dependencies = {} } = schema;
  const needs: readonly (readonly [string, Json])[] = [
    ...Object.entries(dependentRequired as JsonObject),
    ...Object.entries(dependentSchemas as JsonObject),
    ...Object.entries(dependencies as JsonObject).filter(([name]) => name !== "__proto__"),
  ];
  return needs.flatMap(([name, need]) =>
    block(
      `if (${hasMember(variable, name, printer)})`,
      isArray(need)
        ? need.map((other) =>
            refuseIf(
              lacksMember(`${variable}${printAccess(String(other))}`, variable, String(other), printer),
            ),
          )
        : printer.linesFor(need as Lowered, variable),
    ),
  );
}

function namesLines(schema: Lowered, variable: string, printer: Printer): Lines {
  const name = printer.fresh();
  return block(`for (const ${name} of Object.keys(${variable}))`, printer.linesFor(schema, name));
}

/** Members by pattern, and those that nobody declared: one look at each member for both. */
function otherLines(schema: JsonObject, variable: string, printer: Printer): Lines {
  const { properties = {}, patternProperties = {}, additionalProperties = true } = schema;
  const name = printer.fresh();
  const member = printer.fresh();
  const others =
    additionalProperties === false ? [refuse] : printer.linesFor(additionalProperties as Lowered, member);
  const isDeclared =
    others.length === 0 ? "" : declaredTest(Object.keys(properties as Schemas), name, printer);
  const patterns = Object.entries(patternProperties as Schemas).map(([pattern, property]) => ({
    test: `${printer.names.constant(`/* @__PURE__ */ new RegExp(${printText(pattern)}, "u")`)}.test(${name})`,
    lines: printer.linesFor(property, member),
  }));
  const isUnmatched = patterns.map(({ test }) => `!${test}`);
  const condition = [...(isDeclared === "" ? [] : [`!(${isDeclared})`]), ...isUnmatched].join(" && ");
  const body = [
    ...patterns.flatMap(({ test, lines }) => block(`if (${test})`, lines)),
    ...(condition === "" ? others : block(`if (${condition})`, others)),
  ];
  if (body.length === 0) return [];
  const isRead = body.some((line) => line.includes(member));
  return [
    `for (const ${name} of Object.keys(${variable})) {`,
    ...indented([...(isRead ? [`const ${member} = ${variable}[${name}];`] : []), ...body]),
    "}",
  ];
}

/** Past so many names a set is asked. */
const longestChain = 16;

function declaredTest(declared: readonly string[], name: string, { names }: Printer): string {
  if (declared.length > longestChain)
    return `${names.constant(`/* @__PURE__ */ new Set([${declared.map(printText).join(", ")}])`)}.has(${name})`;
  return declared.map((each) => `${name} === ${printText(each)}`).join(" || ");
}
