import type { Json } from "@concordat/json";
import { type Dialect, dialects, keywordOf, keywordsOf, metaSchemaOf } from "@concordat/schema";
import { metaSchemas, witnessValidators } from "@concordat/validator/witness-validators";
import { expect, test } from "vitest";
import { createBudget, Undecided } from "../budget.ts";
import { createEngine } from "../emptiness/index.ts";
import { prepare } from "../prepare.ts";
import { createTranslator } from "./translate.ts";

/** None that is empty or says something twice: the meta-schemas frown on both, and both have a meaning. */
const values: readonly Json[] = [
  ...[null, true, false, 0, 1, 2.0, -1, 1.5, "", "a", "string"],
  ...[[{}], [true], [null], ["a"], ["a", 1], [{}, null], ["null", "string"], ["null", "strnig"]],
  ...[{}, { a: {} }, { a: true }, { a: null }, { a: "b" }, { a: ["b"] }, { a: ["b", 1] }, { a: [{}] }],
  ...[
    { a: {}, b: null },
    { a: ["b"], b: null },
  ],
];

/** What validators understand although the meta-schema does not have it. */
function isUnderstood(keyword: string, value: Json, dialect: Dialect): boolean {
  const isFlag = dialect === "draft-04" && typeof value === "boolean";
  const isOfNames = keyword === "dependencies" || keyword === "dependentRequired";
  return (
    // A flag without its bound says nothing; and draft-04 has no schemas `true` and `false`, which say what they say elsewhere.
    (isFlag && (keyword.startsWith("exclusive") || keywordOf(keyword, dialect)?.holds !== undefined)) ||
    (dialect === "draft-04" && JSON.stringify(value).match(/^(\[|\{"a":)true/) !== null) ||
    // Draft-03 wrote a single name as a text.
    (isOfNames && JSON.stringify(value) === '{"a":"b"}')
  );
}

test.each(dialects)("%s: a keyword has no meaning exactly where the meta-schema refuses it", (dialect) => {
  const validator = witnessValidators.find(({ name }) => name === "ajv");
  const document = metaSchemas.get(metaSchemaOf(dialect).replace(/#$/, "")) as Json;
  const allows = validator?.compile({
    schema: document,
    documents: metaSchemas,
    dialect,
    assertsFormat: false,
  });
  const disputed: string[] = [];
  for (const [keyword, { kind }] of keywordsOf(dialect))
    for (const value of values) {
      if (kind !== "assertion" && kind !== "applicator") continue;
      if (isUnderstood(keyword, value, dialect)) continue;
      // Bounds of a count are read where something is counted.
      const schema: Json = keyword.endsWith("Contains")
        ? { contains: {}, [keyword]: value }
        : { [keyword]: value };
      const isMeant = hasMeaning(schema, dialect);
      if (isMeant !== allows?.(schema)) disputed.push(`${JSON.stringify(schema)} ${isMeant}`);
    }

  expect(disputed).toEqual([]);
});

function hasMeaning(schema: Json, dialect: Dialect): boolean {
  const budget = createBudget();
  const { terms, holds } = createEngine({ budget });
  try {
    const { graph, root } = prepare(schema, { dialect });
    createTranslator(graph, { terms, budget, holds, reading: "lenient", assertsFormat: false }).translate(
      root,
    );
    return true;
  } catch (error) {
    if (error instanceof Undecided && error.doubt.code !== "BUDGET_SPENT") return false;
    throw error;
  }
}
