import { readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryProject } from "../testing/temporary-project.ts";
import { exclusively } from "./exclusively.ts";

test("the lock is there while the work lasts, and gone afterwards, also when it fails", () => {
  const { root } = temporaryProject();

  expect(exclusively(root, () => readdirSync(root))).toEqual([".concordat.lock"]);
  expect(() =>
    exclusively(root, () => {
      throw new Error("no luck");
    }),
  ).toThrow("no luck");
  expect(readdirSync(root)).toEqual([]);
});

test("a lock that a killed command left behind is taken away", () => {
  const { root } = temporaryProject({ ".concordat.lock": "" });
  utimesSync(join(root, ".concordat.lock"), 0, 0);

  expect(exclusively(root, () => "done")).toBe("done");
});
