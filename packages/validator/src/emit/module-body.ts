import type { Json, JsonObject } from "@concordat/json";
import { definitionsKeyword } from "@concordat/schema";
import type { Prepared } from "../compile/compile-schema.ts";
import { printChecks } from "./checks/print-checks.ts";
import { compiledFunction } from "./compiled-module.ts";
import { keywordOrder } from "./keyword-order.ts";
import { createModuleNames } from "./module-names.ts";
import { shapeOf } from "./print-shape.ts";
import { printValue } from "./print-value.ts";

/** The part of a module that knows a schema. */
export type ModuleBody = { readonly text: string; readonly imported: ReadonlySet<string> };

/** The verdict on what the parameter `value` holds, as an expression that asks a body. */
export type PrintVerdict = (mostProblems: number) => string;

/** Checks that say yes or no, and shapes that problems are made from: for every schema without `unevaluated…`. */
export function checkedBody(prepared: Prepared): ModuleBody & {
  /** Of the whole schema, or of what a reference in it leads to. */
  readonly verdict: (reference?: Json) => PrintVerdict;
} {
  const names = createModuleNames(keywordOrder(prepared));
  const { [definitionsKeyword(prepared.dialect)]: definitions = {}, ...root } = prepared.schema;
  const all: readonly (readonly [string, JsonObject])[] = [
    ["d", root],
    ...(Object.entries(definitions as JsonObject) as [string, JsonObject][]),
  ];
  const shapes = all.map(
    ([name, each]) => `const ${names.shapeAt(`/${name}`)} = ${printValue(shapeOf(each, names))};`,
  );
  const checks = printChecks(
    all.map(([name, each]) => ({ name: names.checkAt(`/${name}`), schema: each })),
    names,
  );
  const constants = [...names.constants].map(([text, name]) => `const ${name} = ${text};`);
  const accepted = names.support("accepted");
  const problemsOf = names.support("problemsOf");
  return {
    text: [...(constants.length > 0 ? [constants.join("\n")] : []), ...shapes, checks].join("\n\n"),
    imported: names.imported,
    verdict:
      (reference = "/d") =>
      (most) =>
        `${names.checkAt(reference)}(value)
    ? ${accepted}
    : { valid: false, problems: ${problemsOf}(${names.shapeAt(reference)}, value, ${most}) }`,
  };
}

/** Ajv's own code, as a constant of the name that is given. */
export function compiledBody(
  prepared: Prepared,
  name: string,
): ModuleBody & { readonly verdict: PrintVerdict } {
  const names = createModuleNames(keywordOrder(prepared));
  const text = `const ${name} = ${compiledFunction(prepared, names)};`;
  const verdictOf = names.support("verdictOf");
  return { text, imported: names.imported, verdict: (most) => `${verdictOf}(${name}(value), ${most})` };
}
