import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contractText, temporaryFolder } from "../testing/temporary-folder.ts";
import { readCatalogue, readProjectCatalogue } from "./read-catalogue.ts";

const base = "https://schemas.example/";
const placed = "shop/order/placed";

test("every version file becomes a version of its contract, oldest first", () => {
  const { catalogue, findings } = read({
    [`${placed}/1.10.0.json`]: contractText(`${placed}/1.10.0`),
    [`${placed}/1.9.0.json`]: contractText(`${placed}/1.9.0`),
    "shop/order/cancelled/1.0.0.json": contractText("shop/order/cancelled/1.0.0"),
  });

  expect(findings).toEqual([]);
  expect(catalogue.versions.map(({ id }) => id)).toEqual([
    "shop/order/cancelled/1.0.0",
    "shop/order/placed/1.9.0",
    "shop/order/placed/1.10.0",
  ]);
  expect(catalogue.latest(placed)?.version).toBe("1.10.0");
});

test("a version knows its identity, its facts and its file", () => {
  const { catalogue } = read({
    [`${placed}/1.0.0.json`]: contractText(`${placed}/1.0.0`, {
      description: "An order was placed.",
      "x-concordat": {
        kind: "event",
        type: "com.acme.order.placed",
        owner: "shop",
        key: "/orderId",
        priority: "high",
        deprecated: true,
        sunset: "2027-06-30",
      },
    }),
  });
  const { source, document, digest, ...facts } = catalogue.byId(`${placed}/1.0.0`) ?? {};

  expect(facts).toEqual({
    id: `${placed}/1.0.0`,
    contract: placed,
    version: "1.0.0",
    kind: "event",
    type: "com.acme.order.placed",
    title: "Order placed",
    description: "An order was placed.",
    owner: "shop",
    key: "/orderId",
    priority: "high",
    deprecated: true,
    sunset: "2027-06-30",
    uri: `${base}${placed}/1.0.0.json`,
    dialect: "2020-12",
    file: `schemas/${placed}/1.0.0.json`,
    frozen: false,
  });
  expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(source?.value).toBe(document);
});

test("facts in a form that we do not know are left out, and the contract stays", () => {
  const { catalogue, findings } = read({
    [`${placed}/1.0.0.json`]: `{ "title": 5, "x-concordat": { "kind": "evnt", "type": null, "priority": "urgent" } }`,
  });
  const version = catalogue.byId(`${placed}/1.0.0`);

  expect(findings).toEqual([]);
  expect(version).toMatchObject({ dialect: "2020-12", deprecated: false });
  for (const name of ["title", "kind", "type", "priority"]) expect(version).not.toHaveProperty(name);
});

test("contracts are found by type, by $id and by filter", () => {
  const { catalogue } = read({
    [`${placed}/1.0.0.json`]: contractText(`${placed}/1.0.0`),
    [`${placed}/1.1.0.json`]: contractText(`${placed}/1.1.0`),
    "shop/money/1.0.0.json": contractText("shop/money/1.0.0", { "x-concordat": { kind: "fragment" } }),
  });
  const ids = (versions: readonly { readonly id: string }[]) => versions.map(({ id }) => id);

  expect(ids(catalogue.byType("com.acme.order.placed"))).toEqual([`${placed}/1.0.0`, `${placed}/1.1.0`]);
  expect(catalogue.byType("com.acme.order.vanished")).toEqual([]);
  expect(catalogue.byUri(`${base}${placed}/1.1.0.json`)?.version).toBe("1.1.0");
  expect(ids(catalogue.list({ type: "*.order.*", latest: true }))).toEqual([`${placed}/1.1.0`]);
  expect(ids(catalogue.list({ kind: "fragment" }))).toEqual(["shop/money/1.0.0"]);
  expect(catalogue.list()).toHaveLength(3);
});

test("relative references lead from document to document", () => {
  const { catalogue } = read({
    [`${placed}/1.0.0.json`]: contractText(`${placed}/1.0.0`, { $ref: "../../money/1.0.0.json" }),
    "shop/money/1.0.0.json": contractText("shop/money/1.0.0"),
  });

  expect(catalogue.graph().findings).toEqual([]);
  expect(catalogue.graph().references.map(({ target }) => target?.document)).toEqual([
    `${base}shop/money/1.0.0.json`,
  ]);
});

