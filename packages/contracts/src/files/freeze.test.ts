import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { verifyLock } from "../lock/verify.ts";
import { contractText, temporaryFolder } from "../testing/temporary-folder.ts";
import { freeze } from "./freeze.ts";
import { readCatalogue } from "./read-catalogue.ts";

const base = "https://schemas.example/";
const [first, second] = ["shop/order/placed/1.0.0", "shop/money/1.0.0"] as const;

test("freezing enters the digests, sorted, and reading marks the versions", () => {
  const folder = shop();
  freeze(folder, read(folder).catalogue, [first]);
  freeze(folder, read(folder).catalogue, [second]);
  const { catalogue } = read(folder);

  expect(readLockText(folder)).toBe(
    `{\n  "lockVersion": 1,\n  "contracts": {\n    "${second}": "${catalogue.byId(second)?.digest}",\n    "${first}": "${catalogue.byId(first)?.digest}"\n  }\n}\n`,
  );
  expect(catalogue.versions.map(({ frozen }) => frozen)).toEqual([true, true]);
});

test("freezing again changes nothing", () => {
  const folder = shop();
  freeze(folder, read(folder).catalogue, [first]);
  const before = readLockText(folder);
  freeze(folder, read(folder).catalogue, [first]);

  expect(readLockText(folder)).toBe(before);
});

test("a frozen file may be formatted anew, but not change", () => {
  const folder = shop();
  const { lock } = frozen(folder);
  const file = join(folder, `${first}.json`);
  writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file, "utf8")), null, 4));
  expect(verifyLock(lock, read(folder).catalogue)).toEqual([]);

  writeFileSync(file, contractText(first, { title: "Order placed again" }));
  const { catalogue } = read(folder);
  const [finding] = verifyLock(lock, catalogue);

  expect(finding?.code).toBe("FROZEN_CHANGED");
  expect(finding?.at).toMatchObject({ file: `schemas/${first}.json`, contract: first });
  for (const named of [`schemas/${first}.json`, lock.contracts.get(first), catalogue.byId(first)?.digest])
    expect(finding?.message).toContain(named);
  expect(finding?.hint).toContain("concordat next shop/order/placed");
  expect(() => freeze(folder, catalogue, [first])).toThrow(
    expect.objectContaining({ code: "FROZEN_CHANGED" }),
  );
});

test("a frozen file that is gone is a finding", () => {
  const folder = shop();
  const { lock } = frozen(folder);
  const empty = read(temporaryFolder()).catalogue;

  expect(verifyLock(lock, empty).map(({ code, at }) => [code, at.file])).toEqual([
    ["FROZEN_MISSING", `schemas/${first}.json`],
  ]);
});

test("an unknown id freezes nothing, not even its neighbours", () => {
  const folder = shop();

  expect(() => freeze(folder, read(folder).catalogue, [first, "shop/order/placd/1.0.0"])).toThrow(
    'the catalogue holds no shop/order/placd/1.0.0 (did you mean "shop/order/placed/1.0.0"?)',
  );
  expect(readdirSync(folder)).toEqual(["shop"]);
});

test("what somebody else froze after the catalogue was read is kept", () => {
  const folder = shop();
  const { catalogue } = read(folder);
  freeze(folder, catalogue, [first]);
  freeze(folder, catalogue, [second]);

  expect([...read(folder).lock.contracts.keys()].sort()).toEqual([second, first]);
});

test("a write that fails leaves the old lock and nothing else behind", () => {
  const folder = temporaryFolder({ file: "" });

  expect(() => freeze(join(folder, "file"), read(shop()).catalogue, [])).toThrow(
    expect.objectContaining({ code: "FILE_WRITE" }),
  );
  expect(readdirSync(folder)).toEqual(["file"]);
});

test.each([
  ["[]", "is no object", 1, 1],
  ['{ "lockVersion": 2 }', "has another lockVersion than 1", 1, 3],
  ['{ "lockVersion": 1 }', 'has no object "contracts"', 1, 1],
  ['{ "lockVersion": 1, "contracts": { "shop/1.0.0": "" } }', 'lists "shop/1.0.0"', 1, 36],
  [
    '{ "lockVersion": 1, "contracts":\n { "a/b/1.0.0": "sha1:x" } }',
    "has no sha256 digest for a/b/1.0.0",
    2,
    4,
  ],
])("the lock %j is refused, and freezing refuses to overwrite it", (text, trouble, line, column) => {
  const folder = temporaryFolder({ "contracts.lock.json": text, [`${first}.json`]: contractText(first) });
  const { findings, catalogue } = read(folder);

  expect(findings.map(({ code, at }) => [code, at.file])).toEqual([
    ["LOCK_INVALID", "schemas/contracts.lock.json"],
  ]);
  expect(findings[0]?.message).toContain(trouble);
  expect(findings[0]?.at.range?.start).toMatchObject({ line, column });
  expect(() => freeze(folder, catalogue, [first])).toThrow(expect.objectContaining({ code: "LOCK_INVALID" }));
  expect(readLockText(folder)).toBe(text);
});

function shop(): string {
  return temporaryFolder({
    [`${first}.json`]: contractText(first),
    [`${second}.json`]: contractText(second),
  });
}

function frozen(folder: string) {
  return { lock: freeze(folder, read(folder).catalogue, [first]) };
}

function read(folder: string) {
  return readCatalogue(folder, { base, shownAs: "schemas" });
}

function readLockText(folder: string): string {
  return readFileSync(join(folder, "contracts.lock.json"), "utf8");
}
