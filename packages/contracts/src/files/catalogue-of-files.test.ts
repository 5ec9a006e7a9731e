import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contractText, temporaryFolder } from "../testing/temporary-folder.ts";
import { catalogueOfFiles, readCatalogue } from "./read-catalogue.ts";

const options = { base: "https://schemas.example/", shownAs: "schemas" };
const bytes = (text: string) => new TextEncoder().encode(text);

test("files that lie nowhere make the same catalogue as the same files in a folder", () => {
  const files = {
    "shop/order/placed/1.1.0.json": contractText("shop/order/placed/1.1.0"),
    "shop/order/placed/1.0.0.json": contractText("shop/order/placed/1.0.0"),
    "shop/order/paid/1.0.0.json": "{",
    "contracts.lock.json": JSON.stringify({
      lockVersion: 1,
      contracts: { "shop/order/placed/1.0.0": `sha256:${"0".repeat(64)}` },
    }),
  };
  const folder = temporaryFolder(files);
  const inMemory = new Map(
    Object.keys(files).map((file) => [`schemas/${file}`, new Uint8Array(readFileSync(join(folder, file)))]),
  );
  const read = catalogueOfFiles(inMemory, options);
  const expected = readCatalogue(folder, options);
  const facts = ({ catalogue, lock, findings }: typeof read) => ({
    versions: catalogue.versions.map(({ source: _source, ...record }) => record),
    lock,
    findings,
  });

  expect(facts(read)).toEqual(facts(expected));
  expect(read.catalogue.byId("shop/order/placed/1.0.0")?.frozen).toBe(true);
});

test("what lies elsewhere or is no contract is passed over", () => {
  const files = new Map([
    ["asyncapi.yaml", bytes("asyncapi: 3.1.0")],
    ["schemas/README.md", bytes("# Notes")],
    ["schemas/meta/contract/1.0.0.json", bytes("{}")],
    ["other/shop/order/placed/1.0.0.json", bytes("{}")],
  ]);

  expect(catalogueOfFiles(files, options)).toMatchObject({ catalogue: { versions: [] }, findings: [] });
});

test("a broken lock locks nothing and is reported", () => {
  const { lock, findings } = catalogueOfFiles(
    new Map([["schemas/contracts.lock.json", bytes("[]")]]),
    options,
  );

  expect(lock.contracts.size).toBe(0);
  expect(findings).toMatchObject([{ code: "LOCK_INVALID", at: { file: "schemas/contracts.lock.json" } }]);
});
