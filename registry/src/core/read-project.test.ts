import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { repository, shippedSnapshot } from "../testing/snapshots.ts";
import { readProject } from "./read-project.ts";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

test("every file of the shipped catalogue is served byte for byte, the meta-schemas too", () => {
  const snapshot = shippedSnapshot();
  const paths = [
    ...snapshot.catalogue.versions.map(({ id }) => id),
    "meta/contract/1.0.0",
    "meta/config/1.0.0",
  ];

  for (const path of paths) {
    const file = readFileSync(join(repository, "schemas", `${path}.json`));
    expect(snapshot.document(path)?.bytes.equals(file), path).toBe(true);
  }
});

test("a project's settings say where its contracts lie", () => {
  const root = project({
    "concordat.config.json": '{"base": "https://a.test/", "schemas": "contracts"}',
    "contracts/shop/order/placed/1.0.0.json": '{"title": "Order placed"}',
  });

  const { snapshot, findings } = readProject(root);

  expect(snapshot?.catalogue.byUri("https://a.test/shop/order/placed/1.0.0.json")?.title).toBe(
    "Order placed",
  );
  expect(findings).toEqual([]);
});

test("a broken file is a finding with its place, and the others are served", () => {
  const root = project({ "schemas/shop/a/1.0.0.json": "{}", "schemas/shop/b/1.0.0.json": '{\n  "type": }' });

  const { snapshot, findings } = readProject(root);

  expect(snapshot?.catalogue.versions.map(({ id }) => id)).toEqual(["shop/a/1.0.0"]);
  expect(findings).toMatchObject([
    {
      code: "JSON_SYNTAX",
      at: { file: "schemas/shop/b/1.0.0.json", range: { start: { line: 2, column: 11 } } },
    },
  ]);
});

test("settings that cannot be used leave nothing to serve, and the findings say why", () => {
  const { snapshot, findings } = readProject(
    project({ "concordat.config.json": '{"bse": "https://a.test/"}' }),
  );

  expect(snapshot).toBeUndefined();
  expect(findings.map(({ code }) => code)).toContain("CONFIG_UNKNOWN_KEY");
});

test("a folder without a contract is refused, since the likeliest reason is a wrong path", () => {
  expect(() => readProject(project({ "notes.md": "" }))).toThrow(
    expect.objectContaining({ code: "CATALOGUE_EMPTY" }),
  );
});

function project(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "registry-"));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}
