import { describe, expect, test } from "vitest";
import { contract, shop, temporaryProject } from "../testing/temporary-project.ts";

const old = `{
  "type": "object",
  "properties": { "name": { "type": "string" }, "size": { "type": "integer" } }
}
`;
const stricter = `{
  "type": "object",
  "required": ["name"],
  "properties": { "name": { "type": "string" }, "size": { "type": "integer" } }
}
`;

const files = (more: Readonly<Record<string, string>> = {}) =>
  temporaryProject({ "old.json": old, "new.json": stricter, ...more });

test("a break is shown at the reader's line, with witness, proof and the writer's place", async () => {
  expect(await files().run(["compat", "old.json", "new.json"])).toEqual({
    code: 100,
    out: `error[property-required]: "name" was optional and is now required
 --> new.json:3:16
  |
3 |   "required": ["name"],
  |                ^^^^^^
  = witness  {}
  = writer   written by old.json (old.json:1:1), refused by new.json, say cfworker and ajv
  = fix      keep "name" optional, or release the next major version

old.json → new.json: incompatible, 1 cause, and there are no others (as long as writers send only what their schema declares)
`,
    err: "",
  });
});

test("what is compatible is said to be proved", async () => {
  expect(await files().run(["compat", "new.json", "old.json", "--writer", "as-written"])).toEqual({
    code: 0,
    out: "new.json → old.json: compatible, proved\n",
    err: "",
  });
});

test("writers send declared members only, unless they are taken as written", async () => {
  const project = files({ "wider.json": '{"type":"object","properties":{"extra":{"type":"null"}}}' });

  expect((await project.run(["compat", "old.json", "wider.json"])).code).toBe(0);
  expect((await project.run(["compat", "old.json", "wider.json", "--writer", "as-written"])).code).toBe(100);
});

test("--both asks the other direction too, and one break is enough to fail", async () => {
  const { out, code } = await files().run(["compat", "new.json", "old.json", "--both"]);

  expect(out).toContain("new.json → old.json: compatible, proved");
  expect(out).toContain("old.json → new.json: incompatible, 1 cause");
  expect(code).toBe(100);
});

test("a schema may come from standard input", async () => {
  const { out, code } = await files().run(["compat", "-", "new.json"], { stdin: old });

  expect(out).toContain("written by <stdin> (<stdin>:1:1), refused by new.json");
  expect(code).toBe(100);
});

test("json says the same as text, and errors stay apart", async () => {
  const { out, err, code } = await files().run([
    "compat",
    "old.json",
    "new.json",
    "--format",
    "json",
    "--both",
  ]);
  const { verdicts, findings } = JSON.parse(out);

  expect(verdicts).toEqual([
    {
      writer: "old.json",
      reader: "new.json",
      status: "incompatible",
      assumption: "closed",
      witness: {},
      confirmedBy: ["cfworker", "ajv"],
      isComplete: true,
    },
    { writer: "new.json", reader: "old.json", status: "compatible", assumption: "closed" },
  ]);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    rule: "property-required",
    at: { file: "new.json", pointer: "/required/0", range: { start: { line: 3, column: 16 } } },
    details: { witness: {}, instance: "", writer: { file: "old.json" } },
  });
  expect({ err, code }).toEqual({ err: "", code: 100 });
});

test.each([
  ["github", /^::error file=new\.json,line=3/],
  ["markdown", /"required": \["name"\],.*```json\n\{\}\n```/s],
  ["gitlab", /"check_name": "property-required"/],
  ["sarif", /"shortDescription".*"uri": "new\.json"/s],
  ["junit", /<testcase name="property-required" classname="new\.json:3:16">/],
])("--format %s carries the finding, and the verdict is said beside it", async (format, looks) => {
  const { out, err } = await files().run(["compat", "old.json", "new.json", "--format", format]);

  expect(out).toMatch(looks);
  expect(err).toMatch(/^old\.json → new\.json: incompatible/);
});

