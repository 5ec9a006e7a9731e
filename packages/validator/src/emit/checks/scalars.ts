import type { JsonObject } from "@concordat/json";
import { printText } from "../print-value.ts";
import { type Lines, type Printer, refuseIf } from "./printer.ts";

/** Keywords of numbers, for a variable that holds one. */
export function numberLines(schema: JsonObject, variable: string, { names }: Printer): Lines {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const bounds = [
    // In draft-04 the exclusive bounds are no bounds but sharpen the others.
    typeof minimum === "number" && `${variable} ${exclusiveMinimum === true ? "<=" : "<"} ${minimum}`,
    typeof maximum === "number" && `${variable} ${exclusiveMaximum === true ? ">=" : ">"} ${maximum}`,
    typeof exclusiveMinimum === "number" && `${variable} <= ${exclusiveMinimum}`,
    typeof exclusiveMaximum === "number" && `${variable} >= ${exclusiveMaximum}`,
    typeof multipleOf === "number" && `!${names.support("isMultipleOf")}(${variable}, ${multipleOf})`,
  ];
  return bounds.filter((bound) => bound !== false).map(refuseIf);
}

/** Keywords of strings, for a variable that holds one. */
export function stringLines(schema: JsonObject, variable: string, { names }: Printer): Lines {
  const { minLength, maxLength, pattern, format } = schema;
  const count = () => `${names.support("countCharacters")}(${variable})`;
  const matcher = typeof format === "string" ? names.format(format) : undefined;
  const refused = [
    typeof minLength === "number" && minLength > 0 && isShorter(variable, minLength, count),
    // Surrogate pairs only ever make the count smaller than the length.
    typeof maxLength === "number" && `${variable}.length > ${maxLength} && ${count()} > ${maxLength}`,
    typeof pattern === "string" &&
      `!${names.constant(`/* @__PURE__ */ new RegExp(${printText(pattern)}, "u")`)}.test(${variable})`,
    matcher !== undefined && `!${matcher}.test(${variable})`,
  ];
  return refused.filter((condition) => condition !== false).map(refuseIf);
}

/** Characters are counted only where the length leaves it open: each is one unit or two. */
function isShorter(variable: string, least: number, count: () => string): string {
  if (least === 1) return `${variable} === ""`;
  return `${variable}.length < ${least} || (${variable}.length < ${2 * least} && ${count()} < ${least})`;
}
