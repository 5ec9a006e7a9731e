import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { requireValues } from "./require-values.ts";

const uri = "https://a.example/paid";
const check = (schema: Json) =>
  requireValues({ key: "shop/paid", uri, dialect: "2020-12" }, new Map([[uri, schema]]));
const required = (name: string, of: Json) => ({
  type: "object",
  required: [name],
  properties: { [name]: of },
});
const contradiction = { allOf: [{ type: "string" }, { type: "integer" }] };

test.each([
  ["#", contradiction],
  ["#", false],
  ["#/properties/total", required("total", contradiction)],
  ["#/properties/a/properties/b~1c", required("a", required("b/c", false))],
  ["#/properties/a", { ...required("a", { $ref: "#/$defs/a" }), $defs: { a: required("b", false) } }],
])("a contradiction at %s is told with contract and place", (place, schema) => {
  expect(() => check(schema)).toThrow(
    expect.objectContaining({
      code: "CODEGEN_UNSUPPORTED",
      kind: "input",
      message: `shop/paid cannot be generated: ${place} contradicts itself, so no value can keep it`,
    }),
  );
});

test("a member that must be absent, a type within itself and a choice with one way out are no contradictions", () => {
  check({ type: "object", properties: { gone: false } });
  check({ type: "object", required: ["name"], properties: { name: {}, next: { $ref: "#" } } });
  check({ anyOf: [false, { type: "string" }] });
  check({ type: "array", items: false });
});
