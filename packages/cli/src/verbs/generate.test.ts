import { existsSync, readdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contract, shop, type TemporaryProject, temporaryProject } from "../testing/temporary-project.ts";

const target = { target: "typescript", out: "sdk", package: "@shop/events" };
const config = (...generate: readonly object[]) =>
  `${JSON.stringify({ base: "https://schemas.example.com/", generate })}\n`;
const asyncapi = `asyncapi: 3.0.0
info: { title: Lights, version: 1.0.0 }
channels:
  measured:
    address: light/measured
    messages:
      lightMeasured:
        payload: { type: object, required: [lumens], properties: { lumens: { type: integer, minimum: 0 } } }
operations:
  onMeasured: { action: receive, channel: { $ref: "#/channels/measured" } }
`;

/** Two contracts, and an SDK that is to be made of them. */
function project(...generate: readonly object[]): TemporaryProject {
  return shop({
    "concordat.config.json": config(...(generate.length === 0 ? [target] : generate)),
    "schemas/shop/order/paid/1.0.0.json": contract("shop/order/paid/1.0.0", "Order paid"),
  });
}

test("the first run makes the package, the second touches nothing", async () => {
  const world = project();
  const { code, out } = await world.run(["generate"]);

  expect(code).toBe(0);
  expect(out.trim().split("\n")).toEqual([
    "created  sdk/package.json",
    "created  sdk/src/contracts.ts",
    "created  sdk/src/contracts/shop/order/paid/v1/data.ts",
    "created  sdk/src/contracts/shop/order/paid/v1/event.ts",
    "created  sdk/src/contracts/shop/order/paid/v1/sample.ts",
    "created  sdk/src/contracts/shop/order/paid/v1/validate.ts",
    "created  sdk/src/contracts/shop/order/placed/v1/data.ts",
    "created  sdk/src/contracts/shop/order/placed/v1/event.ts",
    "created  sdk/src/contracts/shop/order/placed/v1/sample.ts",
    "created  sdk/src/contracts/shop/order/placed/v1/validate.ts",
    "created  sdk/src/entries/main/bus.ts",
    "created  sdk/src/entries/main/event-type.ts",
    "created  sdk/src/entries/main/events.ts",
    "created  sdk/src/index.ts",
    "created  sdk/src/testing.ts",
    "created  sdk/src/validate.ts",
    "created  sdk/.concordat-generated.json",
  ]);
  const times = () => filesBelow(join(world.root, "sdk")).map((file) => `${file} ${statSync(file).mtimeMs}`);
  const before = times();
  expect(await world.run(["generate"])).toEqual({
    code: 0,
    out: "",
    err: "all generated files are current\n",
  });
  expect(times()).toEqual(before);
});

test("an edit of one contract changes its files and no others", async () => {
  const world = project();
  await world.run(["generate"]);
  const file = "schemas/shop/order/paid/1.0.0.json";
  world.write(file, world.read(file).replace('"minLength": 1', '"minLength": 2'));

  expect((await world.run(["generate"])).out).toBe(
    "updated  sdk/src/contracts/shop/order/paid/v1/data.ts\nupdated  sdk/src/contracts/shop/order/paid/v1/validate.ts\nupdated  sdk/.concordat-generated.json\n",
  );
});

test("what is no longer in the catalogue is removed, and what somebody added stays", async () => {
  const world = project();
  await world.run(["generate"]);
  world.write("sdk/src/mine.ts", "export {};\n");
  rmSync(join(world.root, "schemas/shop/order/paid"), { recursive: true });
  const { out } = await world.run(["generate"]);

  expect(out).toContain("removed  sdk/src/contracts/shop/order/paid/v1/event.ts\n");
  expect(existsSync(join(world.root, "sdk/src/contracts/shop/order/paid"))).toBe(false);
  expect(existsSync(join(world.root, "sdk/src/mine.ts"))).toBe(true);
});

test("--check writes nothing, shows what would change and answers 3", async () => {
  const world = project();
  await world.run(["generate"]);
  expect((await world.run(["generate", "--check"])).code).toBe(0);
  const file = "schemas/shop/order/paid/1.0.0.json";
  world.write(file, world.read(file).replace("What is to be paid, in cents.", "What was paid, in cents."));
  const { code, out, err } = await world.run(["generate", "--check"]);

  expect(code).toBe(3);
  expect(out).toContain("--- a/sdk/src/contracts/shop/order/paid/v1/data.ts");
  expect(out).toContain("-  /** What is to be paid, in cents. */\n+  /** What was paid, in cents. */");
  expect(err).toBe(
    "2 of the generated files are stale; run `concordat generate` and commit what it writes\n",
  );
  expect(world.read("sdk/src/contracts/shop/order/paid/v1/data.ts")).toContain("What is to be paid");
});

