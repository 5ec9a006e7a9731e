import { expect, test } from "vitest";
import { parseYaml } from "./yaml.ts";

test("every value is found at its place, members by their names as well", () => {
  const document = parsed('a:\n  "b/c": [x, { d: 1 }]\ne:\n');

  expect(document.value).toEqual({ a: { "b/c": ["x", { d: 1 }] }, e: null });
  expect(placed(document, "/a/b~1c")).toEqual({ name: '"b/c"', value: "[x, { d: 1 }]", line: 2 });
  expect(placed(document, "/a/b~1c/1/d")).toEqual({ name: "d", value: "1", line: 2 });
  expect(placed(document, "/a/b~1c/0")).toEqual({ name: undefined, value: "x", line: 2 });
  expect(placed(document, "/e")).toMatchObject({ name: "e", line: 3 });
  expect(document.locate("/a/nowhere")).toBeUndefined();
  expect(document.locate("/a/b~1c/2")).toBeUndefined();
});

test("anchors and merge keys are followed; what came in by one has no place of its own", () => {
  const document = parsed("base: &base { a: 1 }\nx: { <<: *base, b: 2 }\ny: *base\n");

  expect(document.value).toEqual({ base: { a: 1 }, x: { a: 1, b: 2 }, y: { a: 1 } });
  expect(document.locate("/x/a")).toBeUndefined();
  expect(document.locate("/y/a")?.value.start.line).toBe(1);
});

test("words that only YAML 1.1 took for booleans are texts", () => {
  expect(parsed("[yes, no, on, off, y, n, 2020-01-01, 010]").value).toEqual([
    "yes",
    "no",
    "on",
    "off",
    "y",
    "n",
    "2020-01-01",
    10,
  ]);
});

test("the name __proto__ is a member like any other", () => {
  const { value } = parsed("__proto__: { polluted: true }");

  expect(Object.keys(value as object)).toEqual(["__proto__"]);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test.each([
  ["a: [", 1],
  ["a: 1\na: 2", 2],
  ["a: b: c", 1],
  ["a: 1\nb: .nan", 2],
  ["a: -.inf", 1],
  ["a: 1\nb: 9007199254740993", 2],
  ["a: *missing", 1],
  ["a: !!set { x }", 1],
])("%j is refused", (text, line) => {
  const result = parseYaml(text);

  expect(result).toMatchObject({ error: { code: "ASYNCAPI_SYNTAX" }, range: { start: { line } } });
});

test("aliases that multiply are refused before they fill the memory", () => {
  const laughs = Array.from(
    { length: 30 },
    (_, level) => `l${level + 1}: &l${level + 1} [*l${level}, *l${level}]`,
  );

  expect(parseYaml(`l0: &l0 [ha]\n${laughs.join("\n")}`)).toMatchObject({
    error: { code: "ASYNCAPI_SYNTAX" },
  });
});

test("a document without end is refused, not a crash", () => {
  expect(parseYaml("[".repeat(100_000))).toMatchObject({ error: { code: "ASYNCAPI_SYNTAX" } });
  expect(parseYaml("&a [*a]")).toMatchObject({ error: { code: "ASYNCAPI_SYNTAX" } });
});

function parsed(text: string) {
  const document = parseYaml(text);
  if ("error" in document) throw document.error;
  return document;
}

function placed(document: ReturnType<typeof parsed>, pointer: string) {
  const { name, value } = document.locate(pointer) ?? {};
  const textOf = (range: typeof value) => range && document.text.slice(range.start.offset, range.end.offset);
  return { name: textOf(name), value: textOf(value), line: value?.start.line };
}
