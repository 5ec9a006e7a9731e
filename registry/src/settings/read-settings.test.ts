import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { printSettings } from "./print-settings.ts";
import { readSettings } from "./read-settings.ts";
import { settingSpecs } from "./table.ts";

const cwd = mkdtempSync(join(tmpdir(), "registry-settings-"));
afterAll(() => rmSync(cwd, { recursive: true }));

type Flags = Readonly<Record<string, string | boolean>>;
type Environment = Readonly<Record<string, string>>;

const read = (flags: Flags = {}, environment: Environment = {}) => readSettings({ flags, environment, cwd });

function settingsFile(text: string): string {
  writeFileSync(join(cwd, "registry.json"), text);
  return "registry.json";
}

test("without a word it listens on loopback and keeps its data in the current folder", () => {
  const { settings, origins, warnings } = read();

  expect(settings).toMatchObject({
    host: "127.0.0.1",
    port: 8081,
    data: join(cwd, ".concordat/registry"),
    databaseUrl: undefined,
    project: undefined,
    empty: false,
    logLevel: "info",
    anonymous: undefined,
  });
  expect(new Set(Object.values(origins))).toEqual(new Set(["default"]));
  expect(warnings).toEqual([]);
});

test("a flag goes before the environment, the environment before the file, the file before the default", () => {
  const config = settingsFile('{\n  "port": 1,\n  "host": "::1",\n  "logLevel": "warn"\n}');

  const { settings, origins } = read({ config, port: "3" }, { PORT: "2", HOST: "localhost" });

  expect(settings).toMatchObject({ port: 3, host: "localhost", logLevel: "warn", bodyBytes: 1_048_576 });
  expect(origins).toMatchObject({
    port: "--port",
    host: "HOST",
    logLevel: "registry.json:4:15",
    bodyBytes: "default",
    config: "--config",
  });
});

test("every setting can be said in each of its ways, and means the same", () => {
  const samples: Readonly<Record<string, readonly [text: string, inFile: unknown, meaning: unknown]>> = {
    string: ["b5o1qL7Zr3xW9vT2kYc8HdNf", "b5o1qL7Zr3xW9vT2kYc8HdNf", "b5o1qL7Zr3xW9vT2kYc8HdNf"],
    number: ["2000", 2000, 2000],
    boolean: ["true", true, true],
  };
  const addresses: Readonly<Record<string, string>> = {
    databaseUrl: "postgres://db.test/registry",
    publicUrl: "https://registry.test",
  };
  for (const [name, { kind, flag, environment, inFile }] of settingSpecs) {
    if (name === "config") continue;
    const special = addresses[name] ?? kind.choices?.[0];
    const [text, json, meaning] =
      special === undefined ? (samples[kind.json] ?? ["", "", ""]) : [special, special, special];
    const expected = kind.isPath ? join(cwd, text) : meaning;

    expect(read({}, { [environment]: text }).settings[name], environment).toEqual(expected);
    if (flag !== undefined) expect(read({ [flag]: text }).settings[name], flag).toEqual(expected);
    if (inFile !== false) {
      const config = settingsFile(JSON.stringify({ [name]: json }));
      expect(read({ config }).settings[name], name).toEqual(expected);
    }
  }
});

test("an empty variable counts as not set, an empty flag does not", () => {
  expect(read({}, { PORT: "", CONCORDAT_ADMIN_TOKEN: "" }).settings).toMatchObject({
    port: 8081,
    adminToken: undefined,
  });
  expect(() => read({ host: "" })).toThrow(expect.objectContaining({ code: "SETTING_INVALID" }));
});

test("a path in a file is seen from the file, one in a flag from the current folder", () => {
  const folder = mkdtempSync(join(cwd, "etc-"));
  writeFileSync(join(folder, "registry.json"), '{ "data": "store" }');

  expect(read({ config: join(folder, "registry.json") }).settings.data).toBe(join(folder, "store"));
  expect(read({ data: "store" }).settings.data).toBe(join(cwd, "store"));
  expect(read({ data: ":memory:" }).settings.data).toBe(":memory:");
});

test.each(["x", "-1", "65536", "80.5", "0x50", " 80", "1e3", "080"])("PORT=%s is refused by name", (PORT) => {
  expect(() => read({}, { PORT })).toThrow(
    expect.objectContaining({
      code: "SETTING_INVALID",
      message: `PORT is ${JSON.stringify(PORT)}, and has to be a whole number from 0 to 65535`,
    }),
  );
});

