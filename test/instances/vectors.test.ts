import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isObject, type Json, parseJson } from "@concordat/json";
import { readerView, writerView } from "@concordat/schema";
import { createContractValidator, createValidator, emitSupport, emitValidator } from "@concordat/validator";
import { afterAll, describe, expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";
import { catalogue } from "../catalogue/house.ts";
import type { JudgedInstance } from "./contract-vectors.ts";

/** What every port is held to, we are held to first: the live validators, and the text that generated SDKs carry. */
const vectors = catalogue.versions.map((version) => {
  const file = join(root, "test", "vectors", "contracts", `${version.id}.json`);
  const { instances } = parseJson(readFileSync(file)) as unknown as { instances: readonly JudgedInstance[] };
  return { version, instances };
});
const documents = new Map(catalogue.versions.map(({ uri, document }) => [uri, document]));
const sides = ["writer", "reader"] as const;

const folder = mkdtempSync(join(tmpdir(), "concordat-instances-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(vectors)("$version.id", ({ version, instances }) => {
  test("is judged as two other validators judge it, on either side", () => {
    for (const view of sides) {
      const validate = createContractValidator({ document: version.document, documents, view });
      const judged = instances.map(({ name, value }) => ({ name, valid: validate(value).valid }));

      expect(judged, view).toEqual(
        instances.map((instance) => ({ name: instance.name, valid: instance[view] })),
      );
    }
  });

  test("what is refused is refused for the place that was changed", () => {
    const validate = createValidator(viewOf(version.uri, "writer"));
    const elsewhere = instances.filter(({ at, writer, value }) => {
      const verdict = at === undefined || writer ? undefined : validate(value);
      if (at === undefined || verdict === undefined || verdict.valid) return false;
      return !verdict.problems.some(({ pointer }) => isOnOneWay(pointer, at));
    });

    expect(elsewhere).toEqual([]);
  });

  test("has instances of both verdicts, examples first, each name once", () => {
    const names = instances.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    expect(names[0]).toBe("example 1");
    expect(new Set(instances.map(({ writer }) => writer))).toEqual(new Set([true, false]));
    for (const { name, writer, reader } of instances) expect(!writer || reader, name).toBe(true);
  });
});

test("emitted validators say the same of all of them, problems included, where no code may be built from text", () => {
  writeFileSync(join(folder, "support.mjs"), emitSupport("npm run codegen"));
  const cases = vectors.flatMap(({ version, instances }) =>
    sides.map((view) => ({ schema: viewOf(version.uri, view), values: instances.map(({ value }) => value) })),
  );
  for (const [index, { schema, values }] of cases.entries()) {
    const text = emitValidator(schema, { command: "npm run codegen", supportFrom: "./support.mjs" });
    writeFileSync(join(folder, `${index}.mjs`), text);
    writeFileSync(join(folder, `${index}.json`), JSON.stringify(values));
  }

  const live = cases.map(({ schema, values }) => {
    const validate = createValidator(schema);
    return values.map((value) => validate(value));
  });
  expect(judgedByModules(cases.length)).toEqual(live);
}, 120_000);

test("members called __proto__ are own members once the files are read", () => {
  const named = vectors.flatMap(({ instances }) =>
    instances.filter(({ value }) => isObject(value) && Object.hasOwn(value, "__proto__")),
  );

  expect(named.length).toBeGreaterThan(50);
});

function viewOf(uri: string, view: "writer" | "reader"): Json {
  return (view === "writer" ? writerView : readerView)(uri, catalogue.graph()).schema;
}

/** A problem may be told of the value itself, of something inside of it, or of what it is part of. */
function isOnOneWay(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`) || one === "";
}

function judgedByModules(count: number): unknown {
  const script = `
    import { readFileSync } from "node:fs";
    const verdicts = [];
    for (let index = 0; index < ${count}; index += 1) {
      const { validate } = await import(\`./\${index}.mjs\`);
      verdicts.push(JSON.parse(readFileSync(\`\${index}.json\`, "utf8")).map((value) => validate(value)));
    }
    process.stdout.write(JSON.stringify(verdicts));`;
  writeFileSync(join(folder, "judge.mjs"), script);
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--disallow-code-generation-from-strings", "judge.mjs"],
    { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
