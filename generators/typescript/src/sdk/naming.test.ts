import { expect, test } from "vitest";
import { foldersOf, valueNames } from "./naming.ts";

const values = (...types: readonly string[]) => [
  ...valueNames(new Map(types.map((type) => [type, type])), new Set(types)).values(),
];
const folders = (...keys: readonly string[]) =>
  [
    ...foldersOf(
      keys.map((key) => ({
        key,
        uri: key,
        title: key,
        kind: "schema",
        dialect: "2020-12",
        deprecated: false,
        examples: [],
      })),
    ).values(),
  ].map((folder) => folder.replace("src/contracts/", ""));

test("what stands for a type is called after it", () => {
  expect(values("OrderPlaced", "HTTPServer")).toEqual(["orderPlaced", "hTTPServer"]);
});

test("where letters have no case, the value steps aside: one file holds type and value", () => {
  expect(values("\u8ba2\u5355", "_1abc")).toEqual(["\u8ba2\u5355Event", "_1abcEvent"]);
});

test("nothing is called as what the files say themselves, or `then`, which `await import` would call", () => {
  expect(
    values("Then", "ValidateWriter", "DefineEventContract", "CreateBus", "Constructor", "Default").sort(),
  ).toEqual([
    ...[
      "constructor_",
      "createBusEvent",
      "default_",
      "defineEventContractEvent",
      "thenEvent",
      "validateWriterEvent",
    ],
  ]);
});

test("every folder is one that every machine takes, and none leads out", () => {
  expect(
    folders(
      "../../evil",
      "/etc/x",
      "C:\\x",
      "nul.ts",
      "con/aux",
      "a/data.ts",
      ".git/x",
      "-rf",
      "node_modules/y",
      "\u3164",
    ),
  ).toEqual([
    ...[
      "_/_/evil",
      "_/etc/x",
      "C-x",
      "nul_.ts_",
      "con_/aux_",
      "a/data.ts_",
      "git/x",
      "rf",
      "node_modules_/y",
      "_",
    ],
  ]);
});

test("long names are cut by bytes, and stay apart", () => {
  const [first = "", second = ""] = folders("\u{1d538}".repeat(90), `${"\u{1d538}".repeat(90)}b`);

  expect(Buffer.byteLength(first)).toBe(80);
  expect(second).toBe(`${"\u{1d538}".repeat(19)}2`);
  expect(folders("a/".repeat(500))[0]?.split("/")).toHaveLength(10);
});
