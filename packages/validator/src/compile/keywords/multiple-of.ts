import { _, type CodeKeywordDefinition } from "ajv";
import { support } from "./support.ts";

/** Exact on decimals, where Ajv divides doubles and refuses 19.99 as a multiple of 0.01. */
export const multipleOf: CodeKeywordDefinition = {
  keyword: "multipleOf",
  type: "number",
  schemaType: "number",
  error: { message: "", params: ({ schemaCode }) => _`{multipleOf: ${schemaCode}}` },
  code: (cxt) => cxt.pass(_`${support(cxt, "isMultipleOf")}(${cxt.data}, ${cxt.schemaCode})`),
};
