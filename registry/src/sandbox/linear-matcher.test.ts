import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repository } from "../testing/snapshots.ts";
import { linearMatcher } from "./linear-matcher.ts";

type Vectors<Expect> = {
  readonly vectors: readonly {
    readonly description: string;
    readonly given: { readonly pattern: string };
    readonly expect: Expect;
  }[];
};

function read<Expect>(file: string): Vectors<Expect>["vectors"] {
  return (JSON.parse(readFileSync(join(repository, file), "utf8")) as Vectors<Expect>).vectors;
}

const files = globSync("test/vectors/patterns/*.json", { cwd: repository }).sort();

describe.each(files.filter((file) => !file.endsWith("refused.json")))("%s", (file) => {
  const vectors = read<{ matches: string[]; misses: string[] }>(file);

  test.each(vectors)("$description: as JavaScript has it", ({ given, expect: { matches, misses } }) => {
    const { test: matchesLinearly } = linearMatcher(given.pattern);
    const texts = [...matches, ...misses];

    expect(texts.map(matchesLinearly)).toEqual(
      texts.map((text) => new RegExp(given.pattern, "u").test(text)),
    );
    expect(texts.filter(matchesLinearly)).toEqual(matches);
  });
});

test.each(read<{ code: string }>("test/vectors/patterns/refused.json"))(
  "$description: refused as $expect.code",
  ({ given, expect: { code } }) => {
    expect(() => linearMatcher(given.pattern)).toThrow(expect.objectContaining({ code }));
  },
);

test.each([
  ["^(a+)+$", `${"a".repeat(10_000)}b`],
  ["^(?:a|a)*$", `${"a".repeat(10_000)}b`],
  ["^(?:(?:[a-z]+)*)*$", `${"a".repeat(10_000)}1`],
  ["(?:x+x+)+y", "x".repeat(10_000)],
  ["^(?:\\w+\\s?)*$", `${"word ".repeat(2000)}!`],
  ["(?:.*,){20}P", "1,".repeat(5000)],
])("%s looks at a long text once", (pattern, text) => {
  expect(linearMatcher(pattern).test(text)).toBe(false);
});
