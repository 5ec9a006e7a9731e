import { _, type CodeKeywordDefinition, Name } from "ajv";
import { alwaysValidSchema, Type } from "ajv/dist/compile/util.js";

/** Knows of the items that `contains` matched, and begins at the first item also where no branch evaluated any. */
export const unevaluatedItems: CodeKeywordDefinition = {
  keyword: "unevaluatedItems",
  type: "array",
  schemaType: ["boolean", "object"],
  error: { message: "", params: () => _`{}` },
  code(cxt) {
    const { gen, schema, data, it } = cxt;
    const { items = 0, props } = it;
    it.items = true;
    if (items === true || alwaysValidSchema(it, schema)) return;
    const valid = gen.name("_valid");
    const length = gen.const("len", _`${data}.length`);
    const from = items instanceof Name ? _`(${items} === true ? ${length} : ${items} || 0)` : items;
    const judge = (index: Name) =>
      cxt.subschema({ keyword: "unevaluatedItems", dataProp: index, dataPropType: Type.Num }, valid);
    const start = gen.const("from", _`${from}`);
    gen.forRange("i", start, length, (index) => {
      if (props instanceof Name)
        gen.if(_`!(${props} && ${props} !== true && ${props}[${index}])`, () => judge(index));
      else judge(index);
    });
  },
};
