import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { writePlan } from "./write-plan.ts";

test("what the machine refuses to write is told as that, with the file, and leaves nothing behind", () => {
  const folder = mkdtempSync(join(tmpdir(), "concordat-write-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "a.ts/stands/here"), { recursive: true });
  const anew = () => [{ path: "a.ts", before: undefined, after: "1\n" }];

  expect(() => writePlan({ folder, anew })).toThrow(
    expect.objectContaining({ code: "FILE_WRITE", message: expect.stringContaining(folder) }),
  );
  expect(readdirSync(folder)).toEqual(["a.ts"]);
});
