import { expect, test } from "vitest";
import { readLaw } from "./law.ts";
import { judgePlanted, paragraph } from "./planted.ts";

/** Who may know whom. The houses are real files in a temporary folder, judged by the law of this house. */
const law = readLaw();
const importJson = 'import { parseJson } from "@concordat/json";\n';

test("a house that keeps the law is passed over in silence", () => {
  const report = judgePlanted({
    "packages/errors": {},
    "packages/json": {
      dependencies: ["@concordat/errors"],
      files: { "src/index.ts": 'export * from "./parse.ts";', "src/parse.ts": 'import "@concordat/errors";' },
    },
    "packages/schema": {
      dependencies: ["@concordat/json"],
      files: {
        "src/index.ts": importJson,
        "src/index.test.ts": 'import { createServer } from "node:http";\nimport "@concordat/schema";',
      },
    },
  });

  expect(report).toBe("");
});

test("an import upwards", () => {
  const report = judgePlanted({
    "packages/errors": {
      dependencies: ["@concordat/schema"],
      files: { "src/index.ts": '\nexport type { Schema } from "@concordat/schema";' },
    },
    "packages/schema": {},
  });

  expect(report).toBe(
    paragraph("upward", {
      places: [
        "packages/errors/src/index.ts:2 imports @concordat/schema",
        "packages/errors/package.json:7 declares @concordat/schema",
      ],
      fact: "packages/errors stands on floor 1 (ground), packages/schema above it on floor 2 (schema)",
    }),
  );
});

test("an import of a sibling, where the exception goes the other way only", () => {
  const report = judgePlanted({
    "packages/errors": {
      dependencies: ["@concordat/json"],
      files: { "src/index.ts": importJson },
    },
    "packages/json": {},
  });

  expect(report).toBe(
    paragraph("sibling", {
      places: [
        "packages/errors/src/index.ts:1 imports @concordat/json",
        "packages/errors/package.json:7 declares @concordat/json",
      ],
      fact: "packages/errors and packages/json both stand on floor 1 (ground)",
    }),
  );
});

test("a downward import that the law forbids all the same, with its own reason", () => {
  const report = judgePlanted({
    "packages/validator": {},
    "packages/runtime": {
      dependencies: ["@concordat/validator"],
      files: { "src/index.ts": 'import type { Validate } from "@concordat/validator";' },
    },
  });

  expect(report).toBe(
    paragraph("never", {
      places: [
        "packages/runtime/src/index.ts:1 imports @concordat/validator",
        "packages/runtime/package.json:7 declares @concordat/validator",
      ],
      fact: "packages/runtime never knows packages/validator",
      reasons: law.never.find(({ from }) => from.includes("packages/runtime")),
    }),
  );
});

test("a package that the SDK would bring along, with the way it comes", () => {
  const report = judgePlanted({
    "packages/schema": {},
    "packages/runtime": {
      dependencies: ["@concordat/schema"],
      files: { "src/index.ts": 'import "@concordat/schema";' },
    },
    "packages/sdk": {
      dependencies: ["@concordat/runtime"],
      files: { "src/index.ts": 'import "@concordat/runtime";' },
    },
  });

  expect(report).toBe(
    paragraph("closure", {
      places: ["packages/runtime/package.json:7 declares @concordat/schema"],
      fact: "who installs packages/sdk would get packages/sdk → packages/runtime → packages/schema",
      reasons: law.closures[0],
    }),
  );
});

test("a circle of packages, beside the direction that is wrong in it", () => {
  const report = judgePlanted({
    "packages/errors": { dependencies: ["@concordat/json"], files: { "src/index.ts": importJson } },
    "packages/json": {
      dependencies: ["@concordat/errors"],
      files: { "src/index.ts": 'import "@concordat/errors";' },
    },
  });

  expect(report).toContain(
    paragraph("package-circle", {
      places: [
        "packages/errors/src/index.ts:1 imports @concordat/json",
        "packages/json/src/index.ts:1 imports @concordat/errors",
      ],
      fact: "packages/errors → packages/json → packages/errors",
    }),
  );
});

test("a circle of files in which one step is a type only and one goes through the package's own name", () => {
  const report = judgePlanted({
    "packages/json": {
      files: {
        "src/index.ts": 'export * from "./parse.ts";',
        "src/parse.ts": '\nlet cursor: import("./cursor.ts").Cursor;',
        "src/cursor.ts": 'import type { Json } from "@concordat/json";',
      },
    },
  });

  expect(report).toBe(
    paragraph("file-circle", {
      places: [
        "packages/json/src/cursor.ts:1 imports @concordat/json",
        "packages/json/src/index.ts:1 imports ./parse.ts",
        "packages/json/src/parse.ts:2 imports ./cursor.ts",
      ],
      fact: [
        "packages/json/src/cursor.ts",
        "packages/json/src/index.ts",
        "packages/json/src/parse.ts",
        "packages/json/src/cursor.ts",
      ].join(" → "),
    }),
  );
});
