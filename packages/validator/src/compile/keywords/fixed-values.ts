import { _, type CodeKeywordDefinition, type KeywordCxt, type Name, stringify } from "ajv";
import { or } from "ajv/dist/compile/codegen/index.js";
import { support } from "./support.ts";

/** Past this many scalars a set is asked, so that an enumeration of thousands costs what one of three does. */
const longestChain = 12;

export const enumeration: CodeKeywordDefinition = {
  keyword: "enum",
  schemaType: "array",
  error: { message: "", params: ({ schemaCode }) => _`{allowedValues: ${schemaCode}}` },
  code(cxt) {
    const values: readonly unknown[] = cxt.schema;
    const scalars = values.filter(isScalar);
    const compounds = values.filter((value) => !isScalar(value));
    const isAmong = (value: unknown) => _`${support(cxt, "equal")}(${cxt.data}, ${constantOf(cxt, value)})`;
    const chain = scalars.map((value) => _`${cxt.data} === ${stringify(value)}`);
    const asked = scalars.length > longestChain ? [_`${setOf(cxt, scalars)}.has(${cxt.data})`] : chain;
    const tests = [...asked, ...compounds.map(isAmong)];
    cxt.pass(tests.length === 0 ? _`false` : or(...tests));
  },
};

export const constant: CodeKeywordDefinition = {
  keyword: "const",
  error: { message: "", params: ({ schemaCode }) => _`{allowedValue: ${schemaCode}}` },
  code(cxt) {
    const { data, schema } = cxt;
    if (isScalar(schema)) cxt.pass(_`${data} === ${stringify(schema)}`);
    else cxt.pass(_`${support(cxt, "equal")}(${data}, ${constantOf(cxt, schema)})`);
  },
};

// "schema" is the one prefix among those that Ajv lets values of the module scope have which is about right.
function constantOf({ gen }: KeywordCxt, value: unknown): Name {
  return gen.scopeValue("schema", { ref: value, code: stringify(value) });
}

function setOf({ gen }: KeywordCxt, values: readonly unknown[]): Name {
  return gen.scopeValue("schema", {
    key: values,
    ref: new Set(values),
    code: _`new Set(${stringify(values)})`,
  });
}

function isScalar(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}
