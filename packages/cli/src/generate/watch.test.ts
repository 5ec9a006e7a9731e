import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openWatch, type Watch } from "./watch.ts";

let root: string;
let watch: Watch;
let ends: AbortController;
let calls: number;
let done: Promise<void>;
const at = (path: string) => join(root, path);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "concordat-watch-"));
  mkdirSync(at("schemas"));
  writeFileSync(at("asyncapi.yaml"), "1");
  ends = new AbortController();
  calls = 0;
});
afterEach(async () => {
  ends.abort();
  await done;
  watch.close();
  rmSync(root, { recursive: true, force: true });
});

const count = async () => {
  calls += 1;
};
const open = (...paths: readonly string[]) => {
  watch = openWatch(paths.map(at));
  done = watch.follow(count, ends.signal);
};
/** Does something, and waits until it was noticed. */
const noticed = async (change: () => void) => {
  const before = calls;
  change();
  await expect.poll(() => calls).toBeGreaterThan(before);
};

test("a file that an editor replaces is noticed each time", async () => {
  open("asyncapi.yaml");
  for (const text of ["2", "3"])
    await noticed(() => {
      writeFileSync(at("asyncapi.yaml~"), text);
      renameSync(at("asyncapi.yaml~"), at("asyncapi.yaml"));
    });
});

test("a file that is removed and made again is noticed", async () => {
  open("asyncapi.yaml");
  await noticed(() => rmSync(at("asyncapi.yaml")));
  await noticed(() => writeFileSync(at("asyncapi.yaml"), "2"));
});

test("files of a folder that was not there yet are noticed, and those of one that was replaced", async () => {
  open("later");
  await noticed(() => mkdirSync(at("later")));
  await noticed(() => writeFileSync(at("later/a.json"), "1"));
  await noticed(() => rmSync(at("later"), { recursive: true }));
  await noticed(() => mkdirSync(at("later")));
  await noticed(() => writeFileSync(at("later/a.json"), "2"));
});

test("files deep in folders that appear are noticed", async () => {
  open("schemas");
  await noticed(() => mkdirSync(at("schemas/shop/order"), { recursive: true }));
  await noticed(() => writeFileSync(at("schemas/shop/order/1.0.0.json"), "1"));
  await noticed(() => writeFileSync(at("schemas/shop/order/1.0.0.json"), "2"));
});

test("what changed before anybody followed is not lost", async () => {
  watch = openWatch([at("asyncapi.yaml")]);
  writeFileSync(at("asyncapi.yaml"), "2");
  done = watch.follow(count, ends.signal);

  await expect.poll(() => calls).toBeGreaterThan(0);
});
