import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { temporaryProject } from "../testing/temporary-project.ts";
import { writeFiles } from "./write-files.ts";

test("all files are there afterwards, and nothing else", () => {
  const { root, read } = temporaryProject({ b: "old" });
  writeFiles(
    root,
    new Map([
      ["a", "1"],
      ["b", "2"],
    ]),
  );

  expect([read("a"), read("b"), readdirSync(root)]).toEqual(["1", "2", ["a", "b"]]);
});

test("when one cannot be written, those before it are taken away again", () => {
  const { root, read } = temporaryProject({ b: "old", "c/in-the-way": "" });

  expect(() =>
    writeFiles(
      root,
      new Map([
        ["a", "1"],
        ["c", "2"],
      ]),
    ),
  ).toThrow(expect.objectContaining({ code: "FILE_WRITE" }));
  expect(readdirSync(root)).toEqual(["b", "c"]);
  expect(read("b")).toBe("old");
});
