import type {
  CatalogueModel,
  ContractRecord,
  ModelChannel,
  ModelMessage,
  ModelOperation,
} from "@concordat/contracts";
import type { Json, JsonObject } from "@concordat/json";
import { expect, test } from "vitest";
import { inputFromModel } from "./from-model.ts";
import { inputFromSchemas } from "./from-schemas.ts";

const base = "https://schemas.example/";

function contract(
  id: string,
  members: Partial<ContractRecord> = {},
  document: JsonObject = {},
): ContractRecord {
  const [, path = "", version = ""] = /^(.*)\/([\d.]+)$/.exec(id) ?? [];
  const uri = `${base}${id}.json`;
  return {
    id,
    contract: path,
    version,
    uri,
    kind: "event",
    type: `com.example.${path.replaceAll("/", ".")}`,
    title: path,
    dialect: "2020-12",
    deprecated: false,
    file: `schemas/${id}.json`,
    frozen: true,
    digest: "",
    document: { $id: uri, ...document },
    ...members,
  };
}

const described = { tags: [], bindings: {}, extensions: {} };
const message = (name: string, payload: ModelMessage["payload"], says?: string): ModelMessage => ({
  ...described,
  name,
  ...(says !== undefined && { says }),
  contentType: "application/json",
  payload,
  headers: { kind: "none" },
  examples: [],
});
const channel = (
  name: string,
  address: string | null,
  messages: readonly string[],
  parameters: readonly string[] = [],
): ModelChannel => ({
  ...described,
  name,
  address,
  parameters: parameters.map((parameter) => ({ name: parameter })),
  servers: [],
  messages,
});
const operation = (
  name: string,
  direction: ModelOperation["direction"],
  on: string,
  messages: readonly string[],
  application?: string,
): ModelOperation => ({
  ...described,
  name,
  direction,
  channel: on,
  messages,
  extensions: application === undefined ? {} : { "x-concordat": { application } },
});
const schema = (text: Json): ModelMessage["payload"] => ({
  kind: "schema",
  dialect: "draft-07",
  schema: text,
});

function model(parts: Partial<CatalogueModel>): CatalogueModel {
  return {
    modelVersion: 1,
    info: { title: "Street Lights API", version: "1.0.0", asyncapi: "3.0.0", tags: [] },
    base,
    contracts: [],
    servers: [],
    channels: [],
    operations: [],
    messages: [],
    ...parts,
  };
}

test("of a contract the latest of each major is made, and older ones that somebody refers to", () => {
  const { schemas } = inputFromModel(
    model({
      contracts: [
        contract("a/money/1.0.0", { kind: "fragment" }),
        contract("a/money/1.1.0", { kind: "fragment" }),
        contract("a/order/1.0.0"),
        contract("a/order/1.1.0", {}, { properties: { total: { $ref: "../money/1.0.0.json#/$defs/x" } } }),
        contract("a/order/2.0.0", { type: "com.example.a.order.v2" }),
      ],
    }),
  );

  expect(schemas.map(({ key, contract: facts }) => [key, facts?.isLatest])).toEqual([
    ["a/money/1.0.0", false],
    ["a/money/1.1.0", true],
    ["a/order/1.1.0", true],
    ["a/order/2.0.0", true],
  ]);
});

test("an event is a type: its latest version, where it travels, and what it is called on the way", () => {
  const { events } = inputFromModel(
    model({
      contracts: [
        contract("a/order/1.0.0"),
        contract("a/order/1.1.0", { key: "/id" }, { examples: [{ id: 1 }] }),
      ],
      messages: [message("orderPlaced", { kind: "contract", contract: "a/order/1.0.0" })],
      channels: [
        channel("orders", "orders.{region}", ["orderPlaced"], ["region"]),
        channel("all", "orders.all", ["orderPlaced"]),
      ],
    }),
  );

  expect(events).toEqual([
    {
      type: "com.example.a.order",
      schema: "a/order/1.1.0",
      title: "a/order",
      deprecated: false,
      dataschema: "https://schemas.example/a/order/1.1.0",
      keyPointer: "/id",
      address: "orders.all",
      messages: ["orderPlaced"],
      examples: [{ id: 1 }],
    },
  ]);
});

test("a message with a schema of its own is an event, a reply is none", () => {
  const { events, schemas, documents } = inputFromModel(
    model({
      messages: [
        message("lit", schema({ type: "object" }), "light.lit"),
        message("answer", schema(true)),
        message("raw", { kind: "none" }),
      ],
      channels: [channel("lights", "lights", ["lit", "answer"])],
      operations: [{ ...operation("ask", "send", "lights", ["lit"]), reply: { messages: ["answer"] } }],
    }),
  );

  expect(events.map(({ type, schema: key, address }) => [type, key, address])).toEqual([
    ["light.lit", "messages/lit", "lights"],
  ]);
  expect(schemas.map(({ key }) => key)).toEqual(["messages/lit", "messages/answer"]);
  expect(documents.get("asyncapi:/messages/lit/payload")).toMatchObject({
    $id: "asyncapi:/messages/lit/payload",
    type: "object",
  });
});

test("operations say which application moves which types; a document that names none is one application", () => {
  const parts = {
    messages: [message("lit", schema({})), message("dark", schema({}))],
    channels: [channel("lights", "lights", ["lit", "dark"])],
  };
  const named = [
    operation("a", "send", "lights", ["lit"], "lamp"),
    operation("b", "receive", "lights", ["lit", "dark"], "panel"),
  ];
  const facts = (operations: readonly ModelOperation[]) =>
    inputFromModel(model({ ...parts, operations })).operations.map(
      ({ application, direction, types, address }) => [application, direction, types, address],
    );

  expect(facts(named)).toEqual([
    ["lamp", "send", ["lit"], "lights"],
    ["panel", "receive", ["dark", "lit"], "lights"],
  ]);
  expect(facts([operation("a", "send", "lights", ["lit"])])).toEqual([
    ["street-lights-api", "send", ["lit"], "lights"],
  ]);
});

test("schemas of a folder are known by their own identifiers, else by their places", () => {
  const { documents, schemas, events } = inputFromSchemas({
    title: "types",
    schemas: new Map<string, Json>([
      ["b/old", { $schema: "http://json-schema.org/draft-04/schema#", id: "https://x.example/old.json" }],
      ["a", { title: "A thing", "x-concordat": { type: "thing.made", key: "/id" } }],
      ["b/yes", true],
    ]),
  });

  expect([...documents.keys()]).toEqual([
    "https://folder.invalid/a.json",
    "https://x.example/old.json",
    "https://folder.invalid/b/yes.json",
  ]);
  expect(documents.get("https://folder.invalid/a.json")).toMatchObject({
    $id: "https://folder.invalid/a.json",
  });
  expect(schemas.map(({ key, title, dialect }) => [key, title, dialect])).toEqual([
    ["a", "A thing", "2020-12"],
    ["b/old", "old", "draft-04"],
    ["b/yes", "yes", "2020-12"],
  ]);
  expect(events).toMatchObject([{ type: "thing.made", schema: "a", keyPointer: "/id" }]);
});
