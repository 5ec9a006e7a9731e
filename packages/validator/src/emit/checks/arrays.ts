import { isArray, type JsonObject } from "@concordat/json";
import type { Lowered } from "../subschemas.ts";
import { block, type Lines, type Printer, refuseIf } from "./printer.ts";

/** Keywords of arrays, for a variable that holds one. */
export function arrayLines(schema: JsonObject, variable: string, printer: Printer): Lines {
  const { minItems, maxItems, uniqueItems, contains } = schema;
  const { prefix, rest } = itemsOf(schema);
  const sizes = [
    typeof minItems === "number" && minItems > 0 && `${variable}.length < ${minItems}`,
    typeof maxItems === "number" && `${variable}.length > ${maxItems}`,
    rest === false && `${variable}.length > ${prefix.length}`,
  ];
  return [
    ...sizes.filter((condition) => condition !== false).map(refuseIf),
    ...prefix.flatMap((item, index) => prefixLines(item, index, variable, printer)),
    ...(rest === undefined || rest === false ? [] : restLines(rest, prefix.length, variable, printer)),
    ...(contains === undefined ? [] : containsLines(schema, variable, printer)),
    ...(uniqueItems === true
      ? [refuseIf(`${printer.names.support("firstRepeat")}(${variable}) !== undefined`)]
      : []),
  ];
}

/** Up to 2019-09 a list in `items` is the prefix, and `additionalItems` says what follows. */
function itemsOf({ prefixItems, items, additionalItems }: JsonObject): {
  readonly prefix: readonly Lowered[];
  readonly rest: Lowered | undefined;
} {
  if (isArray(items ?? null))
    return { prefix: items as readonly Lowered[], rest: additionalItems as Lowered | undefined };
  return { prefix: (prefixItems ?? []) as readonly Lowered[], rest: items as Lowered | undefined };
}

function prefixLines(schema: Lowered, index: number, variable: string, printer: Printer): Lines {
  const item = printer.fresh();
  const lines = printer.linesFor(schema, item);
  return lines.length === 0
    ? []
    : block(`if (${variable}.length > ${index})`, [`const ${item} = ${variable}[${index}];`, ...lines]);
}

function restLines(schema: Lowered, start: number, variable: string, printer: Printer): Lines {
  const item = printer.fresh();
  const lines = printer.linesFor(schema, item);
  if (lines.length === 0) return [];
  const index = printer.fresh();
  return block(`for (let ${index} = ${start}; ${index} < ${variable}.length; ${index} += 1)`, [
    `const ${item} = ${variable}[${index}];`,
    ...lines,
  ]);
}

function containsLines(
  { contains, minContains = 1, maxContains }: JsonObject,
  variable: string,
  printer: Printer,
): Lines {
  const found = printer.fresh();
  const item = printer.fresh();
  const check = printer.functionFor(contains as Lowered);
  return [
    `let ${found} = 0;`,
    `for (const ${item} of ${variable}) if (${check}(${item})) ${found} += 1;`,
    refuseIf(`${found} < ${minContains}${maxContains === undefined ? "" : ` || ${found} > ${maxContains}`}`),
  ];
}