test.each([
  ["a word that is none", { "log-level": "loud" }, {}, "SETTING_INVALID", "--log-level"],
  ["a role that is none", {}, { CONCORDAT_ANONYMOUS: "root" }, "SETTING_INVALID", "CONCORDAT_ANONYMOUS"],
  ["a toggle that is neither", {}, { CONCORDAT_EMPTY: "yes" }, "SETTING_INVALID", "CONCORDAT_EMPTY"],
  ["another database", {}, { DATABASE_URL: "mysql://x/y" }, "SETTING_INVALID", "DATABASE_URL"],
  ["a flag that is none", { prot: "1" }, {}, "SETTING_UNKNOWN", '(did you mean "port"?)'],
  ["a secret for others to read", { "admin-token": "x" }, {}, "SETTING_UNKNOWN", "--admin-token"],
  ["a variable that was meant", {}, { CONCORDAT_ANONYMOS: "none" }, "SETTING_UNKNOWN", "CONCORDAT_ANONYMOUS"],
  ["two stores by flags", { data: "x", "database-url": "postgres://a/b" }, {}, "SETTINGS_CONFLICT", "--data"],
  ["a file that is not there", { config: "nope.json" }, {}, "SETTINGS_FILE", "nope.json"],
])("%s is refused", (_what, flags, environment, code, named) => {
  expect(() => read(flags, environment as Environment)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(named), kind: "usage" }),
  );
});

test.each([
  ["no JSON", "{", "SETTINGS_FILE", "registry.json"],
  ["a list", "[]", "SETTINGS_FILE", "holds no object"],
  ["two of a name", '{ "port": 1, "port": 2 }', "SETTINGS_FILE", "port"],
  ["a name that is none", '{\n "prot": 1 }', "SETTING_UNKNOWN", "registry.json:2:2"],
  ["a prototype for a name", '{ "__proto__": {} }', "SETTING_UNKNOWN", "__proto__"],
  ["a text for a number", '{ "port": "80" }', "SETTING_INVALID", "registry.json:1:11"],
  ["a number out of bounds", '{ "port": 70000 }', "SETTING_INVALID", "registry.json:1:11"],
  ["a file in a file", '{ "config": "x" }', "SETTING_UNKNOWN", "config"],
  [
    "two stores",
    '{ "data": "x", "databaseUrl": "postgres://a/b" }',
    "SETTINGS_CONFLICT",
    "registry.json:1:11",
  ],
])("a file with %s is refused at its place", (_what, text, code, named) => {
  const config = settingsFile(text);

  expect(() => read({ config })).toThrow(
    expect.objectContaining({ code: expect.stringMatching(code), message: expect.stringContaining(named) }),
  );
});

test("the stronger source names the store", () => {
  expect(read({ data: "x" }, { DATABASE_URL: "postgres://a/b" }).settings.databaseUrl).toBeUndefined();
  expect(read({ "database-url": "postgres://a/b" }, { CONCORDAT_DATA: "x" }).settings.databaseUrl).toBe(
    "postgres://a/b",
  );
});

test("variables of other programs are let be", () => {
  expect(() => read({}, { CONCORDAT_REGISTRY_TOKEN: "x", CONCORDAT_COUNTS: "full" })).not.toThrow();
});

test("what is printed says where each value comes from, and no secret", () => {
  const environment = {
    DATABASE_URL: "postgres://ada:hunter2@db.test/registry?sslkey=hunter3",
    CONCORDAT_ADMIN_TOKEN: "hunter4 hunter4 hunter4 hunter4",
  };

  const printed = printSettings(read({ port: "9" }, environment));

  expect(printed).not.toMatch(/hunter/);
  expect(printed).toMatch(/^port +9 +--port$/m);
  expect(printed).toMatch(
    /^databaseUrl +postgres:\/\/ada:\*\*\*@db\.test\/registry\?sslkey=\*\*\* +DATABASE_URL$/m,
  );
  expect(printed).toMatch(/^adminToken +… +CONCORDAT_ADMIN_TOKEN$/m);
  expect(printed).toMatch(/^host +127\.0\.0\.1 +default$/m);
  expect(printed.trimEnd().split("\n")).toHaveLength(settingSpecs.length);
});

test("a refused secret is not repeated", () => {
  expect(() => read({}, { DATABASE_URL: "mysql://ada:hunter2@db/x" })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining("hunter2") }),
  );
});

test("a password on the command line is warned about", () => {
  const { warnings } = read({ "database-url": "postgres://ada:hunter2@db/x" });

  expect(warnings).toEqual([expect.stringContaining("set DATABASE_URL instead")]);
  expect(warnings.join("")).not.toContain("hunter2");
});
