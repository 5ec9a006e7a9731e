import { _, type Code, type CodeKeywordDefinition, type KeywordCxt, Name } from "ajv";
import { not } from "ajv/dist/compile/codegen/index.js";
import { alwaysValidSchema } from "ajv/dist/compile/util.js";
import { keepEvaluatedApart } from "./evaluated.ts";
import { errorCount } from "./support.ts";

/** As Ajv's, and it says how many reports each branch left, so that the branch that was meant can be told. */
export const anyOf: CodeKeywordDefinition = {
  keyword: "anyOf",
  schemaType: "array",
  trackErrors: true,
  error: { message: "", params: reportParams },
  code(cxt) {
    const { gen, schema, it } = cxt;
    const branches: readonly (object | boolean)[] = schema;
    const isAlwaysValid = branches.some((branch) => alwaysValidSchema(it, branch));
    if (isAlwaysValid && it.opts.unevaluated !== true) return;
    const valid = gen.let("valid", false);
    const branchValid = gen.name("_valid");
    const ends = branches.map(() => gen.let("_end", 0));
    cxt.setParams({ ends: listOf(ends, cxt), passing: _`undefined` });
    gen.block(() => {
      for (const [index, end] of ends.entries()) {
        const branch = cxt.subschema(
          { keyword: "anyOf", schemaProp: index, compositeRule: true },
          branchValid,
        );
        gen.assign(end, errorCount);
        gen.assign(valid, _`${valid} || ${branchValid}`);
        keepEvaluatedApart(cxt, branch);
        // A branch that evaluates members must run even after another one matched.
        if (cxt.mergeValidEvaluated(branch, branchValid) !== true) gen.if(not(valid));
      }
    });
    cxt.result(
      valid,
      () => cxt.reset(),
      () => cxt.error(true),
    );
  },
};

export const oneOf: CodeKeywordDefinition = {
  keyword: "oneOf",
  schemaType: "array",
  trackErrors: true,
  error: { message: "", params: reportParams },
  code(cxt) {
    const { gen, schema } = cxt;
    const valid = gen.let("valid", false);
    const branchValid = gen.name("_valid");
    const passing = gen.let("passing", _`undefined`);
    const ends = (schema as readonly unknown[]).map(() => gen.let("_end", 0));
    cxt.setParams({ ends: listOf(ends, cxt), passing });
    gen.block(() => {
      for (const [index, end] of ends.entries()) {
        const branch = cxt.subschema(
          { keyword: "oneOf", schemaProp: index, compositeRule: true },
          branchValid,
        );
        gen.assign(end, errorCount);
        keepEvaluatedApart(cxt, branch);
        if (index > 0)
          gen
            .if(_`${branchValid} && ${valid}`)
            .assign(valid, false)
            .assign(passing, _`[${passing}, ${index}]`)
            .else();
        gen.if(branchValid, () => {
          gen.assign(valid, true);
          gen.assign(passing, index);
          cxt.mergeEvaluated(branch, Name);
        });
      }
    });
    cxt.result(
      valid,
      () => cxt.reset(),
      () => cxt.error(true),
    );
  },
};

/** `passing` holds the two branches of a oneOf that both matched; what stands in `inside` is then beside the point. */
function reportParams({ params, errsCount }: Pick<KeywordCxt, "params" | "errsCount">): Code {
  const { ends, passing } = params as { ends: Code; passing: Code };
  return _`{inside: ${errorCount} - ${errsCount ?? 0}, ends: ${ends}, passing: ${passing}}`;
}

/** Each end counted from where the keyword began. */
function listOf(ends: readonly Name[], { errsCount }: KeywordCxt): Code {
  const counted = ends.map((end) => _`${end} - ${errsCount ?? 0}`);
  return _`[${counted.reduce((list, end) => _`${list}, ${end}`)}]`;
}
