import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { contract, documentWithPayload, read, readUnjudged, temporaryProject } from "../testing/project.ts";

const sent = "parcels/sent/1.0.0";

test.each([
  ["$ref: ./schemas/parcels/sent/1.0.0.json"],
  ["$ref: https://schemas.example/parcels/sent/1.0.0.json"],
  [
    "schemaFormat: application/schema+json;version=draft-2020-12\nschema: { $ref: ./schemas/parcels/sent/1.0.0.json }",
  ],
])("a payload that is `%s` is the contract", (payload) => {
  const { model, findings } = readUnjudged({
    "asyncapi.yaml": documentWithPayload(payload),
    ...contract(sent),
  });

  expect(findings).toEqual([]);
  expect(model?.messages[0]?.payload).toEqual({ kind: "contract", contract: sent });
  expect(model?.contracts.map(({ id, document }) => [id, document.type])).toEqual([[sent, "object"]]);
});

test("a payload of its own may refer to contracts, by relative path as by component", () => {
  const payload = `type: object
properties:
  parcel: { $ref: ./schemas/parcels/sent/1.0.0.json }
  first: { $ref: "#/components/schemas/size" }
  again: { $ref: "#/components/schemas/size" }
  tree: { $ref: "#/channels/parcels/messages/sent/payload" }`;
  const components =
    "components: { schemas: { size: { anyOf: [{ const: s }, { $ref: '#/components/schemas/size' }] } } }\n";
  const { model } = readUnjudged({
    "asyncapi.yaml": documentWithPayload(payload) + components,
    ...contract(sent),
  });

  expect(model?.messages[0]?.payload).toEqual({
    kind: "schema",
    dialect: "draft-07",
    schema: {
      $schema: "http://json-schema.org/draft-07/schema#",
      type: "object",
      properties: {
        parcel: { $ref: "https://schemas.example/parcels/sent/1.0.0.json" },
        first: { $ref: "#/definitions/size" },
        again: { $ref: "#/definitions/size" },
        tree: { $ref: "#" },
      },
      definitions: { size: { anyOf: [{ const: "s" }, { $ref: "#/definitions/size" }] } },
    },
  });
});

test("parts of the document may stand in other files, and theirs in others again", async () => {
  const { model, findings, files } = await read({
    "asyncapi.yaml": documentWithPayload("$ref: shared/schemas.yaml#/parcel"),
    "shared/schemas.yaml": "parcel: { type: object, properties: { size: { $ref: ./deep/size.json } } }\n",
    "shared/deep/size.json": '{ "type": "number" }',
  });

  expect(findings).toEqual([]);
  expect(files).toEqual(["asyncapi.yaml", "shared/deep/size.json", "shared/schemas.yaml"]);
  expect(model?.messages[0]?.payload).toMatchObject({
    schema: {
      properties: { size: { $ref: "#/definitions/size" } },
      definitions: { size: { type: "number" } },
    },
  });
});

test.each([
  ["http://schemas.acme.example/x.json", "SCHEMA_REF_REMOTE"],
  ["https://schemas.acme.example/x.json", "SCHEMA_REF_REMOTE"],
  ["//169.254.169.254/latest", "SCHEMA_REF_REMOTE"],
  ["file:///etc/passwd", "SCHEMA_REF_SCHEME"],
  ["data:application/json,{}", "SCHEMA_REF_SCHEME"],
  ["../outside.json", "SCHEMA_REF_UNRESOLVED"],
  ["./a/../../outside.json", "SCHEMA_REF_UNRESOLVED"],
  ["%2e%2e/outside.json", "SCHEMA_REF_UNRESOLVED"],
  ["/etc/passwd", "SCHEMA_REF_UNRESOLVED"],
  ["..\\\\outside.json", "SCHEMA_REF_UNRESOLVED"],
  ["./linked.json", "SCHEMA_REF_UNRESOLVED"],
  ["./linked/outside.json", "SCHEMA_REF_UNRESOLVED"],
  ["./nowhere.json", "SCHEMA_REF_UNRESOLVED"],
  ["./folder", "SCHEMA_REF_UNRESOLVED"],
  ["./%zz.json", "SCHEMA_REF_UNRESOLVED"],
  ["#/components/schemas/nowhere", "SCHEMA_REF_UNRESOLVED"],
  ["#/components/%zz", "SCHEMA_REF_UNRESOLVED"],
])("a reference to %s opens nothing and gives %s at its place", (ref, code) => {
  const outer = temporaryProject({ "outside.json": '{ "secret": true }' });
  const root = join(outer.root, "project");
  mkdirSync(join(root, "folder"), { recursive: true });
  mkdirSync(join(root, "schemas"));
  symlinkSync("../outside.json", join(root, "linked.json"));
  symlinkSync("..", join(root, "linked"));
  writeFileSync(join(root, "asyncapi.yaml"), documentWithPayload(`$ref: "${ref}"`));
  const { model, findings } = readUnjudged({ ...outer, root });

  expect(findings.map((finding) => finding.code)).toEqual([code]);
  expect(findings[0]?.at).toMatchObject({ file: "asyncapi.yaml", range: { start: { line: 9, column: 17 } } });
  expect(JSON.stringify(model)).not.toContain("secret");
});

