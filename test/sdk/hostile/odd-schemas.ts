import type { JsonObject } from "@concordat/json";

const date = { type: "string", format: "date-time" };
const branches = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    type: "object",
    required: ["kind"],
    properties: { kind: { const: `kind ${index}` }, [`own${index}`]: { type: "integer" } },
  }));

/** Schemas that are rare and right, by the files of a folder. Every one is an event of its own. */
export const oddSchemas: Readonly<Record<string, JsonObject>> = {
  numbers: {
    type: "object",
    required: ["large", "tiny"],
    properties: {
      large: { type: "integer", minimum: -9007199254740991, maximum: 9007199254740991 },
      tiny: { type: "number", enum: [1e308, 5e-324, 0.30000000000000004, -0] },
      bounded: { type: "number", exclusiveMinimum: 0, multipleOf: 0.01 },
    },
    examples: [{ large: 9007199254740991, tiny: 1e308, bounded: 0.07 }],
  },
  dates: {
    type: "object",
    required: ["at"],
    properties: { at: date, leap: { ...date, examples: ["2016-12-31T23:59:60Z"] } },
    examples: [{ at: "0000-01-01T00:00:00Z" }],
  },
  tree: {
    type: "object",
    properties: { name: { type: "string" }, children: { type: "array", items: { $ref: "#" } } },
    examples: [{ name: "a", children: [{ name: "b", children: [] }] }],
  },
  person: {
    type: "object",
    properties: { home: { $ref: "house.json" } },
    examples: [{ home: { owner: {} } }],
  },
  house: {
    type: "object",
    properties: { owner: { $ref: "person.json" } },
    examples: [{ owner: { home: {} } }],
  },
  nothing: { type: "object", additionalProperties: false, examples: [{}] },
  anything: { examples: [{ a: 1 }] },
  alternatives: { oneOf: branches(200), examples: [{ kind: "kind 7", own7: 7 }] },
  alone: { oneOf: branches(1), examples: [{ kind: "kind 0" }] },
  constants: {
    type: "object",
    required: ["a", "b", "c", "d", "e"],
    properties: {
      a: { const: null },
      b: { const: true },
      c: { const: [] },
      d: { const: {} },
      e: { const: 0.5 },
    },
    examples: [{ a: null, b: true, c: [], d: {}, e: 0.5 }],
  },
  old: {
    $schema: "http://json-schema.org/draft-04/schema#",
    type: "object",
    properties: {
      n: { type: "number", minimum: 0, exclusiveMinimum: true },
      list: { items: [{ type: "string" }] },
    },
    examples: [{ n: 1, list: ["a", 2] }],
  },
};

/** Types of events that are members of every object, or look like other things. */
export const oddTypes =
  "constructor __proto__ toString then valueOf hasOwnProperty 7 -1 a.b. com.acme.Then EventType default *".split(
    " ",
  );