describe("an open question", () => {
  const irregular = (pattern: string) => JSON.stringify({ type: "string", pattern });
  const open = () =>
    temporaryProject({ "old.json": irregular("^(a*)b\\1$"), "new.json": irregular("^a*ba*$") });

  test.each([
    [
      [],
      100,
      /^error\[PATTERN_IRREGULAR\]: undecided whether new\.json accepts all that old\.json may write/,
    ],
    [["--undecided", "fail"], 100, /^error\[PATTERN_IRREGULAR\]/],
    [["--undecided", "warn"], 0, /^warning\[PATTERN_IRREGULAR\]/],
    [["--undecided", "allow"], 0, /^old\.json → new\.json: undecided, PATTERN_IRREGULAR\n$/],
  ])("with %j ends with %i", async (flags, exit, looks) => {
    const { out, code } = await open().run(["compat", "old.json", "new.json", ...flags]);

    expect(out).toMatch(looks);
    expect(code).toBe(exit);
  });

  test("is shown where it is raised", async () => {
    expect((await open().run(["compat", "old.json", "new.json"])).out).toContain("--> old.json:1:18\n");
  });

  test("may be one of the budget", async () => {
    const { out } = await files().run(["compat", "old.json", "new.json", "--budget", "1"]);

    expect(out).toContain("error[BUDGET_SPENT]");
    expect(out).toContain("= raise the limit with --budget STEPS");
  });
});

test("the dialect of schemas that name none can be said", async () => {
  const tuple = '{"items":[{"type":"string"}],"additionalItems":false}';
  const project = temporaryProject({ "old.json": '{"maxItems":1}', "new.json": tuple });

  expect((await project.run(["compat", "old.json", "new.json", "--dialect", "7"])).code).toBe(100);
});

test("formats refuse only where they are asked to", async () => {
  const project = temporaryProject({
    "old.json": '{"type":"string"}',
    "new.json": '{"type":"string","format":"date"}',
  });

  expect((await project.run(["compat", "old.json", "new.json"])).code).toBe(0);
  expect((await project.run(["compat", "old.json", "new.json", "--assert-format"])).out).toContain(
    "error[format-asserted]",
  );
});

describe("references", () => {
  const order = (maximum: number) =>
    JSON.stringify({ type: "object", properties: { price: { $ref: "money.json" }, n: { maximum } } });
  const project = () =>
    temporaryProject({
      "old.json": order(1),
      "new.json": order(2),
      "docs/money.json": '{\n  "type": "integer"\n}',
    });

  test("stay open where nobody hands the document in", async () => {
    const { out, code } = await project().run(["compat", "old.json", "new.json"]);

    expect(out).toContain("undecided");
    expect(code).toBe(100);
  });

  test("lead by path into the folder that is named", async () => {
    expect((await project().run(["compat", "old.json", "new.json", "--resolve", "docs"])).code).toBe(0);
  });

  test("lead a finding into the file of the document", async () => {
    const id = "https://e.example/money";
    const { out } = await temporaryProject({
      "old.json": '{"properties":{"price":{"type":"number"}}}',
      "new.json": `{"properties":{"price":{"$ref":"${id}"}}}`,
      "docs/money.json": `{\n  "$id": "${id}",\n  "type": "integer"\n}`,
    }).run(["compat", "old.json", "new.json", "--resolve", "docs"]);

    expect(out).toContain("--> docs/money.json:3:3\n");
    expect(out).toContain('3 |   "type": "integer"');
  });
});

describe("contracts", () => {
  const next = "schemas/shop/order/placed/1.1.0.json";
  const reference = { allOf: [{ $ref: "../placed/1.0.0.json" }] };

  test("are named as everywhere, and shown by id", async () => {
    const project = shop({
      [next]: contract("shop/order/placed/1.1.0", "Order placed", { required: ["id", "total"] }),
    });
    const { out, code } = await project.run(["compat", "shop/order/placed@1.0.0", "shop/order/placed"]);

    expect(out).toContain(`--> ${next}:`);
    expect(out).toContain("refused by shop/order/placed/1.1.0, say ");
    expect(code).toBe(100);
  });

  test("bring the catalogue along for their references", async () => {
    const project = shop({
      "schemas/shop/order/paid/1.0.0.json": contract("shop/order/paid/1.0.0", "Order paid", reference),
    });
    const { out, code } = await project.run(["compat", "shop/order/paid", "shop/order/placed"]);

    expect(out).toContain("compatible, proved");
    expect(code).toBe(0);
  });

  test("are compared as their writers behave by the settings", async () => {
    const project = shop({
      "concordat.config.json": JSON.stringify({
        base: "https://schemas.example.com/",
        compatibility: { writer: "as-written" },
      }),
    });
    const { out } = await project.run([
      "compat",
      "shop/order/placed",
      "shop/order/placed",
      "--format",
      "json",
    ]);

    expect(JSON.parse(out).verdicts[0].assumption).toBe("as-written");
  });

  test("may be compared with a file", async () => {
    const project = shop({ "mine.json": '{"type":"object"}' });

    expect((await project.run(["compat", "shop/order/placed", "mine.json"])).code).toBe(0);
  });
});
