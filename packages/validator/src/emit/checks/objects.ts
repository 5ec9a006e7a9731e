import { isArray, type Json, type JsonObject } from "@concordat/json";
import { printAccess, printLine, printText } from "../print-value.ts";
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
  const members = memberTests(variable, printer);
  const declared = [
    ...declaredLines(schema, members, printer),
    ...dependentLines(schema, variable, members, printer),
  ];
  return [
    ...sizes.filter((condition) => condition !== false).map(refuseIf),
    ...members.preparation(declared),
    ...declared,
    ...(propertyNames === undefined ? [] : namesLines(propertyNames as Lowered, variable, printer)),
    ...otherLines(schema, variable, printer),
  ];
}

/** How a variable is asked for its members. A member counts when it is the object's own and has a value. */
type MemberTests = {
  readonly read: (name: string) => string;
  readonly has: (name: string, value?: string) => string;
  readonly lacks: (name: string, value?: string) => string;
  /** What has to be found out beforehand, where the lines have such tests in them. */
  readonly preparation: (lines: Lines) => Lines;
};

/**
 * Asking `hasOwnProperty` for each member takes most of the time there is. What an object of literal kind inherits comes
 * from `Object.prototype`; where that has no such member the value is the object's own, and engines know what it has
 * without looking. Of whatever else inherits something the own members are copied into such an object first.
 */
function memberTests(variable: string, { names, fresh }: Printer): MemberTests {
  const own = fresh();
  const [base, hasOwn] = [names.builtIn("base"), names.builtIn("hasOwn")];
  const read = (name: string) => `${own}${printAccess(name)}`;
  const isOwn = (name: string) =>
    `${base}${printAccess(name)} === undefined || ${hasOwn}.call(${own}, ${printText(name)})`;
  return {
    read,
    has: (name, value = read(name)) => `${value} !== undefined && (${isOwn(name)})`,
    lacks: (name, value = read(name)) => `${value} === undefined || !(${isOwn(name)})`,
    preparation: (lines) =>
      lines.length === 0
        ? []
        : [
            `const ${own} = Object.getPrototypeOf(${variable}) === ${base} ? ${variable} : ${names.support("ownMembers")}(${variable});`,
          ],
  };
}

function declaredLines(schema: JsonObject, members: MemberTests, printer: Printer): Lines {
  const properties = (schema.properties ?? {}) as Schemas;
  const required = new Set(isArray(schema.required ?? null) ? (schema.required as readonly string[]) : []);
  const names = [...new Set([...required, ...Object.keys(properties)])];
  return names.flatMap((name) => {
    const member = printer.fresh();
    const property = Object.hasOwn(properties, name) ? properties[name] : true;
    const lines = printer.linesFor(property ?? true, member);
    const read = `const ${member} = ${members.read(name)};`;
    if (required.has(name)) return [read, refuseIf(members.lacks(name, member)), ...lines];
    return lines.length === 0 ? [] : [read, ...block(`if (${members.has(name, member)})`, lines)];
  });
}

function dependentLines(schema: JsonObject, variable: string, members: MemberTests, printer: Printer): Lines {
  const { dependentRequired = {}, dependentSchemas = {}, dependencies = {} } = schema;
  const needs: readonly (readonly [string, Json])[] = [
    ...Object.entries(dependentRequired as JsonObject),
    ...Object.entries(dependentSchemas as JsonObject),
    ...Object.entries(dependencies as JsonObject).filter(([name]) => name !== "__proto__"),
  ];
  return needs.flatMap(([name, need]) =>
    block(
      `if (${members.has(name)})`,
      isArray(need)
        ? need.map((other) => refuseIf(members.lacks(String(other))))
        : printer.linesFor(need as Lowered, variable),
    ),
  );
}

/** Engines see that the object is asked for a name of its own that they have just read, and take no time over it. */
function eachName(name: string, variable: string, lines: Lines, { names }: Printer): Lines {
  return lines.length === 0
    ? []
    : [
        `for (const ${name} in ${variable}) {`,
        `  if (!${names.builtIn("hasOwn")}.call(${variable}, ${name})) continue;`,
        ...indented(lines),
        "}",
      ];
}

function namesLines(schema: Lowered, variable: string, printer: Printer): Lines {
  const name = printer.fresh();
  return eachName(name, variable, printer.linesFor(schema, name), printer);
}

/** Members by pattern, and those that nobody declared: one look at each member for both. */
function otherLines(schema: JsonObject, variable: string, printer: Printer): Lines {
  const { properties = {}, patternProperties = {}, additionalProperties = true } = schema;
  const name = printer.fresh();
  const member = printer.fresh();
  const others =
    additionalProperties === false ? [refuse] : printer.linesFor(additionalProperties as Lowered, member);
  const patterns = Object.entries(patternProperties as Schemas).map(([pattern, property]) => ({
    test: `${printer.names.constant(`/* @__PURE__ */ new RegExp(${printText(pattern)}, "u")`)}.test(${name})`,
    lines: printer.linesFor(property, member),
  }));
  const isUnmatched = patterns.map(({ test }) => `!${test}`).join(" && ");
  const body = [
    ...patterns.flatMap(({ test, lines }) => block(`if (${test})`, lines)),
    ...(others.length === 0 ? [] : declaredSkip(Object.keys(properties as Schemas), name, printer)),
    ...(isUnmatched === "" ? others : block(`if (${isUnmatched})`, others)),
  ];
  const isRead = body.some((line) => line.includes(member));
  const read = isRead ? [`const ${member} = ${variable}[${name}];`] : [];
  return eachName(name, variable, body.length === 0 ? [] : [...read, ...body], printer);
}

/** Past so many names a set is asked. */
const longestChain = 32;

function declaredSkip(declared: readonly string[], name: string, { names }: Printer): Lines {
  if (declared.length === 0) return [];
  if (declared.length > longestChain)
    return [
      `if (${names.constant(`/* @__PURE__ */ new Set(${printLine([...declared])})`)}.has(${name})) continue;`,
    ];
  return [
    `switch (${name}) {`,
    ...declared.map((each) => `  case ${printText(each)}:`),
    "    continue;",
    "}",
  ];
}
