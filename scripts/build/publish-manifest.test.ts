import { expect, test } from "vitest";
import { publishManifest } from "./publish-manifest.ts";

test("entries and commands point at built files, and what only the repository needs is gone", () => {
  const published = publishManifest({
    name: "@concordat/example",
    version: "1.2.3",
    type: "module",
    exports: { ".": "./src/index.ts", "./digest": "./src/digest.ts", "./rules.json": "./rules.json" },
    bin: { example: "./src/main.ts" },
    scripts: { test: "vitest" },
    dependencies: { "@concordat/errors": "1.0.0" },
    devDependencies: { vitest: "5" },
    publishConfig: { access: "public", directory: "dist" },
  });

  expect(published).toEqual({
    name: "@concordat/example",
    version: "1.2.3",
    type: "module",
    engines: { node: ">=22" },
    exports: {
      ".": { types: "./index.d.ts", default: "./index.js" },
      "./digest": { types: "./digest.d.ts", default: "./digest.js" },
      "./rules.json": "./rules.json",
      "./package.json": "./package.json",
    },
    bin: { example: "./main.js" },
    dependencies: { "@concordat/errors": "1.0.0" },
    publishConfig: { access: "public" },
  });
});

test("a command that has to find its Node in the repository is the built file where it is published", () => {
  const published = publishManifest({
    name: "example",
    version: "1.2.3",
    bin: { example: "./bin/example.mjs" },
    publishConfig: { access: "public", bin: { example: "./main.js" } },
  });

  expect(published).toMatchObject({ bin: { example: "./main.js" }, publishConfig: { access: "public" } });
});
