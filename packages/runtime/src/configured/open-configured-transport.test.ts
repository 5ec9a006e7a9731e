import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createMemoryTransport } from "../memory/memory-transport.ts";
import type { Transport } from "../ports/transport.ts";
import { transportErrors } from "../ports/transport-errors.ts";
import { describeSettings } from "../transport/settings.ts";
import type { TransportModule } from "../transport/transport-module.ts";
import { type ConfiguredTransportOptions, openConfiguredTransport } from "./open-configured-transport.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A project with these files. A settings file may be given as a value. */
function project(files: Readonly<Record<string, unknown>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "concordat-configured-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

/** A transport that shows what it was opened with, and is the embedded one otherwise. */
function showing(name: string) {
  const opened: object[] = [];
  const settings = describeSettings(name, {
    servers: { kind: "texts", about: "where it is", default: ["here"] },
    timeoutMs: { kind: "whole", least: 1, about: "how long", default: 5 },
    isStrict: { kind: "flag", about: "whether", default: false },
    mode: { kind: "choice", of: ["binary", "structured"], about: "how", default: "binary" },
    password: { kind: "text", about: "who we are", isSecret: true },
    "tls.ca": { kind: "text", about: "whom to trust" },
    "tls.serverName": { kind: "text", about: "who it is" },
    streams: { kind: "object", about: "what there is" },
  });
  const module: TransportModule = {
    name,
    settings: settings.table,
    open: async (given) => {
      opened.push(settings.read(given));
      return { ...createMemoryTransport(), name } satisfies Transport;
    },
  };
  return { module, opened };
}

async function openedWith(options: ConfiguredTransportOptions): Promise<object | undefined> {
  const { module, opened } = showing("shown");
  const transport = await openConfiguredTransport({ environment: {}, modules: [module], ...options });
  await transport.close();
  return opened[0];
}

const variable = (name: string) => `$\{${name}}`;

test("the file chooses a transport and its settings, from a folder above, too", async () => {
  const folder = project({
    "concordat.config.json": {
      base: 1,
      transport: { name: "shown", servers: ["a", "b"], tls: { ca: "ca.pem" }, streams: { s: {} } },
    },
    "services/shop/package.json": {},
  });

  expect(await openedWith({ folder: join(folder, "services/shop") })).toEqual({
    servers: ["a", "b"],
    timeoutMs: 5,
    isStrict: false,
    mode: "binary",
    "tls.ca": "ca.pem",
    streams: { s: {} },
  });
});

test("the environment goes before the file, and code before both, setting by setting", async () => {
  const folder = project({
    "concordat.config.json": {
      transport: { name: "shown", servers: ["file"], timeoutMs: 1, tls: { ca: "file", serverName: "file" } },
    },
  });
  const environment = {
    CONCORDAT_TRANSPORT_SERVERS: "one, two",
    CONCORDAT_TRANSPORT_TIMEOUT_MS: "2",
    CONCORDAT_TRANSPORT_TLS_CA: "environment",
    CONCORDAT_TRANSPORT_IS_STRICT: "true",
    CONCORDAT_TRANSPORT_STREAMS: '{"s":{}}',
    CONCORDAT_TRANSPORT_MODE: "",
  };

  expect(await openedWith({ folder, environment, transport: { name: "shown", timeoutMs: 3 } })).toEqual({
    servers: ["one", "two"],
    timeoutMs: 3,
    isStrict: true,
    mode: "binary",
    "tls.ca": "environment",
    "tls.serverName": "file",
    streams: { s: {} },
  });
});

test("what a document says of the broker goes behind all of them, and only to the transport it is meant for", async () => {
  const folder = project({ "concordat.config.json": { transport: { name: "shown", timeoutMs: 1 } } });
  const topology = {
    shown: { timeoutMs: 9, isStrict: true, streams: { s: {} }, tls: { ca: "document" } },
    kafka: { servers: ["elsewhere"] },
  } as const;

  expect(
    await openedWith({ folder, topology, environment: { CONCORDAT_TRANSPORT_TLS_CA: "environment" } }),
  ).toEqual({
    servers: ["here"],
    timeoutMs: 1,
    isStrict: true,
    mode: "binary",
    "tls.ca": "environment",
    streams: { s: {} },
  });
  expect(await openedWith({ transport: "shown", topology: { constructor: {} } })).toMatchObject({
    timeoutMs: 5,
  });
  await expect(
    openedWith({ folder: project(), transport: "shown", topology: { shown: { streems: {} } } }),
  ).rejects.toMatchObject({
    code: "TRANSPORT_SETTING",
    message: expect.stringMatching(/^the option `topology`: the setting "streems"/),
  });
});

test("what is wrong within a setting is told with its place, or with that of the setting", async () => {
  const refusing: TransportModule = {
    name: "shown",
    settings: { streams: { kind: "object", about: "what there is" } },
    open: () => {
      const trouble = "is no number";
      throw transportErrors.TRANSPORT_SETTING({ transport: "shown", setting: "streams.s.age", trouble });
    },
  };
  const inFile = '{ "transport": { "name": "shown",\n "streams": { "s": {\n "age": "old" } } } }';
  const opening = (options: ConfiguredTransportOptions) =>
    openConfiguredTransport({
      transport: "shown",
      folder: project(),
      environment: {},
      modules: [refusing],
      ...options,
    });

  await expect(opening({ folder: project({ "concordat.config.json": inFile }) })).rejects.toThrow(
    'concordat.config.json:3:9: the setting "streams.s.age" of the transport "shown" is no number',
  );
  await expect(opening({ environment: { CONCORDAT_TRANSPORT_STREAMS: "{}" } })).rejects.toThrow(
    'CONCORDAT_TRANSPORT_STREAMS: the setting "streams.s.age"',
  );
  await expect(opening({ topology: { shown: { streams: {} } } })).rejects.toThrow(
    'the option `topology`: the setting "streams.s.age"',
  );
});

test("settings of another transport than the one that is opened count for nothing", async () => {
  const folder = project({ "concordat.config.json": { transport: { name: "kafka", brokers: ["a:9092"] } } });
  const environment = { CONCORDAT_TRANSPORT: "redis", CONCORDAT_TRANSPORT_URL: "redis://b" };

  expect(await openedWith({ folder, environment, transport: "shown" })).toMatchObject({ servers: ["here"] });
});

test("nor are the variables in them asked for", async () => {
  const transport = { name: "kafka", "sasl.password": variable("NOT_HERE") };
  const folder = project({ "concordat.config.json": { transport } });

  expect(await openedWith({ folder, transport: "shown" })).toMatchObject({ servers: ["here"] });
});

test("a variable in the file has its value from the environment", async () => {
  const folder = project({
    "concordat.config.json": { transport: { name: "shown", password: variable("BROKER_PASSWORD") } },
  });

  expect(await openedWith({ folder, environment: { BROKER_PASSWORD: "secret" } })).toMatchObject({
    password: "secret",
  });
  await expect(openedWith({ folder })).rejects.toMatchObject({
    code: "TRANSPORT_CONFIG",
    message: expect.stringMatching(
      /concordat\.config\.json:1:\d+: refers to the environment variable BROKER_PASSWORD, which is not set$/,
    ),
  });
});

test("memory is always there, with its settings", async () => {
  const environment = { CONCORDAT_TRANSPORT: "memory", CONCORDAT_TRANSPORT_MESSAGE_BYTES: "1000" };
  const transport = await openConfiguredTransport({ environment, folder: project() });

  expect(transport).toMatchObject({ name: "memory", capabilities: { limits: { messageBytes: 1_000 } } });
  await transport.close();
});

test("where nobody chose, none is opened", async () => {
  const files = { "concordat.config.json": { base: "https://schemas.example/" } };
  await expect(openedWith({ folder: project(files) })).rejects.toMatchObject({ code: "TRANSPORT_UNCHOSEN" });
  await expect(openedWith({ folder: project() })).rejects.toMatchObject({ code: "TRANSPORT_UNCHOSEN" });
});

test.each([
  ["a trailing comma", '{\n  "transport": { "name": "shown" },\n}', "TRANSPORT_CONFIG", ":2:35: "],
  ["a name twice", '{ "transport": {},\n  "transport": {} }', "TRANSPORT_CONFIG", ":2:3: "],
  ["no object", '{\n "transport": "shown" }', "TRANSPORT_CONFIG", ':2:15: "transport" is no object'],
  ["no name", '{\n "transport": {} }', "TRANSPORT_CONFIG", ':2:15: "transport" has no name'],
  [
    "a name that is wrong",
    '{ "transport":\n{ "name": "shwon" } }',
    "TRANSPORT_UNKNOWN",
    ':2:1: "shwon" is no transport (did you mean "shown"?)',
  ],
  [
    "a path for a name",
    '{ "transport":\n{ "name": "../evil" } }',
    "TRANSPORT_UNKNOWN",
    ':2:1: "../evil" is no transport',
  ],
  [
    "a path for a package",
    '{ "transport":\n{ "name": "x", "package": "./evil.js" } }',
    "TRANSPORT_CONFIG",
    ':2:27: "./evil.js" is no name of a package',
  ],
  [
    "a setting that nobody knows",
    '{ "transport": { "name": "shown",\n "sever": 1 } }',
    "TRANSPORT_SETTING",
    ':2:11: the setting "sever" of the transport "shown" is no setting',
  ],
  [
    "a value that is wrong",
    '{ "transport": { "name": "shown",\n "timeoutMs": 0 } }',
    "TRANSPORT_SETTING",
    ':2:15: the setting "timeoutMs" of the transport "shown" is 0, and has to be',
  ],
  [
    "a setting in a setting",
    '{ "transport": { "name": "shown",\n "tls": { "cert": 0 } } }',
    "TRANSPORT_SETTING",
    ':2:19: the setting "tls.cert"',
  ],
  [
    "what all objects inherit",
    '{ "transport": { "name": "shown",\n "__proto__": 0 } }',
    "TRANSPORT_SETTING",
    ':2:15: the setting "__proto__"',
  ],
])("%s is told with its place in the file", async (_, text, code, message) => {
  const folder = project({ "concordat.config.json": text });

  await expect(openedWith({ folder })).rejects.toMatchObject({
    code,
    message: expect.stringContaining(`concordat.config.json${message}`),
  });
});

test.each([
  [{ CONCORDAT_TRANSPORT: "shwon" }, 'CONCORDAT_TRANSPORT: "shwon" is no transport'],
  [{ CONCORDAT_TRANSPORT_TIMEOUT: "1" }, 'the environment: the setting "CONCORDAT_TRANSPORT_TIMEOUT" of'],
  [
    { CONCORDAT_TRANSPORT_TIMEOUT_MS: "5s" },
    'CONCORDAT_TRANSPORT_TIMEOUT_MS: the setting "timeoutMs" of the transport "shown" is "5s"',
  ],
  [{ CONCORDAT_TRANSPORT_IS_STRICT: "yes" }, "CONCORDAT_TRANSPORT_IS_STRICT: "],
  [{ CONCORDAT_TRANSPORT_STREAMS: "{" }, "CONCORDAT_TRANSPORT_STREAMS: "],
])("%j is told by the name of the variable", async (environment, message) => {
  const all = { CONCORDAT_TRANSPORT: "shown", ...environment };

  await expect(openedWith({ folder: project(), environment: all })).rejects.toThrow(message);
});

const rabbit = "node_modules/@acme/transport-rabbit";

test("a package that the project installed and named is its transport", async () => {
  const folder = project({
    "concordat.config.json": {
      transport: { name: "rabbit", package: "@acme/transport-rabbit", url: "amqp://x" },
    },
    [`${rabbit}/package.json`]: { type: "module", exports: "./index.js" },
    [`${rabbit}/index.js`]: `export const transportModule = {
      name: "rabbit",
      settings: { url: { kind: "text", about: "where it is" } },
      open: async (settings) => ({ name: "rabbit", settings: { ...settings } }),
    };`,
  });

  expect(await openConfiguredTransport({ folder, environment: {} })).toEqual({
    name: "rabbit",
    settings: { url: "amqp://x" },
  });
});

test.each([
  ["export const other = 1;", "TRANSPORT_MODULE", "it exports no `transportModule`"],
  ['export const transportModule = { name: "hare" };', "TRANSPORT_MODULE", 'is called "hare"'],
  ['export const transportModule = { name: "rabbit" };', "TRANSPORT_MODULE", "has no `open`"],
  [
    'export const transportModule = { name: "rabbit", open() {}, settings: { package: {} } };',
    "TRANSPORT_MODULE",
    'a setting "package"',
  ],
  [
    'import "amqp-client-that-nobody-has";',
    "TRANSPORT_NOT_INSTALLED",
    "needs the package amqp-client-that-nobody-has",
  ],
  [
    'export const transportModule = { name: "rabbit", settings: {}, open: () => import("amqp-that-nobody-has") };',
    "TRANSPORT_NOT_INSTALLED",
    "needs the package amqp-that-nobody-has",
  ],
])("a package that does not do is told: %s", async (code, expected, message) => {
  const folder = project({
    "concordat.config.json": { transport: { name: "rabbit", package: "@acme/transport-rabbit" } },
    [`${rabbit}/package.json`]: { type: "module", exports: "./index.js" },
    [`${rabbit}/index.js`]: code,
  });

  await expect(openConfiguredTransport({ folder, environment: {} })).rejects.toMatchObject({
    code: expected,
    message: expect.stringContaining(message),
  });
});

test("a package that is not there is told with how to get it", async () => {
  const transport = { name: "rabbit", package: "@acme/transport-that-nobody-has" };

  await expect(
    openConfiguredTransport({ folder: project(), environment: {}, transport }),
  ).rejects.toMatchObject({
    code: "TRANSPORT_NOT_INSTALLED",
    hint: "npm install @acme/transport-that-nobody-has",
  });
});
