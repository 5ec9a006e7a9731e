import { _, type CodeKeywordDefinition } from "ajv";
import { alwaysValidSchema } from "ajv/dist/compile/util.js";
import { keepEvaluatedApart } from "./evaluated.ts";

/**
 * `if` with what follows from it. Ajv skips an `if` that stands alone, although what it evaluates counts for
 * `unevaluatedProperties`, and takes that for evaluated also when the `if` failed.
 */
export const condition: CodeKeywordDefinition = {
  keyword: "if",
  schemaType: ["object", "boolean"],
  trackErrors: true,
  error: { message: "", params: () => _`{}` },
  code(cxt) {
    const { gen, parentSchema, it } = cxt;
    const follows = (keyword: "then" | "else") => {
      const schema = parentSchema[keyword];
      return schema !== undefined && (it.opts.unevaluated === true || !alwaysValidSchema(it, schema));
    };
    if (!follows("then") && !follows("else") && it.opts.unevaluated !== true) return;
    const valid = gen.let("valid", true);
    const matched = gen.name("_valid");
    const quiet = { compositeRule: true, createErrors: false, allErrors: false } as const;
    const tried = cxt.subschema({ keyword: "if", ...quiet }, matched);
    cxt.reset();
    const holds = gen.const("_holds", matched);
    keepEvaluatedApart(cxt, tried);
    cxt.mergeValidEvaluated(tried, holds);
    const apply = (keyword: "then" | "else") => () => {
      if (!follows(keyword)) return;
      const branch = cxt.subschema({ keyword }, matched);
      gen.assign(valid, matched);
      keepEvaluatedApart(cxt, branch);
      cxt.mergeValidEvaluated(branch, valid);
    };
    gen.if(holds, apply("then"), apply("else"));
    cxt.pass(valid, () => cxt.error(true));
  },
};