test("concordat check finds what is stale, by the manifest alone", async () => {
  const world = project();
  const stale = (trouble: string) =>
    expect.stringContaining(
      `error[generated-stale]: sdk is not what \`concordat generate\` makes for typescript: ${trouble}`,
    );
  expect(await world.run(["check"])).toMatchObject({
    code: 100,
    out: stale("nothing was generated there yet"),
  });
  await world.run(["generate"]);
  expect((await world.run(["check"])).code).toBe(0);

  const file = "schemas/shop/order/paid/1.0.0.json";
  world.write(file, world.read(file).replace("What is to be paid", "What was paid"));
  expect(await world.run(["check"])).toMatchObject({
    code: 100,
    out: stale("shop/order/paid/1.0.0 changed since"),
  });
  await world.run(["generate"]);
  world.write("sdk/src/index.ts", "// mine\n");
  expect(await world.run(["check"])).toMatchObject({
    code: 100,
    out: stale("src/index.ts was changed by hand"),
  });
});

test("a contract that cannot be generated leaves the old output whole, and says where", async () => {
  const world = project();
  await world.run(["generate"]);
  const before = world.read("sdk/src/contracts/shop/order/placed/v1/data.ts");
  const placed = "schemas/shop/order/placed/1.0.0.json";
  world.write(placed, world.read(placed).replace("Which one it is.", "Which order it is."));
  world.write("schemas/shop/order/paid/1.0.0.json", "{ broken");
  const { code, out, err } = await world.run(["generate"]);

  expect(code).toBe(4);
  expect(out).toBe("");
  expect(err).toContain("--> schemas/shop/order/paid/1.0.0.json:1:3");
  expect(world.read("sdk/src/contracts/shop/order/placed/v1/data.ts")).toBe(before);
  expect(readdirSync(join(world.root, "sdk")).filter((name) => name.includes("staging"))).toEqual([]);
});

test("an AsyncAPI document of no project becomes a package under its own name", async () => {
  const world = temporaryProject({ "asyncapi.yaml": asyncapi });
  const args = [
    "--from",
    "asyncapi.yaml",
    "--target",
    "typescript",
    "--out",
    "sdk",
    "--package",
    "@acme/lights",
  ];
  const { code, out } = await world.run(["generate", ...args]);

  expect(code).toBe(0);
  expect(out).toContain("created  sdk/src/contracts/messages/lightMeasured/event.ts\n");
  expect(JSON.parse(world.read("sdk/package.json")).name).toBe("@acme/lights");
  expect(world.read("sdk/src/entries/main/bus.ts")).toContain('address: "light/measured"');
});

test("a folder of schemas becomes types and validators", async () => {
  const world = temporaryProject({
    "schemas/person.json": '{ "type": "object", "properties": { "home": { "$ref": "parts/address.json" } } }',
    "schemas/parts/address.json": '{ "type": "object", "properties": { "street": { "type": "string" } } }',
    "schemas/notes.json": "[1, 2]",
  });
  const { code } = await world.run([
    "generate",
    "--from",
    "schemas",
    "--target",
    "typescript",
    "--out",
    "sdk",
  ]);

  expect(code).toBe(0);
  expect(world.read("sdk/src/contracts/person/data.ts")).toContain("readonly home?: Address;");
  expect(world.read("sdk/src/contracts.ts")).toContain("export { person }");
  expect(world.read("sdk/src/contracts.ts")).not.toContain("notes");
});

test("what is wrong with a folder of schemas is told with its place", async () => {
  const world = temporaryProject({
    "schemas/a.json": '{\n  "$ref": "missing.json"\n}',
    "schemas/b.json": '{\n  "type": "strnig"\n}',
  });
  const { code, err } = await world.run([
    "generate",
    "--from",
    "schemas",
    "--target",
    "typescript",
    "--out",
    "sdk",
  ]);

  expect(code).toBe(4);
  expect(err).toContain("--> schemas/a.json:2:11");
  expect(err).toContain("--> schemas/b.json:2:11");
  expect(existsSync(join(world.root, "sdk"))).toBe(false);
});

