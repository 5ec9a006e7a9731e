import type { Json } from "@concordat/json";
import { compilePrepared, prepareSchema } from "../compile/compile-schema.ts";
import type { EmitOptions, Language } from "./emit-options.ts";
import { withTypes } from "./exported-types.ts";
import { checkedBody, compiledBody } from "./module-body.ts";
import { header, printModule } from "./print-module.ts";
import { formatConstants, supportNames, supportUnits, verdictTypes } from "./support-module.ts";

/**
 * The text of an ES module that exports `validate`, which judges exactly as the function of `createValidator` does,
 * problems included. It imports nothing and builds no code at run time, so it runs where `eval` is forbidden.
 *
 * The same schema and options give the same bytes, on every machine. For a whole package, see `emitContractValidators`.
 *
 * @throws what `createValidator` throws
 */
export function emitValidator(schema: Json, options: EmitOptions): string {
  const prepared = prepareSchema(schema, options);
  // What the compiler refuses is refused here too.
  compilePrepared(prepared);
  const { text, imported, verdict } = prepared.unevaluated
    ? compiledBody(prepared, "find")
    : whole(checkedBody(prepared));
  const doc = "`{ valid: true }`, or `{ valid: false, problems }`.";
  const entries = [{ name: "validate", doc, verdict: verdict(options.maxErrors ?? 20) }];
  return printModule({ imported, body: text, entries }, options);
}

function whole(body: ReturnType<typeof checkedBody>) {
  return { ...body, verdict: body.verdict() };
}

/** The module that `supportFrom` names, for a package that holds many validators, all in the same language. */
export function emitSupport(command: string, language: Language = "javascript"): string {
  const names = [...supportNames, ...formatConstants.keys()];
  const units = supportUnits(names);
  const parts = [
    header(command, language),
    language === "typescript" ? withTypes(units, names) : units,
    ...(language === "typescript" ? [verdictTypes] : []),
    `export { ${names.join(", ")} };`,
  ];
  return `${parts.join("\n\n")}\n`;
}
