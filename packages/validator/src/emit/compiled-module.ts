import { isObject, type JsonObject } from "@concordat/json";
import { definitionsKeyword } from "@concordat/schema";
import type { AnySchemaObject } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { createAjv } from "../compile/ajv.ts";
import { type Prepared, refusedByUs } from "../compile/compile-schema.ts";
import { finishCode } from "../compile/finish-code.ts";
import type { ModuleNames } from "./module-names.ts";

/**
 * Ajv's standalone code as one expression, a function that returns the raw problems, or nothing when there are none.
 * For schemas with `unevaluated…`, whose account of what was evaluated stands in the code of the live validator alone.
 */
export function compiledFunction(prepared: Prepared, names: ModuleNames): string {
  const { body, name } = generate(prepared);
  for (const each of ["countCharacters", "equal", "firstRepeat", "isMultipleOf", "isRegExp"])
    if (new RegExp(`\\b${each}\\b`).test(body)) names.support(each);
  return `/* @__PURE__ */ (() => {
${body.trim()}
return (value) => {
  if (${name}(value)) return undefined;
  const { errors } = ${name};
  ${name}.errors = null;
  return errors;
};
})()`;
}

/** Ajv's imports replaced by the functions that stand beside it. */
function generate(prepared: Prepared): { readonly body: string; readonly name: string } {
  const ajv = createAjv(prepared);
  const compiled = refusedByUs(prepared, () => ajv.compile(prepared.schema as AnySchemaObject));
  const code = standaloneCode.default(ajv, compiled);
  const name = /^export const validate = (\w+);$/m.exec(code)?.[1] ?? "";
  // As in `finishCode`, whole lines or marks that cannot stand inside of a string literal.
  const body = withoutDefinitions(finishCode(code), prepared)
    .replace(/^"use strict";\n/, "")
    .replace(/^export (?:const validate =|default) \w+;\n/gm, "")
    .replace(
      /^const (\w+) = require\("ajv\/dist\/runtime\/ucs2length"\)\.default;$/gm,
      "const $1 = countCharacters;",
    )
    .replace(/^const (\w+) = formatChecks\.regex;$/gm, "const $1 = isRegExp;")
    // In a literal this name would set the prototype.
    .replace(/(?<=[{,])"__proto__":/g, '["__proto__"]:');
  if (name === "" || /^const \w+ = (?:require\(|formatChecks\b)/m.test(body))
    throw new TypeError(
      "this version of Ajv writes its standalone code in a way that emitValidator does not know",
    );
  return { body, name };
}

/** Ajv writes every definition twice: inside of the root, which nobody reads there, and by itself. */
function withoutDefinitions(code: string, { schema, dialect }: Prepared): string {
  const { [definitionsKeyword(dialect)]: definitions, ...root } = schema;
  if (definitions === undefined || !isObject(definitions)) return code;
  return code.replace(literal(schema), () => literal(root));
}

function literal(schema: JsonObject): string {
  return JSON.stringify(schema).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