test.each([
  [
    ["--target", "typscript", "--out", "x"],
    "CODEGEN_TARGET_UNKNOWN",
    'no generator for the target "typscript"',
  ],
  [["--target", "../evil", "--out", "x"], "CODEGEN_TARGET_UNKNOWN", "that is no target and no package name"],
  [["--out", "x"], "USAGE_FLAG_VALUE", "--target"],
  [["--target", "docs"], "USAGE_FLAG_VALUE", "--out"],
  [["--check", "--watch"], "USAGE_FLAG_VALUE", "--watch"],
  [
    ["--target", "typescript", "--out", "x", "--package", "a;rm -rf"],
    "CODEGEN_OPTION",
    "npm takes as no package's name",
  ],
  [
    ["--target", "typescript", "--out", "x", "--package", "com..X"],
    "CODEGEN_OPTION",
    "npm takes as no package's name",
  ],
])("%j is refused, and nothing is written", async (args, code, words) => {
  const world = project();
  const outcome = await world.run(["generate", ...args]);

  expect(outcome.code).toBe(2);
  expect(outcome.err).toContain(code);
  expect(outcome.err).toContain(words);
  expect(existsSync(join(world.root, "x"))).toBe(false);
});

test.each([
  [{ entries: { "./testing": "*" } }, "is no entry"],
  [{ entries: { "../../evil": "*" } }, "is no entry"],
  [{ entries: { "./validate": "*" } }, "is no entry"],
  [{ entries: { ".": [7] } }, "must be a pattern of event types"],
  [{ entry: {} }, "settings.entry is unknown"],
  [{ imports: ".mjs" }, 'must be ".js" or ".ts"'],
])("settings %j are refused", async (settings, words) => {
  const outcome = await project({ ...target, settings }).run(["generate"]);

  expect(outcome).toMatchObject({ code: 2, err: expect.stringContaining(words) });
});

test("an interrupt while files are written lets all of them be written, and is answered with 130", async () => {
  const world = project();
  const { code } = await world.run(["generate"], { signal: AbortSignal.abort() });

  expect(code).toBe(130);
  expect(await world.run(["generate", "--check"])).toMatchObject({ code: 0 });
  expect(readdirSync(join(world.root, "sdk")).sort()).toEqual([
    ".concordat-generated.json",
    "package.json",
    "src",
  ]);
});

test("a contract that contradicts itself is told with its file, and no part of the output is written", async () => {
  const total = { allOf: [{ type: "string" }, { type: "integer" }], description: "What is to be paid." };
  const world = project();
  world.write(
    "schemas/shop/order/paid/1.0.0.json",
    contract("shop/order/paid/1.0.0", "Order paid", {
      required: ["total"],
      properties: { total },
      examples: [],
    }),
  );
  const { code, out, err } = await world.run(["generate"]);

  expect([code, out]).toEqual([4, ""]);
  expect(err).toContain("CODEGEN_UNSUPPORTED");
  expect(err).toContain("shop/order/paid/1.0.0 cannot be generated");
  expect(err).toContain("#/properties/total contradicts itself");
  expect(err).toContain("--> schemas/shop/order/paid/1.0.0.json");
  expect(existsSync(join(world.root, "sdk"))).toBe(false);
});

test("what a validator cannot be made of is told with its file, too", async () => {
  const world = project();
  world.write(
    "schemas/shop/order/paid/1.0.0.json",
    contract("shop/order/paid/1.0.0", "Order paid", { properties: { id: { type: "string", pattern: "(" } } }),
  );
  const { code, err } = await world.run(["generate"]);

  expect(code).toBe(4);
  expect(err).toContain("SCHEMA_REGEX_SYNTAX");
  expect(err).toContain("--> schemas/shop/order/paid/1.0.0.json");
  expect(existsSync(join(world.root, "sdk"))).toBe(false);
});

test("two schemas of a folder under one address are refused: one of them would be lost", async () => {
  const schema = '{ "$id": "https://a.example/one", "type": "object" }';
  const world = temporaryProject({ "schemas/a.json": schema, "schemas/b.json": schema });
  const args = ["--from", "schemas", "--target", "typescript", "--out", "sdk"];
  const { code, err } = await world.run(["generate", ...args]);

  expect(code).toBe(4);
  expect(err).toContain("schemas/a.json and schemas/b.json both call themselves https://a.example/one");
});

