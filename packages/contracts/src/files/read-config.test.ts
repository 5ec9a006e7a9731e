import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compatibilityOf } from "../config/settings-for.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { readConfig } from "./read-config.ts";

const base = "https://schemas.example/";

test("the smallest settings name a base, and defaults fill the rest", () => {
  expect(read('{ "base": "https://schemas.example" }')).toEqual({
    config: {
      schemas: "schemas",
      base,
      asyncapi: "asyncapi.yaml",
      lint: { rules: new Map(), suppress: [] },
      compatibility: { default: "FULL_TRANSITIVE", undecided: "fail", writer: "closed", overrides: [] },
      generate: [],
    },
    findings: [],
  });
});

test("a registry may be named by its address", () => {
  const registry = "https://registry.example.com";
  expect(read(JSON.stringify({ base, registry })).config).toMatchObject({ registry });
  for (const wrong of ["registry.example.com", "file:///tmp", `${registry}?a=1`, ""])
    expect(read(JSON.stringify({ base, registry: wrong })).findings).toMatchObject([{ code: "CONFIG_TYPE" }]);
});

test("a transport is kept as it is written: its settings and variables are for who opens it", () => {
  const transport = { name: "nats", servers: ["$" + "{NATS_URL}"], tls: { ca: "ca.pem" } };
  expect(read(JSON.stringify({ base, transport })).config).toMatchObject({ transport });
  for (const wrong of [{}, { name: "../nats" }, { name: "nats", package: "./nats" }, "nats"])
    expect(read(JSON.stringify({ base, transport: wrong })).config).toBeUndefined();
});

test("a rule's level may be said in short or with a reason", () => {
  const { config } = read(
    JSON.stringify({
      base,
      lint: { rules: { a: "off", "b-c": { level: "warning", reason: "being written now" } } },
    }),
  );

  expect(config?.lint.rules).toEqual(
    new Map([
      ["a", { level: "off" }],
      ["b-c", { level: "warning", reason: "being written now" }],
    ]),
  );
});

test("the later of two overrides wins, member by member", () => {
  const { config } = read(
    JSON.stringify({
      base,
      compatibility: {
        overrides: [
          { path: "aws/**", policy: "BACKWARD", writer: "as-written", reason: "AWS adds members" },
          { path: "aws/eventbridge/*", policy: "NONE", reason: "shapes of a stranger" },
        ],
      },
    }),
  );
  if (config === undefined) throw new Error("the settings are good");

  expect(compatibilityOf(config, "aws/eventbridge/rule")).toEqual({
    policy: "NONE",
    writer: "as-written",
    undecided: "fail",
  });
  expect(compatibilityOf(config, "aws/sqs")).toEqual({
    policy: "BACKWARD",
    writer: "as-written",
    undecided: "fail",
  });
  expect(compatibilityOf(config, "oms/branch/created")).toEqual({
    policy: "FULL_TRANSITIVE",
    writer: "closed",
    undecided: "fail",
  });
});

