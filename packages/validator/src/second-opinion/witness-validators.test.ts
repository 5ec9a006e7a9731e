import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { witnessValidators } from "./witness-validators.ts";

const around = { documents: new Map<string, Json>(), dialect: "2020-12", assertsFormat: false } as const;
const named = (name: string) => {
  const found = witnessValidators.find((validator) => validator.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

test.each(["cfworker", "ajv", "hyperjump"])(
  "%s answers at once, about any number of schemas in turn",
  (name) => {
    const text = named(name).compile({ ...around, schema: { type: "string" } });
    const number = named(name).compile({ ...around, schema: { type: "number" } });

    expect([text("a"), number("a"), text(1), number(1), text("b")]).toEqual([true, false, false, true, true]);
  },
);

test.each(["cfworker", "ajv", "hyperjump"])(
  "%s leaves formats out of it, and references to what is handed in go",
  (name) => {
    const documents = new Map<string, Json>([
      ["https://e.example/b", { $id: "https://e.example/b", format: "date" }],
    ]);
    const accepts = named(name).compile({
      ...around,
      documents,
      schema: { $id: "https://e.example/a", $ref: "b", minLength: 2 },
    });

    expect([accepts("no date"), accepts("x")]).toEqual([true, false]);
  },
);

test.each(["cfworker", "ajv", "hyperjump"])("%s is told a dialect in the spelling that it knows", (name) => {
  const documents = new Map<string, Json>([
    [
      "https://e.example/b",
      {
        $schema: "http://json-schema.org/draft/2020-12/schema",
        $id: "https://e.example/b",
        prefixItems: [false],
      },
    ],
  ]);
  const accepts = named(name).compile({
    ...around,
    documents,
    schema: {
      $schema: "https://json-schema.org/draft-07/schema#",
      $id: "https://e.example/a",
      items: [{ $ref: "#/definitions/c" }],
      definitions: { c: { $schema: "https://json-schema.org/draft-07/schema", $id: "#c", type: "string" } },
    },
  });

  expect([accepts(["a", 1]), accepts([1])]).toEqual([true, false]);
  const other = named(name).compile({ ...around, documents, schema: { $ref: "https://e.example/b" } });
  expect([other([]), other([1])]).toEqual([true, false]);
});

test.each(["cfworker", "ajv", "hyperjump"])("%s throws over a schema that leads nowhere", (name) => {
  expect(() =>
    named(name).compile({ ...around, schema: { $ref: "https://elsewhere.example/x" } })("a"),
  ).toThrow("elsewhere.example");
});

test("a schema that hyperjump refuses is refused in its words", () => {
  const accepts = named("hyperjump").compile({ ...around, schema: { $id: "file:///a.json", type: "null" } });

  expect(() => accepts(null)).toThrow("file:");
});