test("two outputs in one folder, and a folder that is a link to elsewhere, are refused", async () => {
  const twice = await project(target, { ...target, package: "@shop/other" }).run(["generate"]);
  expect(twice).toMatchObject({ code: 4, err: expect.stringContaining("CODEGEN_FILE_COLLISION") });

  const world = project();
  const elsewhere = temporaryProject();
  symlinkSync(elsewhere.root, join(world.root, "sdk"));
  expect(await world.run(["generate"])).toMatchObject({
    code: 4,
    err: expect.stringContaining("CODEGEN_PATH_ESCAPE"),
  });
  expect(readdirSync(elsewhere.root)).toEqual([]);
});

test("a package of the project can be a generator", async () => {
  const world = project({ target: "concordat-gen-list", out: "list" });
  world.write(
    "node_modules/concordat-gen-list/package.json",
    '{ "name": "concordat-gen-list", "type": "module", "exports": "./index.js" }',
  );
  world.write(
    "node_modules/concordat-gen-list/index.js",
    `export default {
      name: "list",
      about: "every type, a line each",
      generate: ({ events }) => new Map([["types.txt", events.map(({ type }) => type + "\\n").join("")]]),
    };`,
  );

  expect((await world.run(["generate"])).out).toContain("created  list/types.txt\n");
  expect(world.read("list/types.txt")).toBe("com.example.shop.order.paid\ncom.example.shop.order.placed\n");
  expect((await world.run(["generate", "--target", "list", "--out", "list"])).code).toBe(0);
});

test("--watch generates again after each change, tells what is broken meanwhile, and ends when it is asked to", async () => {
  const world = project();
  const controller = new AbortController();
  const printed: string[] = [];
  world.write("asyncapi.yaml", "asyncapi: 3.0.0\ninfo: { title: Shop, version: 1.0.0 }\n");
  const done = world.run(["generate", "--watch"], {
    signal: controller.signal,
    onWrite: (text) => void printed.push(text),
  });
  const seen = (words: string) => expect.poll(() => printed.join("")).toContain(words);
  const file = "schemas/shop/order/paid/1.0.0.json";
  const text = world.read(file);
  const document = (address: string) => `asyncapi: 3.0.0
info: { title: Shop, version: 1.0.0 }
channels:
  paid:
    address: ${address}
    messages: { orderPaid: { payload: { $ref: ./schemas/shop/order/paid/1.0.0.json } } }
`;

  await seen("watching; end with Ctrl+C");
  world.write(file, "{ broken");
  await seen("schemas/shop/order/paid/1.0.0.json:1:3");
  world.write(file, text.replace("What is to be paid", "What was paid"));
  await seen("updated  sdk/src/contracts/shop/order/paid/v1/data.ts\n");
  world.write("asyncapi.yaml", document("paid.orders"));
  await seen("updated  sdk/src/entries/main/bus.ts\n");
  expect(world.read("sdk/src/entries/main/bus.ts")).toContain('address: "paid.orders"');
  controller.abort();

  expect((await done).code).toBe(130);
});

test("--watch follows the settings: an output that is added there is made, too", async () => {
  const world = project();
  const controller = new AbortController();
  const printed: string[] = [];
  const done = world.run(["generate", "--watch"], {
    signal: controller.signal,
    onWrite: (text) => void printed.push(text),
  });
  const seen = (words: string) => expect.poll(() => printed.join("")).toContain(words);

  await seen("watching; end with Ctrl+C");
  world.write("concordat.config.json", config(target, { ...target, out: "more" }));
  await seen("created  more/src/index.ts\n");
  controller.abort();

  expect((await done).code).toBe(130);
});

test("an event that no entry exports is told of, and a pattern that means none", async () => {
  const entries = { ".": "com.example.shop.order.paid", "./refunds": "com.example.refnd.*" };
  const world = project({ ...target, settings: { entries } });
  const { code, err } = await world.run(["generate"]);

  expect(code).toBe(0);
  expect(err).toContain("warning: @shop/events: no entry exports com.example.shop.order.placed");
  expect(err).toContain(
    'no event has a type that settings.entries["./refunds"] means by "com.example.refnd.*"',
  );
  expect((await world.run(["generate", "--quiet"])).err).toBe("");
});

test("concordat check finds that the settings of an output are not those it was made with", async () => {
  const world = project();
  await world.run(["generate"]);
  expect((await world.run(["check"])).out).not.toContain("GENERATED_STALE");

  world.write("concordat.config.json", config({ ...target, settings: { entries: { "./orders": "*" } } }));
  expect((await world.run(["check"])).out).toContain("GENERATED_STALE");
});