test.each([
  ["a trailing comma", `{\n  "base": "${base}",\n}`, "CONFIG_SYNTAX", 2, 37],
  ["a comment", `{\n  // why\n  "base": "${base}" }`, "CONFIG_SYNTAX", 2, 3],
  ["nothing", "", "CONFIG_SYNTAX", 1, 1],
  ["a list", "[]", "CONFIG_TYPE", 1, 1],
  ["no base", "{\n}", "CONFIG_MISSING", 1, 1],
  ["a number for a path", `{ "base": "${base}",\n  "schemas": 5 }`, "CONFIG_TYPE", 2, 14],
  ["a relative base", '{ "base": "schemas.example" }', "CONFIG_TYPE", 1, 11],
  ["a mistyped setting", `{ "base": "${base}",\n  "schmas": "x" }`, "CONFIG_UNKNOWN_KEY", 2, 3],
  ["a mistyped level", `{ "base": "${base}", "lint":\n { "rules": { "x": "warn" } } }`, "CONFIG_TYPE", 2, 20],
  [
    "a reason too short",
    `{ "base": "${base}", "lint": { "suppress":\n [{ "rule": "x", "path": "a/b", "reason": "no" }] } }`,
    "CONFIG_TYPE",
    2,
    43,
  ],
  [
    "a missing reason",
    `{ "base": "${base}", "lint": { "suppress":\n [{ "rule": "x", "path": "a/b" }] } }`,
    "CONFIG_MISSING",
    2,
    3,
  ],
  [
    "a day that does not exist",
    `{ "base": "${base}", "lint": { "suppress": [{ "rule": "x", "path": "a/b", "reason": "long enough",\n "until": "2027-02-30" }] } }`,
    "CONFIG_TYPE",
    2,
    11,
  ],
  [
    "an unknown policy",
    `{ "base": "${base}", "compatibility":\n { "default": "BACKWARDS" } }`,
    "CONFIG_TYPE",
    2,
    15,
  ],
  [
    "a newer version",
    `{ "$schema": "./schemas/meta/config/2.0.0.json",\n "new": 1 }`,
    "CONFIG_VERSION",
    1,
    14,
  ],
  ["an unset variable", `{\n "base": "\${NOT_SET}" }`, "CONFIG_ENV", 2, 10],
])("settings with %s are refused at the place", (_, text, code, line, column) => {
  const { config, findings } = read(text);

  expect(config).toBeUndefined();
  expect(findings[0]?.code).toBe(code);
  expect(findings[0]?.at).toMatchObject({
    file: "concordat.config.json",
    range: { start: { line, column } },
  });
});

test("every fault is told at once, in the order of the text", () => {
  const { findings } = read('{ "bsae": "x", "schemas": 1, "asyncapi": 2 }');

  expect(findings.map(({ message }) => message)).toEqual([
    "base is missing, and it has no default",
    'there is no setting "bsae" here (did you mean "base"?)',
    "schemas must be a path, but is the number 1",
    "asyncapi must be a path, but is the number 2",
  ]);
});

test("a mistyped word is answered with the nearest", () => {
  const { findings } = read(JSON.stringify({ base, compatibility: { default: "BACKWARDS" } }));

  expect(findings[0]?.message).toContain('but is "BACKWARDS" (did you mean "BACKWARD"?)');
});

test("environment variables are put in once, and $$ writes the text itself", () => {
  const host = "$" + "{HOST}";
  const text = JSON.stringify({ base: `https://${host}/`, schemas: `$${host}`, asyncapi: "$" + "{NESTED}" });
  const { config } = read(text, { HOST: "schemas.example", NESTED: host });

  expect(config).toMatchObject({ base, schemas: host, asyncapi: host });
});

test("a file that is not there, or is a folder, is a finding", () => {
  const root = temporaryFolder();
  expect(readConfig(root).findings[0]?.code).toBe("CONFIG_UNREADABLE");

  mkdirSync(join(root, "concordat.config.json"));
  expect(readConfig(root).findings[0]?.message).toContain("it is a folder, where a file is wanted");
});

test("the schema that editors use knows the same settings", () => {
  const schemaFile = new URL("../../../../schemas/meta/config/1.0.0.json", import.meta.url);
  const schema = JSON.parse(readFileSync(schemaFile, "utf8"));
  const known = (text: string): readonly string[] =>
    (
      /or write one of: (.*)$/.exec(
        read(text).findings.find(({ code }) => code === "CONFIG_UNKNOWN_KEY")?.hint ?? "",
      )?.[1] ?? ""
    ).split(", ");
  const { properties } = schema;

  expect(known('{ "?": 1 }')).toEqual(Object.keys(properties));
  expect(known('{ "lint": { "?": 1 } }')).toEqual(Object.keys(properties.lint.properties));
  expect(known('{ "generate": [{ "?": 1 }] }')).toEqual(Object.keys(schema.$defs.generation.properties));
  expect(known('{ "compatibility": { "?": 1 } }')).toEqual(Object.keys(properties.compatibility.properties));
  for (const example of schema.examples) expect(read(JSON.stringify(example)).findings).toEqual([]);
});

function read(text: string, environment = {}) {
  return readConfig(temporaryFolder({ "concordat.config.json": text }), environment);
}
