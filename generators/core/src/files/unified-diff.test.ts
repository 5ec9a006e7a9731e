import fc from "fast-check";
import { expect, test } from "vitest";
import { unifiedDiff } from "./unified-diff.ts";

test("two changes far apart make two hunks, each with three lines around", () => {
  const before = lines("a b c d e f g h i j k l m n o p q r");
  const after = lines("a b c d E f g h i j k l m o p q r");

  expect(unifiedDiff({ path: "x.txt", before, after })).toBe(
    `--- a/x.txt
+++ b/x.txt
@@ -2,7 +2,7 @@
 b
 c
 d
-e
+E
 f
 g
 h
@@ -11,7 +11,6 @@
 k
 l
 m
-n
 o
 p
 q
`,
  );
});

test("a file that is born or dies has no other side", () => {
  expect(unifiedDiff({ path: "x.txt", before: undefined, after: "a\n" })).toBe(
    "--- /dev/null\n+++ b/x.txt\n@@ -0,0 +1,1 @@\n+a\n",
  );
  expect(unifiedDiff({ path: "x.txt", before: "a\n", after: undefined })).toBe(
    "--- a/x.txt\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n",
  );
});

test("a missing newline at the end is a difference that shows", () => {
  expect(unifiedDiff({ path: "x.txt", before: "a", after: "a\n" })).toContain(
    "-a\n\\ No newline at end of file\n+a\n",
  );
});

test("a text replaced by thousands of other lines is shown as replaced whole", () => {
  const before = lines(Array.from({ length: 3000 }, (_, n) => `old${n}`).join(" "));
  const after = lines(Array.from({ length: 3000 }, (_, n) => `new${n}`).join(" "));

  expect(applyDiff(before, unifiedDiff({ path: "x.txt", before, after }))).toBe(after);
});

test("applied to the text before, the diff gives the text after", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 40 })
    .map((each) => lines(each.join(" ")));
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(applyDiff(before, unifiedDiff({ path: "x.txt", before, after }))).toBe(after);
    }),
  );
});

function lines(words: string): string {
  return words === "" ? "" : `${words.split(" ").join("\n")}\n`;
}

/** What `patch` does, for texts that end in a newline. */
function applyDiff(before: string, diff: string): string {
  const source = before.split("\n").slice(0, -1);
  const result: string[] = [];
  let position = 0;
  for (const hunk of diff.split(/^(?=@@ )/m).slice(1)) {
    const [head = "", ...body] = hunk.split("\n").slice(0, -1);
    const [, start = "", length = ""] = /^@@ -(\d+),(\d+) /.exec(head) ?? [];
    const from = Number(start) - (length === "0" ? 0 : 1);
    result.push(...source.slice(position, from));
    expect(body.filter((line) => !line.startsWith("+")).map((line) => line.slice(1))).toEqual(
      source.slice(from, from + Number(length)),
    );
    result.push(...body.filter((line) => !line.startsWith("-")).map((line) => line.slice(1)));
    position = from + Number(length);
  }
  return [...result, ...source.slice(position), ""].join("\n");
}
