import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Json } from "@concordat/json";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createContractValidator } from "../contract-validator.ts";
import { ValidatorError } from "../errors.ts";
import type { Verdict } from "../problems/problem.ts";
import { emitContractValidators } from "./emit-contract-validators.ts";
import { emitSupport } from "./emit-validator.ts";

const root = join(import.meta.dirname, "../../../..");
mkdirSync(join(root, ".cache"), { recursive: true });
// Below the workspace, so that its compiler and its linter can be asked about the files.
const folder = mkdtempSync(join(root, ".cache", "emitted-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const money = {
  $id: "https://contracts.example/common/money/1.0.0.json",
  type: "object",
  properties: { amount: { type: "number", multipleOf: 0.01 }, currency: { enum: ["EUR", "USD"] } },
  required: ["amount"],
};

const contracts: Readonly<Record<string, { readonly document: Json; readonly values: readonly unknown[] }>> =
  {
    order: {
      document: {
        $id: "https://contracts.example/order/placed/1.0.0.json",
        type: "object",
        properties: {
          id: { type: "string", minLength: 3, format: "uuid" },
          total: { $ref: "../../common/money/1.0.0.json" },
          parts: { type: "array", items: { $ref: "#" } },
          note: { anyOf: [{ type: "string" }, { type: "object", properties: { text: { type: "string" } } }] },
        },
        required: ["id"],
        examples: [{ id: "018f3a5e-7a80-7000-8000-000000000001" }],
      },
      values: [
        { id: "018f3a5e-7a80-7000-8000-000000000001", total: { amount: 19.99, curency: "EUR" } },
        { id: "x", parts: [{ ID: 1 }, { id: "018f3a5e-7a80-7000-8000-000000000001", more: true }] },
        { id: "018f3a5e-7a80-7000-8000-000000000001", note: { txt: "a" }, total: { amount: 0.001 } },
        [],
      ],
    },
    closed: {
      document: { type: "object", properties: { a: true }, additionalProperties: false },
      values: [{ a: 1 }, { b: 1 }],
    },
    open: { document: { type: "string" }, values: ["a", 1] },
    account: {
      document: {
        $id: "https://contracts.example/account/1.0.0.json",
        properties: {
          a: { type: "object", properties: { b: { type: "string" } }, unevaluatedProperties: false },
        },
      },
      values: [{ a: { b: "x" } }, { a: { c: 1 } }, { d: 1 }, { a: { b: 1 }, d: 1 }],
    },
  };

const documents = new Map<string, Json>([[money.$id, money]]);
const how = { command: "npm run codegen", language: "typescript", documents } as const;

beforeAll(() => {
  writeFileSync(join(folder, "support.ts"), emitSupport(how.command, how.language));
  for (const [name, { document }] of Object.entries(contracts))
    for (const [suffix, shared] of [
      ["", { supportFrom: "./support.ts" }],
      ["-alone", {}],
    ] as const)
      writeFileSync(
        join(folder, `${name}${suffix}.ts`),
        emitContractValidators({ ...how, ...shared, document }),
      );
});

describe.each(Object.keys(contracts))("%s", (name) => {
  const { document, values } = contracts[name] as (typeof contracts)[string];

  test.each(["", "-alone"])(
    "both views judge as the live ones do, problems and places included%s",
    async (suffix) => {
      const module = (await import(
        /* @vite-ignore */ pathToFileURL(join(folder, `${name}${suffix}.ts`)).href
      )) as {
        readonly validateWriter: (value: unknown) => Verdict;
        readonly validateReader: (value: unknown) => Verdict;
      };
      const live = (view: "writer" | "reader") =>
        values.map(createContractValidator({ document, documents, view }));

      expect(values.map((value) => module.validateWriter(value))).toEqual(live("writer"));
      expect(values.map((value) => module.validateReader(value))).toEqual(live("reader"));
    },
  );
});

test("what is exported has types that the strictest compiler accepts, and none of them is any", () => {
  const names = Object.keys(contracts).flatMap((name) => [name, `${name}-alone`]);
  const verdict = `{ readonly valid: true } | { readonly valid: false; readonly problems: readonly { readonly pointer: string; readonly message: string; readonly expected?: string }[] }`;
  const uses = names.map(
    (name, index) => `import * as m${index} from "./${name}.ts";
export const w${index}: Validate = m${index}.validateWriter;
export const r${index}: Validate = m${index}.validateReader;
// @ts-expect-error a verdict has no such member, so it is not any
m${index}.validateReader(1).nothing;`,
  );
  writeFileSync(
    join(folder, "use.ts"),
    `type Validate = (value: unknown) => ${verdict};\n${uses.join("\n")}\n`,
  );
  const options = {
    extends: join(root, "tsconfig.json"),
    include: ["*.ts"],
    exclude: [],
    compilerOptions: { types: [] },
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(options));

  expect(run("tsc", "-p", folder)).toEqual({ status: 0, output: "" });
});

test("the linter has nothing to say about the files", () => {
  const files = ["support", ...Object.keys(contracts)].map((name) => join(folder, `${name}.ts`));
  const { status, output } = run("biome", "check", "--vcs-enabled=false", ...files);

  expect(output).toContain("Checked 5 files");
  expect(status).toBe(0);
});

test("where nothing is left to close both views are one", () => {
  const text = emitContractValidators({ ...how, supportFrom: "./s.ts", document: { type: "string" } });

  expect(text).toContain("return validateWriter(value);");
});

test("what nobody could write is refused while the text is made", () => {
  const document = {
    allOf: [{ properties: { a: true } }],
    patternProperties: { "^x": false },
    examples: [{ b: 1 }],
  };

  expect(() => emitContractValidators({ ...how, document })).toThrow(ValidatorError);
});

function run(tool: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(join(root, "node_modules", ".bin", tool), args, {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  return { status, output: `${stdout}${stderr}` };
}
