import { type Dialect, isSince } from "@concordat/schema";
import { _, type CodeKeywordDefinition, type KeywordCxt, Name } from "ajv";
import { alwaysValidSchema, evaluatedPropsToName, Type } from "ajv/dist/compile/util.js";

/**
 * As Ajv's, but items that do not match leave no reports, the number of those that match is told, `minContains: 0` is
 * not forgotten, and 2020-12's `unevaluatedItems` is told which items matched: Ajv can only remember a prefix and takes
 * all. The indices are kept where Ajv keeps the names of evaluated members, which merges and passes on like any other;
 * a value is an array or an object and never both.
 */
export function contains(dialect: Dialect): CodeKeywordDefinition {
  return {
    keyword: "contains",
    type: "array",
    schemaType: ["object", "boolean"],
    trackErrors: true,
    error: {
      message: "",
      params: ({ params }) =>
        _`{minContains: ${params.min}, maxContains: ${params.max ?? _`undefined`}, found: ${params.found}}`,
    },
    code(cxt) {
      const { gen, schema, parentSchema, data, it } = cxt;
      const counts = isSince(dialect, "2019-09") ? parentSchema : {};
      const min: number = counts.minContains ?? 1;
      const max: number | undefined = counts.maxContains;
      const length = gen.const("len", _`${data}.length`);
      const found = gen.let("found", 0);
      cxt.setParams({ min, max, found });
      const isRemembered = dialect === "2020-12" && it.opts.unevaluated === true && it.items !== true;
      const remembered = isRemembered ? rememberedIn(it, gen) : undefined;
      const enough = max === undefined ? _` && ${found} < ${min}` : _` && ${found} <= ${max}`;
      const isEach = alwaysValidSchema(it, schema);
      if (isEach) {
        gen.assign(found, length);
        if (isRemembered) it.items = true;
      } else {
        const index = gen.name("i");
        const matches = gen.name("_valid");
        // Spelt unlike Ajv's own loops, which `finishCode` ends after so many reports: these make none.
        gen.for(
          _`let ${index} = 0; ${index} < ${length}${isRemembered ? _`` : enough}; ${index} += 1`,
          () => {
            const place = { dataProp: index, dataPropType: Type.Num };
            const quiet = { compositeRule: true, createErrors: false, allErrors: false } as const;
            cxt.subschema({ keyword: "contains", ...place, ...quiet }, matches);
            gen.if(
              matches,
              () => {
                gen.code(_`${found}++`);
                if (remembered !== undefined)
                  gen.if(_`${remembered} !== true`, () =>
                    gen.code(_`(${remembered} ??= Object.create(null))[${index}] = true`),
                  );
              },
              () => cxt.reset(),
            );
          },
        );
      }
      cxt.pass(max === undefined ? _`${found} >= ${min}` : _`${found} >= ${min} && ${found} <= ${max}`);
    },
  };
}

/** The variable of the names; where a static `true` says that all are evaluated, there is none and nothing to add. */
function rememberedIn(it: KeywordCxt["it"], gen: KeywordCxt["gen"]): Name | undefined {
  const { props } = it;
  if (props === true) return undefined;
  const name = props instanceof Name ? props : evaluatedPropsToName(gen, props);
  it.props = name;
  return name;
}
