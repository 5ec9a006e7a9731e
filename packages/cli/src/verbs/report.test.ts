import { expect, test } from "vitest";
import { contract, shop, temporaryProject } from "../testing/temporary-project.ts";

const bad = contract("shop/order/paid/1.0.0", "Order paid", { examples: [{ id: 1 }, { id: "2" }] });
const files = { "schemas/shop/order/paid/1.0.0.json": bad };

test.each(["text", "json", "markdown", "github", "gitlab", "sarif", "junit"])(
  "saved findings come out in %s as the verb itself prints them",
  async (format) => {
    const project = shop(files);
    const { out: saved } = await project.run(["lint", "--format", "json"]);
    const { out: printed } = await project.run(["lint", "--format", format]);

    project.write("findings.json", saved);
    expect(await project.run(["report", "findings.json", "--format", format])).toEqual({
      code: 0,
      out: printed,
      err: "",
    });
  },
);

test("a break of two schemas is told from standard input too, with what was compared", async () => {
  const project = temporaryProject({
    "old.json": '{"type":"number"}',
    "new.json": '{"type":"integer"}',
  });
  const { out: stdin } = await project.run(["compat", "old.json", "new.json", "--format", "json"]);

  expect((await project.run(["report", "--format", "github"], { stdin })).out).toMatch(
    /^::error file=new\.json,line=1/,
  );
});

test("a summary of changes is kept", async () => {
  const summary = {
    changes: [{ contract: "a/b", from: "1.0.0", to: "draft", status: "breaking" }],
    counts: { breaking: 1, compatible: 0, undecided: 0, unchanged: 3 },
  };
  const stdin = JSON.stringify({ version: "1.0.0", findings: [], summary });

  expect((await temporaryProject().run(["report"], { stdin })).out).toBe(
    "a/b  1.0.0 → draft  breaking\n1 breaking, 0 compatible, 0 undecided, 3 unchanged\n",
  );
});

const finding = { rule: "a", code: "a", severity: "error", message: "m", hint: "h", at: {} };

test.each([
  ["[]", "is no JSON object"],
  ["{}", 'has no list "findings"'],
  [JSON.stringify({ findings: [finding, { ...finding, severity: "fatal" }] }), "/findings/1"],
  [JSON.stringify({ findings: [{ ...finding, at: { range: { start: 1 } } }] }), "/findings/0"],
  [JSON.stringify({ findings: [{ ...finding, notes: [{ label: "l" }] }] }), "/findings/0"],
  [JSON.stringify({ findings: [], summary: { changes: [] } }), "/summary"],
])("%s is no report", async (stdin, words) => {
  const { code, err } = await temporaryProject().run(["report"], { stdin });

  expect(err).toContain("error[REPORT_INVALID]: <stdin> ");
  expect(err).toContain(words);
  expect(code).toBe(4);
});

test("what is no JSON is shown at its place", async () => {
  const { code, err } = await temporaryProject({ "f.json": "{" }).run(["report", "f.json"]);

  expect(err).toContain("--> f.json:1:2");
  expect(code).toBe(4);
});