test.each([
  ["broken JSON", '{\n  "title": }', "JSON_SYNTAX", 2, 12],
  ["a duplicate name", '{ "type": "object",\n  "type": "string" }', "JSON_DUPLICATE_KEY", 2, 3],
  ["nothing", "", "JSON_EMPTY", 1, 1],
  ["UTF-16", new Uint8Array([0xff, 0xfe, 0x7b, 0]), "JSON_ENCODING", 1, 1],
  ["an integer that doubles lose", '{ "const": 9007199254740993 }', "JSON_UNSAFE_INTEGER", 1, 12],
  ["an array", "[]", "SCHEMA_NOT_OBJECT", 1, 1],
  ["a text", ' "x"', "SCHEMA_NOT_OBJECT", 1, 2],
  ["true", "true", "SCHEMA_BOOLEAN_TOP", 1, 1],
])(
  "a file that holds %s is a finding with its place, and the rest is read",
  (_, text, code, line, column) => {
    const { catalogue, findings } = read({
      [`${placed}/1.0.0.json`]: text,
      [`${placed}/1.1.0.json`]: contractText(`${placed}/1.1.0`),
    });

    expect(findings.map((finding) => [finding.code, finding.at.file])).toEqual([
      [code, `schemas/${placed}/1.0.0.json`],
    ]);
    expect(findings[0]?.at.range?.start).toMatchObject({ line, column });
    expect(catalogue.versions.map(({ version }) => version)).toEqual(["1.1.0"]);
  },
);

test.each([
  ["1.0.0.json", "CONTRACT_ID"],
  ["shop/1.0.0.json", "CONTRACT_ID"],
  ["Shop/order/1.0.0.json", "CONTRACT_ID"],
  ["shop/con/1.0.0.json", "CONTRACT_ID"],
  ["subjects/order/1.0.0.json", "CONTRACT_ID"],
  ["shop/order\u202e/1.0.0.json", "SCHEMA_NAME_CHARS"],
  ["shop/order/1.0.json", "CATALOGUE_STRAY"],
  ["shop/order/v1.0.0.json", "CATALOGUE_STRAY"],
  ["shop/order/1.0.0.yaml", "CATALOGUE_STRAY"],
  ["shop/order/1.0.0.JSON", "CATALOGUE_STRAY"],
  ["shop/order/notes.txt", "CATALOGUE_STRAY"],
])("the file %j gives %s", (name, code) => {
  const { catalogue, findings } = read({ [name]: contractText("shop/order/1.0.0") });

  expect(findings.map((finding) => [finding.code, finding.at.file])).toEqual([[code, `schemas/${name}`]]);
  expect(catalogue.versions).toEqual([]);
});

test("what judges contracts, the lock, notes and hidden files are left alone", () => {
  const { findings } = read({
    "meta/contract/1.0.0.json": "not even JSON",
    "contracts.lock.json": '{ "lockVersion": 1, "contracts": {} }',
    "README.md": "# Contracts",
    "shop/order/.gitkeep": "",
  });

  expect(findings).toEqual([]);
});

test("a file longer than the limit is refused unread", () => {
  const folder = temporaryFolder({ [`${placed}/1.0.0.json`]: contractText(placed) });

  expect(readCatalogue(folder, { base, maxBytes: 10 }).findings.map(({ code }) => code)).toEqual([
    "LIMIT_BYTES",
  ]);
});

test("symbolic links are reported and not followed, so circles do no harm", () => {
  const folder = temporaryFolder({ [`${placed}/1.0.0.json`]: contractText(`${placed}/1.0.0`) });
  symlinkSync(folder, join(folder, "shop", "circle"));
  symlinkSync("nowhere", join(folder, "shop", "order", "broken"));
  symlinkSync("1.0.0.json", join(folder, placed, "1.1.0.json"));
  const { catalogue, findings } = readCatalogue(folder, { base, shownAs: "schemas" });

  expect(findings.map(({ code, at }) => [code, at.file])).toEqual([
    ["CATALOGUE_LINK", "schemas/shop/circle"],
    ["CATALOGUE_LINK", "schemas/shop/order/broken"],
    ["CATALOGUE_LINK", "schemas/shop/order/placed/1.1.0.json"],
  ]);
  expect(catalogue.versions.map(({ id }) => id)).toEqual([`${placed}/1.0.0`]);
});

test("a folder that is not there, or is a file, is a finding", () => {
  const root = temporaryFolder({ file: "" });
  const codes = (schemas: string) =>
    readProjectCatalogue(root, { schemas, base }).findings.map(({ message }) => message);

  expect(codes("nowhere")).toEqual(["nowhere cannot be read: there is no such file"]);
  expect(codes("file")).toEqual(["file cannot be read: it is a file, where a folder is wanted"]);
});

test("an unreadable file is a finding", (context) => {
  context.skip(process.getuid?.() === 0, "root may read everything");
  const folder = temporaryFolder({ [`${placed}/1.0.0.json`]: contractText(placed) });
  chmodSync(join(folder, placed, "1.0.0.json"), 0);

  expect(readCatalogue(folder, { base }).findings.map(({ code }) => code)).toEqual(["CATALOGUE_UNREADABLE"]);
});

test("a folder with the name of a version is no version", () => {
  const { findings } = read({ "shop/order/1.0.0.json/inner.json": "{}" });

  expect(findings.map(({ code }) => code)).toEqual(["CATALOGUE_STRAY"]);
});

function read(files: Readonly<Record<string, string | Uint8Array>>) {
  return readCatalogue(temporaryFolder(files), { base, shownAs: "schemas" });
}
