import { createSchemaGraph } from "@concordat/schema";
import { expect, test } from "vitest";
import { temporaryProject, testDocument } from "../testing/project.ts";
import { extractSchemas } from "./extract-schemas.ts";

const base = "https://schemas.example/";

test.each(["parcels-v2.yaml", "parcels-v3.yaml"])("%s becomes these contracts", async (name) => {
  const { contracts, findings } = await extract(testDocument(name));

  expect(contracts.map(({ path, kind, messages }) => [path, kind, messages])).toEqual([
    ["acme/parcel/moved", "event", ["parcelMoved"]],
    ["acme/parcel/send", "event", ["sendParcel"]],
    ["parcel-service/send-parcel-headers", "envelope", ["sendParcel"]],
    ["parcel-service/size", "fragment", []],
  ]);
  expect(contracts[1]?.document).toEqual({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `${base}acme/parcel/send/1.0.0.json`,
    title: "Send parcel",
    "x-concordat": { kind: "event", type: "com.acme.parcel.send", owner: "acme" },
    type: "object",
    required: ["country"],
    properties: { country: { type: "string" }, size: { $ref: "../../../parcel-service/size/1.0.0.json" } },
  });
  expect(findings.map(({ code, severity }) => [code, severity])).toEqual([["PAYLOAD_FOREIGN", "warning"]]);
  expect(findings[0]?.message).toContain(
    "parcelLost is written in application/vnd.apache.avro;version=1.9.0",
  );
});

test("every reference between the contracts leads to one of them", async () => {
  const { contracts } = await extract(`asyncapi: 3.0.0
info: { title: Trees, version: "1" }
channels: { c: { address: c, messages: { planted: { $ref: "#/components/messages/planted" } } } }
components:
  messages: { planted: { payload: { $ref: "#/components/schemas/tree" } } }
  schemas:
    tree: { type: object, properties: { branches: { type: array, items: { $ref: "#/components/schemas/branch" } } } }
    branch: { type: object, properties: { tree: { $ref: "#/components/schemas/tree" }, leaf: { $ref: "#/components/schemas/leaf" }, again: { $ref: "#/components/schemas/branch" } } }
    leaf: { definitions: { colour: { type: string } }, allOf: [{ $ref: "#/components/schemas/leaf/definitions/colour" }] }
`);
  const graph = createSchemaGraph(new Map(contracts.map(({ document }) => [String(document.$id), document])));

  expect(graph.findings).toEqual([]);
  const nameOf = (uri: string) => uri.slice(base.length, -"/1.0.0.json".length);
  const edges = graph.references.map(({ text, at, target }) => [
    nameOf(at.document),
    text,
    target && nameOf(target.document),
  ]);
  expect(edges.map((edge) => edge.join(" ")).sort()).toEqual([
    "trees/branch # trees/branch",
    "trees/branch ../leaf/1.0.0.json trees/leaf",
    "trees/branch ../planted/1.0.0.json trees/planted",
    "trees/leaf #/$defs/colour trees/leaf",
    "trees/planted ../branch/1.0.0.json trees/branch",
  ]);
});

test("two messages of one payload are one contract, that knows both", async () => {
  const { contracts } = await extract(`asyncapi: 3.0.0
info: { title: Lamps, version: "1" }
channels:
  c: { address: c, messages: { on: { payload: { $ref: "#/components/schemas/state" } }, off: { payload: { $ref: "#/components/schemas/state" } } } }
components: { schemas: { state: { type: object } } }
`);

  expect(contracts.map(({ path, messages }) => [path, messages])).toEqual([["lamps/on", ["on", "off"]]]);
});

test("titles are unique, and examples and descriptions of messages are taken over", async () => {
  const { contracts } = await extract(`asyncapi: 3.0.0
info: { title: Lamps, version: "1" }
channels:
  a: { address: a, messages: { x.lit: { description: A lamp is lit., payload: { type: object }, examples: [{ payload: { lamp: 1 } }] } } }
  b: { address: b, messages: { y.lit: { payload: { type: object, title: X lit }, title: Lit } } }
  d: { address: d, messages: { z.lit: { payload: { type: object, title: X lit } } } }
`);

  expect(contracts.map(({ document }) => document.title)).toEqual(["Lit", "X lit", "Z lit"]);
  expect(contracts[0]?.document).toMatchObject({ description: "A lamp is lit.", examples: [{ lamp: 1 }] });
});

test("what cannot be said in 2020-12 is named at its place, and so is a message without payload", async () => {
  const { contracts, findings } = await extract(`asyncapi: 3.0.0
info: { title: Lamps, version: "1" }
channels:
  c:
    address: c
    messages:
      a: { payload: { type: object, properties: { p: { type: string, nullable: true } } } }
      b: { payload: { schemaFormat: application/schema+json;version=draft-04, schema: { type: object } } }
      d: { title: nothing }
`);

  expect(findings.map(({ code, at }) => [code, at.range?.start.line])).toEqual([
    ["EXTRACT_DROPPED", 7],
    ["EXTRACT_KEPT", 8],
    ["PAYLOAD_MISSING", 9],
  ]);
  expect(contracts.map(({ document }) => document.$schema)).toEqual([
    "https://json-schema.org/draft/2020-12/schema",
    "http://json-schema.org/draft-04/schema#",
  ]);
});

test("the same document gives the same contracts, to the byte", async () => {
  const text = testDocument("parcels-v3.yaml");

  expect(JSON.stringify((await extract(text)).contracts)).toBe(
    JSON.stringify((await extract(text)).contracts),
  );
});

test("a document that cannot be read gives no contracts, and says why", async () => {
  const { contracts, findings } = await extract("asyncapi: 1.0.0\n");

  expect(contracts).toEqual([]);
  expect(findings.map(({ code }) => code)).toEqual(["ASYNCAPI_VERSION"]);
});

function extract(text: string) {
  const { root, asyncapi } = temporaryProject({ "asyncapi.yaml": text });
  return extractSchemas({ root, asyncapi, base });
}
