import { dirname, join } from "node:path";
import { isObject, type Json } from "@concordat/json";
import { createSchemaGraph } from "@concordat/schema";
import { expect, test } from "vitest";
import { readCatalogue } from "../files/index.ts";
import { outlineOf } from "./outline.ts";

const money: Json = {
  title: "Money",
  type: "object",
  required: ["amount"],
  properties: { amount: { description: "Decimal text.", type: "string", minLength: 1 } },
};

test("members come in the order of the text, references followed, the nearer description first", () => {
  const { rows } = outline({
    required: ["lines"],
    properties: {
      lines: {
        type: "array",
        minItems: 1,
        items: { properties: { price: { description: "Of one piece.", $ref: "../money/1.0.0.json" } } },
      },
      note: { type: ["string", "null"], deprecated: true },
    },
  });

  expect(rows.map(({ path, depth, required }) => [path, depth, required])).toEqual([
    ["lines", 0, true],
    ["lines[]", 1, false],
    ["lines[].price", 2, false],
    ["lines[].price.amount", 3, true],
    ["note", 0, false],
  ]);
  expect(rows[2]).toMatchObject({
    type: [{ id: "shop/money/1.0.0", title: "Money" }],
    description: "Of one piece.",
  });
  expect(rows[0]).toMatchObject({ type: ["array of ", "object"], constraints: ["not empty"] });
  expect(rows[4]).toMatchObject({ type: ["string or null"], deprecated: true });
});

test("allOf adds members and requirements to what stands beside it", () => {
  const { rows } = outline({
    properties: { id: {} },
    allOf: [{ required: ["id", "amount"] }, { $ref: "../money/1.0.0.json" }],
  });

  expect(rows.map(({ path, required }) => [path, required])).toEqual([
    ["id", true],
    ["amount", true],
  ]);
});

test("maps and choices have lines of their own", () => {
  const { rows } = outline({
    properties: {
      counts: { type: "object", additionalProperties: { type: "integer", minimum: 0 } },
      payer: { anyOf: [{ type: "string" }, { $ref: "../money/1.0.0.json" }] },
    },
  });

  expect(rows.map(({ path, type }) => [path, type])).toEqual([
    ["counts", ["map of ", "integer"]],
    ["counts.*", ["integer"]],
    ["payer", ["string", " or ", { id: "shop/money/1.0.0", title: "Money" }]],
    ["payer(1)", ["string"]],
    ["payer(2)", [{ id: "shop/money/1.0.0", title: "Money" }]],
    ["payer(2).amount", ["string"]],
  ]);
});

test("a choice of constants is of their types, each named once", () => {
  const { rows } = outline({
    properties: {
      state: { oneOf: [{ const: "open" }, { const: "shut" }, { const: 3 }] },
      mode: { enum: ["a", null] },
    },
  });

  expect(rows.map(({ path, type }) => [path, type.join("")])).toEqual([
    ["state", "string or number"],
    ["state(1)", "string"],
    ["state(2)", "string"],
    ["state(3)", "number"],
    ["mode", "string or null"],
  ]);
});

test("a contract that holds itself is unfolded once", () => {
  const { rows } = outline({
    properties: { child: { $ref: "#" }, children: { type: "array", items: { $ref: "#" } } },
  });

  expect(rows.map(({ path }) => path)).toEqual(["child", "children", "children[]"]);
});

test("a reference that leads nowhere hides nothing else", () => {
  const { rows } = outline({
    properties: { lost: { description: "Gone.", $ref: "../gone/1.0.0.json" }, kept: { type: "string" } },
  });

  expect(rows.map(({ path, description }) => [path, description])).toEqual([
    ["lost", "Gone."],
    ["kept", undefined],
  ]);
});

test("a schema made to be endless is cut", () => {
  const wide = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`m${index}`, { $ref: "#/$defs/next" }]),
  );
  const level = (depth: number): Json => ({
    properties: depth === 0 ? {} : wide,
    $defs: { next: depth === 0 ? {} : level(depth - 1) },
  });

  const { rows, isCut } = outline({ properties: wide, $defs: { next: level(6) } });

  expect([rows.length, isCut]).toEqual([500, true]);
});

test("types without end are cut", () => {
  const { rows } = outline({
    properties: { nested: { $ref: "#/$defs/list" }, either: { $ref: "#/$defs/choice" } },
    $defs: {
      list: { type: "array", items: { $ref: "#/$defs/list" } },
      choice: { anyOf: [{ type: "array", items: { $ref: "#/$defs/choice" } }, { $ref: "#/$defs/choice" }] },
    },
  });

  expect(rows[0]?.type.join("")).toBe("array of array of array of array of …");
  expect(rows.find(({ path }) => path === "either")?.type.join("")).toMatch(/^array of .* or .*…$/);
});

test("conditions are put into words where they have a known form, and shown as written otherwise", () => {
  const { rules } = outline({
    properties: {
      status: { type: "string" },
      results: { minProperties: 1, propertyNames: { maxLength: 3 } },
    },
    if: { required: ["status"], properties: { status: { const: "success" } } },
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    then: { required: ["results"] },
    not: { required: ["data", "data_base64"] },
    anyOf: [{ required: ["a"] }, { required: ["b"] }],
  });

  expect(rules).toEqual([
    { path: "", words: 'When `status` is `"success"`, `results` is required.' },
    { path: "", schema: { anyOf: [{ required: ["a"] }, { required: ["b"] }] } },
    { path: "", words: "`data` and `data_base64` never stand together." },
    { path: "results", schema: { propertyNames: { maxLength: 3 } } },
  ]);
});

test("every member of the shipped catalogue that has a line has a type", () => {
  const repository = dirname(dirname(dirname(dirname(import.meta.dirname))));
  const { catalogue } = readCatalogue(join(repository, "schemas"), {
    base: "https://schemas.concordat.example/",
  });

  for (const version of catalogue.versions) {
    const { rows, isCut } = outlineOf(version, catalogue);
    expect(
      rows.filter(({ type }) => type.length === 0),
      version.id,
    ).toEqual([]);
    expect(isCut, version.id).toBe(false);
  }
});

function outline(document: Json) {
  const base = "https://contracts.test/";
  const documents = { "shop/order/1.0.0": document, "shop/money/1.0.0": money };
  const byUri = new Map(Object.entries(documents).map(([id, each]) => [`${base}${id}.json`, { id, each }]));
  const graph = createSchemaGraph(new Map([...byUri].map(([uri, { each }]) => [uri, each])));
  return outlineOf(
    { uri: `${base}shop/order/1.0.0.json` },
    {
      graph: () => graph,
      byUri: (uri) => {
        const found = byUri.get(uri);
        const title = found && isObject(found.each) ? found.each.title : undefined;
        return found && { id: found.id, ...(typeof title === "string" && { title }) };
      },
    },
  );
}
