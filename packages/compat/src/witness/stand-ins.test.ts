import type { Json } from "@concordat/json";
import { expect, test } from "vitest";
import { prepare } from "../prepare.ts";
import { missingFrom, standIns } from "./stand-ins.ts";

const schema: Json = {
  properties: {
    whole: { $ref: "https://e.example/a" },
    part: { $ref: "https://e.example/a#/$defs/x" },
    other: { $ref: "https://e.example/b#/a~1b/c%20d" },
    here: { $ref: "#/properties/whole" },
    nowhere: { $ref: "#/properties/gone" },
  },
};

test("missing documents are found with the places that are referred to; other mistakes are none of them", () => {
  const { graph } = prepare(schema);

  expect([...missingFrom(graph)]).toEqual([
    ["https://e.example/a", new Set(["", "/$defs/x"])],
    ["https://e.example/b", new Set(["/a~1b/c%20d"])],
  ]);
  expect([...missingFrom(graph, ({ pointer }) => pointer === "/properties/part")]).toEqual([
    ["https://e.example/a", new Set(["/$defs/x"])],
  ]);
});

test("a document that stands in lets everything through at the places asked for, or nothing", () => {
  const missing = new Map([["https://e.example/b", new Set(["/a~1b/c%20d", "/a~1b/e"])]]);

  expect([...standIns(missing, "everything")]).toEqual([
    ["https://e.example/b", { "a/b": { "c d": {}, e: {} } }],
  ]);
  expect([...standIns(missing, "nothing")]).toEqual([
    ["https://e.example/b", { "a/b": { "c d": { not: {} }, e: { not: {} } } }],
  ]);
});

test("a whole document may be asked for beside a part of it, in either order", () => {
  const whole = (fragments: readonly string[]) =>
    standIns(new Map([["urn:x", new Set(fragments)]]), "nothing").get("urn:x");

  expect(whole(["", "/a"])).toEqual({ not: {}, a: { not: {} } });
  expect(whole(["/a", ""])).toEqual({ not: {}, a: { not: {} } });
  expect(whole(["/a/b", "/a"])).toEqual({ a: { b: { not: {} }, not: {} } });
});

test("a fragment that is no pointer, or broken, asks for the whole", () => {
  for (const fragment of ["anchor", "/%", "/~2"])
    expect(standIns(new Map([["urn:x", new Set([fragment])]]), "nothing").get("urn:x")).toEqual({ not: {} });
});