test("the official parser is given no way to a server or a file that we do not open", async () => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    response.end('{ "type": "string" }');
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const outer = temporaryProject({ "outside.json": "{ not even JSON" });
  const payload = `anyOf:
  - $ref: http://127.0.0.1:${port}/a.json
  - $ref: ${outer.root}/outside.json
  - $ref: ../outside.json
  - $ref: file://${outer.root}/outside.json`;
  const { findings } = await read({ "asyncapi.yaml": documentWithPayload(payload) });

  expect(requests).toBe(0);
  expect(findings.map(({ code }) => code)).toEqual([
    "SCHEMA_REF_REMOTE",
    "SCHEMA_REF_UNRESOLVED",
    "SCHEMA_REF_UNRESOLVED",
    "SCHEMA_REF_SCHEME",
  ]);
});

test.each([
  ["m.yaml", "a: 1\na: 2\n", "ASYNCAPI_SYNTAX", 2],
  ["m.json", '{ "a": 1,\n  "a": 2 }', "JSON_DUPLICATE_KEY", 2],
])("a broken file is told once, at its own place: %s", (file, text, code, line) => {
  const { findings } = readUnjudged({
    "asyncapi.yaml": documentWithPayload(`anyOf: [{ $ref: ./${file} }, { $ref: "./${file}#/a" }]`),
    [file]: text,
  });

  expect(findings.map((finding) => [finding.code, finding.at.file, finding.at.range?.start.line])).toEqual([
    [code, file, line],
  ]);
});

test("a document that is not UTF-8 is refused", () => {
  const project = temporaryProject({});
  writeFileSync(join(project.root, "asyncapi.yaml"), new Uint8Array([0x61, 0x3a, 0x20, 0xff]));

  expect(readUnjudged(project).findings.map(({ message }) => message)).toEqual([
    "asyncapi.yaml is not UTF-8",
  ]);
});

test("an anchor is looked for in its schema", () => {
  const { findings } = readUnjudged({
    "asyncapi.yaml": documentWithPayload(
      'anyOf: [{ $ref: "#here" }, { $ref: "#nowhere" }, { $id: "#here" }]',
    ),
  });

  expect(findings.map(({ code, at }) => [code, at.pointer?.split("/payload")[1]])).toEqual([
    ["SCHEMA_REF_UNRESOLVED", "/anyOf/1/$ref"],
  ]);
});

test("references that only lead to each other are named", () => {
  const { findings } = readUnjudged({
    "asyncapi.yaml": `${documentWithPayload('$ref: "#/components/schemas/a"')}components:
  schemas: { a: { $ref: "#/components/schemas/b" }, b: { $ref: "#/components/schemas/a" } }
`,
  });

  expect(findings.map(({ code }) => code)).toContain("ASYNCAPI_REF_LOOP");
});

test("what looks like a reference in an example refers to nothing", () => {
  const { findings } = readUnjudged({
    "asyncapi.yaml": documentWithPayload(
      'type: object\nexamples: [{ $ref: "#/nowhere" }]\nconst: { $ref: "./nowhere.json" }\nproperties: { $ref: { type: string } }',
    ),
  });

  expect(findings).toEqual([]);
});

