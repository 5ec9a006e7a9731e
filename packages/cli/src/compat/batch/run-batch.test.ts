import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { temporaryProject } from "../../testing/temporary-project.ts";

const safe = (id: string) => `{"id":"${id}","old":{"type":"integer"},"new":{"type":"number"}}`;
const breaking = (id: string) => `{"id":"${id}","old":{"type":"number"},"new":{"type":"integer"}}`;

function parsed(lines: string) {
  return lines
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

test("each line has its line in the same order, whatever is between them", async () => {
  const lines = [`\ufeff${safe("a")}`, "", `${breaking("b")}\r`, "  ", "{", safe("a"), breaking("d")];
  const project = temporaryProject({ "pairs.jsonl": lines.join("\n") });
  const { code, out, err } = await project.run([
    "compat",
    "--batch",
    "pairs.jsonl",
    "--out",
    "verdicts.jsonl",
  ]);

  expect(parsed(project.read("verdicts.jsonl")).map(({ id, verdict, line }) => [id, verdict, line])).toEqual([
    ["a", "compatible", undefined],
    ["b", "incompatible", undefined],
    [null, "undecided", 5],
    ["a", "compatible", undefined],
    ["d", "incompatible", undefined],
  ]);
  expect({ code, out, err }).toEqual({
    code: 4,
    out: "",
    err: "5 pairs: 2 compatible, 2 incompatible, 0 undecided, 1 could not be read\n",
  });
  expect(readdirSync(project.root).sort()).toEqual(["pairs.jsonl", "verdicts.jsonl"]);
});

test("a batch is a report: it fails over no verdict", async () => {
  const { code, out, err } = await temporaryProject().run(["compat", "--batch", "-", "-q"], {
    stdin: `${breaking("a")}\n`,
  });

  expect(parsed(out)).toEqual([
    {
      id: "a",
      verdict: "incompatible",
      witness: expect.any(Number),
      rules: ["type-narrowed"],
      ms: expect.any(Number),
    },
  ]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
});

test("nothing in, nothing out", async () => {
  const { code, out } = await temporaryProject().run(["compat", "--batch", "-"], { stdin: "\n\n" });

  expect({ code, out }).toEqual({ code: 0, out: "" });
});

test("flags hold for the lines that do not say otherwise", async () => {
  const pair = (more: object) =>
    JSON.stringify({
      old: { type: "object", properties: { a: {} } },
      new: { properties: { b: { $ref: "https://e.example/none" } } },
      ...more,
    });
  const project = temporaryProject({ "docs/none.json": '{"$id":"https://e.example/none","not":{}}' });
  const { out } = await project.run(["compat", "--batch", "-", "--writer", "closed", "--resolve", "docs"], {
    stdin: `${pair({})}\n${pair({ writerView: "as-written" })}\n`,
  });

  expect(parsed(out).map(({ verdict }) => verdict)).toEqual(["compatible", "incompatible"]);
});

test("a line of ten megabytes is one like any other", async () => {
  const names = Array.from({ length: 250_000 }, (_, index) => `"${index}${"x".repeat(32)}"`);
  const schema = `{"enum":[${names.join(",")}]}`;
  const stdin = `{"id":"big","old":${schema},"new":{"type":"string"}}\n${safe("next")}\n`;
  expect(stdin.length).toBeGreaterThan(10_000_000);
  const { out, code } = await temporaryProject().run(["compat", "--batch", "-"], { stdin });

  expect(parsed(out).map(({ id }) => id)).toEqual(["big", "next"]);
  expect(code).toBe(0);
});

test("an interrupt keeps what is finished beside the output, which stays as it was", async () => {
  const project = temporaryProject({ "verdicts.jsonl": "before\n" });
  const controller = new AbortController();
  async function* endless() {
    yield new TextEncoder().encode(`${safe("a")}\n${safe("b")}\n`);
    controller.abort();
    yield new TextEncoder().encode(`${safe("c")}\n`);
  }
  const { code, err } = await project.run(["compat", "--batch", "-", "--out", "verdicts.jsonl"], {
    stdin: endless,
    signal: controller.signal,
  });

  expect(parsed(project.read("verdicts.jsonl.partial")).map(({ id }) => id)).toEqual(["a", "b"]);
  expect(project.read("verdicts.jsonl")).toBe("before\n");
  expect(err).toContain("interrupted after 2 pairs");
  expect(err).toContain("what was finished is in verdicts.jsonl.partial");
  expect(code).toBe(130);
});
