import { _, type CodeKeywordDefinition } from "ajv";
import { support } from "./support.ts";

/** One look at each item, where Ajv compares every pair of objects. */
export const uniqueItems: CodeKeywordDefinition = {
  keyword: "uniqueItems",
  type: "array",
  schemaType: "boolean",
  error: { message: "", params: ({ params }) => _`{pair: ${params.pair}}` },
  code(cxt) {
    if (cxt.schema !== true) return;
    const pair = cxt.gen.const("pair", _`${support(cxt, "firstRepeat")}(${cxt.data})`);
    cxt.setParams({ pair });
    cxt.pass(_`${pair} === undefined`);
  },
};