test("a breach of the specification has its place in the document", async () => {
  const { findings } = await read({
    "asyncapi.yaml": 'asyncapi: 3.0.0\ninfo:\n  title: Parcels\n  version: "1"\n  verison: "1"\n',
  });

  expect(findings.map(({ code, severity }) => [code, severity])).toEqual([["ASYNCAPI_INVALID", "error"]]);
  expect(findings[0]?.message).toContain('"verison" is not expected to be here');
  expect(findings[0]?.at).toMatchObject({
    file: "asyncapi.yaml",
    pointer: "/info/verison",
    range: { start: { line: 5, column: 12 } },
  });
});

test("a breach in a file that the document refers to has its place in that file", async () => {
  const { findings } = await read({
    "asyncapi.yaml":
      'asyncapi: 3.0.0\ninfo: { title: P, version: "1" }\nchannels:\n  a: { address: a, messages: { m: { $ref: ./m.yaml } } }\n',
    "m.yaml": "title: fine\nsumary: mistyped\n",
  });

  expect(findings.map(({ code, at }) => [code, at.file, at.range?.start.line])).toEqual([
    ["ASYNCAPI_INVALID", "m.yaml", 2],
  ]);
});

test.each([
  ["", "ASYNCAPI_VERSION", 1],
  ["title: no version\n", "ASYNCAPI_VERSION", 1],
  ["asyncapi: 1.2.0\n", "ASYNCAPI_VERSION", 1],
  ["asyncapi: 3\n", "ASYNCAPI_VERSION", 1],
  ["asyncapi: 3.0.0\ninfo: [", "ASYNCAPI_SYNTAX", 2],
  ["asyncapi: 3.0.0\ninfo: {}\ninfo: {}\n", "ASYNCAPI_SYNTAX", 3],
  ["asyncapi: 3.0.0\n\tinfo: {}\n", "ASYNCAPI_SYNTAX", 2],
])("the document %j is refused whole", async (text, code, line) => {
  const { model, findings } = await read({ "asyncapi.yaml": text });

  expect(model).toBeUndefined();
  expect(findings.map((finding) => finding.code)).toEqual([code]);
  expect(findings[0]?.at.range?.start.line).toBe(line);
});

test("a document that is not there is a finding", async () => {
  const { findings } = await read({});

  expect(findings.map(({ code, message }) => [code, message])).toEqual([
    ["ASYNCAPI_UNREADABLE", "asyncapi.yaml cannot be read: there is no such file"],
  ]);
});

test("a payload in a format that the parser does not look into is judged by us, in the right file", async () => {
  const payload = `schemaFormat: application/schema+yaml;version=2020-12
schema:
  type: object
  properties:
    size: { $ref: "shared.yaml#/size" }
    items: { type: array, items: [{ type: string }] }`;
  const { findings } = await read(
    { "asyncapi.yaml": documentWithPayload(payload), "shared.yaml": "size:\n  type: strng\n" },
    (schema) =>
      JSON.stringify(schema).includes("strng")
        ? [
            {
              code: "SCHEMA_INVALID",
              message: "no such type",
              hint: "write string",
              pointer: "/$defs/size/type",
            },
          ]
        : [],
  );

  expect(
    findings.map(({ code, severity, at }) => [code, severity, at.file, at.pointer, at.range?.start.line]),
  ).toEqual([
    [
      "SCHEMA_DIALECT_MISMATCH",
      "warning",
      "asyncapi.yaml",
      "/channels/parcels/messages/sent/payload/schema/properties/items/items",
      14,
    ],
    ["SCHEMA_INVALID", "error", "shared.yaml", "/size/type", 2],
  ]);
});

test("an operation on a channel that is none of the document's is named", () => {
  const { model, findings } = readUnjudged({
    "asyncapi.yaml": `asyncapi: 3.0.0
info: { title: P, version: "1" }
channels: {}
operations: { o: { action: send, channel: { $ref: "#/components/channels/c" } } }
components: { channels: { c: { address: c } } }
`,
  });

  expect(findings.map(({ code }) => code)).toContain("ASYNCAPI_TARGET");
  expect(model?.operations).toEqual([]);
});

test("reading twice gives the same bytes", () => {
  const files = {
    "asyncapi.yaml": documentWithPayload("$ref: ./schemas/parcels/sent/1.0.0.json"),
    ...contract(sent),
  };
  const [first, second] = [readUnjudged(files), readUnjudged(files)];

  expect(JSON.stringify(first.model)).toBe(JSON.stringify(second.model));
});
