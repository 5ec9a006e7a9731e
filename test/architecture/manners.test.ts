import { expect, test } from "vitest";
import { readLaw } from "./law.ts";
import { judgePlanted, paragraph } from "./planted.ts";

/** What comes in, how it is entered, and whether it is declared. The houses are real files, as in directions.test.ts. */
const law = readLaw();
const importJson = 'import { parseJson } from "@concordat/json";\n';

test("Ajv outside of its room", () => {
  const report = judgePlanted({
    "packages/schema": {
      dependencies: ["ajv"],
      files: { "src/index.ts": 'const ajv = await import("ajv/dist/2020.js");' },
    },
  });

  expect(report).toBe(
    paragraph("room", {
      places: [
        "packages/schema/src/index.ts:1 imports ajv/dist/2020.js",
        "packages/schema/package.json:7 declares ajv",
      ],
      fact: "ajv stays in packages/validator",
      reasons: law.rooms.find(({ names }) => names.includes("ajv")),
    }),
  );
});

test("an import whose name is computed, in a file that the law does not list", () => {
  const report = judgePlanted({
    "packages/runtime": {
      files: {
        "src/index.ts": "export const load = (name: string) => import(name);",
        "src/configured/load-module.ts": "export const load = (name: string) => import(name);",
        "src/load.test.ts": "await import(process.argv[2] as string);",
      },
    },
  });

  expect(report).toBe(
    paragraph("loaded", {
      places: ["packages/runtime/src/index.ts:1 imports what it names when it runs"],
      fact: "no reader and no rule here can tell what is loaded",
    }),
  );
});

test("a Node module that has a room, outside of it", () => {
  const report = judgePlanted({
    "packages/runtime": { files: { "src/index.ts": 'import { DatabaseSync } from "node:sqlite";' } },
  });

  expect(report).toContain("room: node:sqlite stays in packages/storage-sql and registry");
});

test("a third party that nobody invited", () => {
  const report = judgePlanted({
    "packages/json": {
      dependencies: ["left-pad"],
      files: { "src/index.ts": 'import pad = require("left-pad");' },
    },
  });

  expect(report).toContain("room: left-pad has no room in this house");
});

test("a Node built-in that a browser would reach through two files and a package", () => {
  const report = judgePlanted({
    "packages/json": {
      files: { "src/index.ts": 'export * from "./read.ts";', "src/read.ts": 'import "fs";' },
    },
    "packages/schema": { dependencies: ["@concordat/json"], files: { "src/index.ts": importJson } },
  });

  expect(report).toBe(
    [
      ["@concordat/json", "packages/json/src/index.ts → packages/json/src/read.ts"],
      [
        "@concordat/schema",
        "packages/schema/src/index.ts → packages/json/src/index.ts → packages/json/src/read.ts",
      ],
    ]
      .map(([entry, way]) =>
        paragraph("browser", {
          places: ["packages/json/src/read.ts:1 imports fs"],
          fact: `${entry} runs in browsers and reaches it by ${way}`,
        }),
      )
      .join("\n\n"),
  );
});

test("a built-in behind another entry, or behind types alone, harms no browser", () => {
  const report = judgePlanted({
    "packages/json": {
      exports: { ".": "./src/index.ts", "./digest": "./src/digest.ts" },
      files: {
        "src/index.ts": 'import type { Digest } from "./digest.ts";',
        "src/digest.ts": 'import { hash } from "node:crypto";',
      },
    },
  });

  expect(report).toBe("");
});

test("production code that imports a test helper or the testkit", () => {
  const report = judgePlanted({
    "packages/transport-testkit": {},
    "packages/transport-nats": {
      dependencies: ["@concordat/transport-testkit"],
      files: {
        "src/index.ts": 'import "./testing/clock.ts";\nimport "@concordat/transport-testkit";',
        "src/testing/clock.ts": "",
      },
    },
  });

  expect(report).toBe(
    [
      paragraph("test-code", {
        places: ["packages/transport-nats/src/index.ts:1 imports ./testing/clock.ts"],
        fact: "packages/transport-nats/src/testing/clock.ts is test code",
      }),
      paragraph("test-code", {
        places: ["packages/transport-nats/src/index.ts:2 imports @concordat/transport-testkit"],
        fact: "packages/transport-testkit is test code",
      }),
    ].join("\n\n"),
  );
});