test("two runs at once, of different contracts, leave the output of one of them whole", async () => {
  const world = project();
  await world.run(["generate"]);
  const file = "schemas/shop/order/paid/1.0.0.json";
  const text = world.read(file);
  world.write(file, text.replace("What is to be paid", "What was paid"));
  const runs = [world.run(["generate"])];
  world.write(file, text.replace("What is to be paid", "What will be paid"));
  runs.push(world.run(["generate"]));

  expect((await Promise.all(runs)).map(({ code }) => code)).toEqual([0, 0]);
  const { err } = await world.run(["check"]);
  expect(err).not.toContain("changed by hand");
});

test("messages whose data no JSON Schema describes are told of", async () => {
  const avro =
    "{ schemaFormat: 'application/vnd.apache.avro+json;version=1.9.0', schema: { type: record, name: L, fields: [] } }";
  const world = temporaryProject({ "asyncapi.yaml": asyncapi.replace(/payload: .*/, `payload: ${avro}`) });
  const args = ["--from", "asyncapi.yaml", "--target", "typescript", "--out", "sdk"];
  const { code, err } = await world.run(["generate", ...args]);

  expect(code).toBe(0);
  expect(err).toContain("so they are left out: lightMeasured");
});

test("what is generated into a folder of schemas is no schema of it", async () => {
  const world = temporaryProject({ "schemas/person.json": '{ "type": "object" }' });
  const args = ["generate", "--from", "schemas", "--target", "typescript", "--out", "schemas/sdk"];
  await world.run(args);

  expect(await world.run(args)).toMatchObject({ code: 0, out: "" });
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

const brokers = `asyncapi: 3.1.0
info: { title: Lights, version: 1.0.0 }
servers:
  hub: { host: hub.example, protocol: nats, x-nats: { streams: { LIGHTS: { subjects: ["light.>"] } } } }
  log: { host: log.example, protocol: kafka }
channels:
  measured: { address: light.measured, servers: [{ $ref: "#/servers/hub" }] }
  stored: { address: lights, servers: [{ $ref: "#/servers/log" }], bindings: { kafka: { partitions: 6 } } }
operations:
  onMeasured:
    action: receive
    channel: { $ref: "#/channels/measured" }
    bindings: { nats: { queue: dimmers } }
  onStored: { action: receive, channel: { $ref: "#/channels/stored" }, x-kafka: { groupProperty: group } }
`;

test("what a document says of brokers is an entry of the package; where it says nothing there is none", async () => {
  const world = temporaryProject({ "asyncapi.yaml": brokers });
  const generate = () =>
    world.run(["generate", "--from", "asyncapi.yaml", "--target", "typescript", "--out", "sdk"]);
  expect(await generate()).toMatchObject({ code: 0, err: "" });

  expect(JSON.parse(world.read("sdk/package.json")).exports["./topology"]).toBe("./src/topology.ts");
  // Outside of the repository nothing that it imports is installed.
  symlinkSync(join(import.meta.dirname, "../../../../node_modules"), join(world.root, "node_modules"));
  const { topology, groups } = await import(join(world.root, "sdk/src/topology.ts"));
  expect(topology).toEqual({
    hub: { streams: { LIGHTS: { subjects: ["light.>"] } } },
    log: { addresses: ["lights"], topics: { partitions: 6 } },
  });
  expect(groups.onMeasured).toBe("dimmers");
  expect(groups.onStored({ group: "archive" })).toBe("archive");

  // A change of a binding is a change of that file, and of what the manifest says of the document.
  world.write("asyncapi.yaml", brokers.replace("partitions: 6", "partitions: 7"));
  expect((await generate()).out.trim().split("\n")).toEqual([
    "updated  sdk/src/topology.ts",
    "updated  sdk/.concordat-generated.json",
  ]);
});

test("a broker that contradicts itself is warned of and left out, and the package is made all the same", async () => {
  const world = temporaryProject({ "asyncapi.yaml": brokers.replace("light.measured", "dark") });
  const { code, err } = await world.run([
    "generate",
    "--from",
    "asyncapi.yaml",
    "--target",
    "typescript",
    "--out",
    "sdk",
    "--package",
    "lights",
  ]);

  expect(err).toBe(
    "warning: lights: no stream of the server hub holds the subject dark (/channels/measured/address), so it is no part of the topology\n",
  );
  expect(code).toBe(0);
  expect(world.read("sdk/src/topology.ts")).not.toContain("hub:");
});
