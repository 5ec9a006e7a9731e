import { dirname } from "node:path";
import { Parser } from "@asyncapi/parser";
import { readConfig } from "@concordat/contracts/files";
import { isArray, isObject, type Json, valueAt } from "@concordat/json";
import { expect, test } from "vitest";
import { readModel } from "../model/read-model.ts";
import { contract, documentWithPayload, readUnjudged, testDocument } from "../testing/project.ts";
import { bundleDocument } from "./bundle-document.ts";

const root = dirname(dirname(dirname(dirname(import.meta.dirname))));

async function shippedModel() {
  const { config } = readConfig(root);
  const { model } = config ? await readModel({ root, ...config }) : {};
  if (model === undefined) throw new Error("the shipped model cannot be read");
  return model;
}

test("the shipped document as one is without a fault for the official parser, and has every operation", async () => {
  const bundle = bundleDocument(await shippedModel());

  const { document, diagnostics } = await new Parser().parse(JSON.stringify(bundle));

  expect(diagnostics.filter(({ severity }) => severity === 0)).toEqual([]);
  expect(document?.operations().all()).toHaveLength(75);
  expect(document?.messages().all()).toHaveLength(56);
});

test("every reference of the bundle is a place in it", async () => {
  const bundle = bundleDocument(await shippedModel());

  const references = [...referencesIn(bundle)];
  expect(references.length).toBeGreaterThan(200);
  expect(references.filter((text) => !text.startsWith("#/") || lookUp(bundle, text) === undefined)).toEqual(
    [],
  );
});

test("a contract stands among the components without its identifier, and what it refers to with it", () => {
  const { model } = readUnjudged({
    "asyncapi.yaml": documentWithPayload("$ref: ./schemas/parcel/sent/1.0.0.json"),
    ...contract("parcel/size/1.0.0", { $defs: { edge: { $id: "edge.json", type: "integer" } } }),
    ...contract("parcel/other/1.0.0"),
    ...contract("parcel/sent/1.0.0", {
      properties: {
        size: { $ref: "../size/1.0.0.json" },
        edge: { $ref: "../size/edge.json" },
        back: { $ref: "#/properties/size" },
      },
    }),
  });

  const { components } = model ? bundleDocument(model) : {};
  expect(components).toMatchObject({
    messages: { sent: { payload: { $ref: "#/components/schemas/parcel.sent.1.0.0" } } },
    schemas: {
      "parcel.sent.1.0.0": {
        schemaFormat: "application/schema+json;version=draft-2020-12",
        schema: {
          "x-concordat": { owner: "parcels", uri: "https://schemas.example/parcel/sent/1.0.0.json" },
          properties: {
            size: { $ref: "#/components/schemas/parcel.size.1.0.0/schema" },
            edge: { $ref: "#/components/schemas/parcel.size.1.0.0/schema/$defs/edge" },
            back: { $ref: "#/components/schemas/parcel.sent.1.0.0/schema/properties/size" },
          },
        },
      },
    },
  });
  expect(JSON.stringify(components)).not.toContain("$id");
  expect(JSON.stringify(components)).not.toContain("parcel.other");
});

test.each(["parcels-v2.yaml", "parcels-v3.yaml"])(
  "the bundle of %s is a document of 3.1 that says the same",
  async (name) => {
    const { model } = readUnjudged({ "asyncapi.yaml": testDocument(name) });
    const bundle = model && JSON.stringify(bundleDocument(model));
    const { model: again, findings } = readUnjudged({ "asyncapi.yaml": bundle ?? "" });

    expect(findings).toEqual([]);
    expect(again).toEqual({
      ...model,
      info: { ...model?.info, asyncapi: "3.1.0" },
      channels: model?.channels.map((channel) => ({
        ...channel,
        parameters: channel.parameters.map(({ schema, ...parameter }) => ({
          ...parameter,
          ...(schema !== undefined && isObject(schema) && { enum: schema.enum }),
        })),
      })),
    });
    expect((await new Parser().validate(bundle ?? "")).filter(({ severity }) => severity === 0)).toEqual([]);
  },
);

test("names that no component may have are written with hyphens, and stay apart", () => {
  const { model } = readUnjudged({ "asyncapi.yaml": documentWithPayload("type: object") });
  const [message] = model?.messages ?? [];
  if (model === undefined || message === undefined) throw new Error("there is no message");
  const names = ["a b", "a/b", "__proto__"];
  const [channel] = model.channels;
  const bundle = bundleDocument({
    ...model,
    channels: channel ? [{ ...channel, messages: names }] : [],
    messages: names.map((name) => ({ ...message, name })),
    operations: model.operations.map((operation) => ({ ...operation, messages: names })),
  });

  expect(Object.keys(valueAt(bundle, "/components/messages") ?? {})).toEqual(["a-b", "a-b-2", "__proto__"]);
  for (const text of referencesIn(bundle)) expect(lookUp(bundle, text), text).toBeDefined();
});

function* referencesIn(value: Json): Generator<string> {
  if (isArray(value)) for (const each of value) yield* referencesIn(each);
  if (!isObject(value)) return;
  if (typeof value.$ref === "string") yield value.$ref;
  for (const member of Object.values(value)) yield* referencesIn(member);
}

function lookUp(whole: Json, fragment: string): Json | undefined {
  return valueAt(whole, decodeURIComponent(fragment.slice(1)));
}