test("deep imports: by a path, by an entry that is not exported, and from test code too", () => {
  const report = judgePlanted(
    {
      "packages/json": { exports: { ".": "./src/index.ts", "./digest": "./src/digest.ts" } },
      "packages/schema": {
        dependencies: ["@concordat/json"],
        files: {
          "src/index.ts": 'import "@concordat/json/src/parse.ts";',
          "src/walk.ts": 'export type { Json } from "../../json/src/json.ts";',
        },
      },
    },
    { "test/e2e/order.test.ts": 'import "../../packages/json/src/index.ts";' },
  );

  expect(report).toBe(
    [
      paragraph("deep", {
        places: ["packages/schema/src/index.ts:1 imports @concordat/json/src/parse.ts"],
        fact: "@concordat/json exports ., ./digest, not ./src/parse.ts",
      }),
      paragraph("deep", {
        places: ["packages/schema/src/walk.ts:1 imports ../../json/src/json.ts"],
        fact: "the path leaves packages/schema and leads into packages/json",
      }),
      paragraph("deep", {
        places: ["test/e2e/order.test.ts:1 imports ../../packages/json/src/index.ts"],
        fact: "the path leaves the root and leads into packages/json",
      }),
    ].join("\n\n"),
  );
});

test("an undeclared dependency, in production and in test code", () => {
  const report = judgePlanted({
    "packages/json": {},
    "packages/schema": {
      devDependencies: ["@concordat/json"],
      files: {
        "src/index.ts": importJson,
        "src/index.test.ts": 'import "@concordat/json";\nimport "vitest";',
      },
    },
  });

  expect(report).toBe(
    [
      paragraph("undeclared", {
        places: ["packages/schema/src/index.test.ts:2 imports vitest"],
        fact: "packages/schema/package.json declares vitest not at all",
        reasons: { wayOut: "name vitest in `devDependencies` of packages/schema/package.json" },
      }),
      paragraph("undeclared", {
        places: ["packages/schema/src/index.ts:1 imports @concordat/json"],
        fact: "packages/schema/package.json declares @concordat/json only for development",
        reasons: { wayOut: "name @concordat/json in `dependencies` of packages/schema/package.json" },
      }),
    ].join("\n\n"),
  );
});

test("a dependency that nobody imports, and one that only tests import", () => {
  const report = judgePlanted({
    "packages/errors": {},
    "packages/json": {},
    "packages/schema": {
      dependencies: ["@concordat/errors", "@concordat/json"],
      files: { "src/index.test.ts": importJson },
    },
  });

  expect(report).toBe(
    [
      paragraph("unused", {
        places: ["packages/schema/package.json:7 declares @concordat/errors"],
        fact: "no file of packages/schema imports it",
      }),
      paragraph("unused", {
        places: ["packages/schema/package.json:8 declares @concordat/json"],
        fact: "only test code imports it",
        reasons: { wayOut: "move it to `devDependencies`" },
      }),
    ].join("\n\n"),
  );
});

test("a workspace without a floor, code without a workspace, and a promised entry that is missing", () => {
  const report = judgePlanted({ "packages/attic": {}, "packages/compat": {} }, { "cellar/src/wine.ts": "" });

  expect(report).toBe(
    [
      paragraph("unnamed", {
        places: ["packages/attic/package.json makes packages/attic a package"],
        fact: "it stands on no floor",
      }),
      paragraph("unnamed", {
        places: ["cellar holds cellar/src/wine.ts"],
        fact: "no workspace of package.json holds it, nor is it test code",
        reasons: { wayOut: "give cellar a package.json and name it in `workspaces` of the root" },
      }),
      paragraph("unnamed", {
        places: ['packages/compat/package.json has no entry "./browser"'],
        fact: "the law promises browsers that entry",
        reasons: {
          wayOut: 'export "./browser", or take it out of `browser` in test/architecture/layers.json',
        },
      }),
    ].join("\n\n"),
  );
});
