import { spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { shop, temporaryProject } from "./testing/temporary-project.ts";

const main = join(import.meta.dirname, "main.ts");

/** The real command in a process of its own. */
async function concordat(args: readonly string[], cwd: string, stdin = "", flags: readonly string[] = []) {
  const child = spawn(process.execPath, [...flags, main, ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? "" },
  });
  child.stdin.end(stdin);
  const exit = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { out, err, code };
}

/** Says on standard error which files are loaded. */
const traceLoads = `data:text/javascript,import { registerHooks } from "node:module";
  registerHooks({ load(url, context, next) { process.stderr.write(url + "\\n"); return next(url, context); } });`;

test("the version is printed from anywhere", async () => {
  expect(await concordat(["--version"], "/")).toEqual({
    code: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    err: "",
  });
});

test("the exit code is the command's", async () => {
  expect((await concordat(["nonsense"], "/")).code).toBe(2);
  expect((await concordat(["list"], "/")).code).toBe(4);
});

test("standard input may be a pipe", async () => {
  const { root } = shop();

  expect((await concordat(["validate", "shop/order/placed"], root, '{"id":"1"}')).err).toBe(
    "1 value: good\n",
  );
  expect((await concordat(["validate", "shop/order/placed", "-"], root)).err).toContain("error[JSON_EMPTY]");
});

test("a reader that has enough closes the pipe, and the command ends without a word", async () => {
  const project = shop({ "orders.ndjson": "{}\n".repeat(50_000) });
  const args = [main, "validate", "shop/order/placed", "orders.ndjson", "--max-findings", "50000"];
  const child = spawn(process.execPath, args, { cwd: project.root });
  child.stdout.once("data", () => child.stdout.destroy());
  const code = new Promise((resolve) => child.on("close", resolve));

  expect(await text(child.stderr)).toBe("");
  expect(await code).toBe(0);
});

test.each([[["--version"]], [["list"]], [["explain", "NO_INPUT"]]])(
  "%j loads no schema compiler, no AsyncAPI parser and no rules",
  async (args) => {
    const { root } = shop();
    const { err, code } = await concordat(args, root, "", ["--import", traceLoads]);

    expect(code).toBe(0);
    expect(err).toContain("packages/cli/src/run.ts");
    expect(fromTheRoot(err)).not.toMatch(/\/(ajv|yaml|@asyncapi|validator|gate|asyncapi)\//);
  },
);

test.each([
  [["compat", "--help"], /\/(compat\/src|ajv|regexpp|yaml|gate)\//],
  [["compat", "a.json", "a.json"], /\/(ajv|@hyperjump|@cfworker|yaml|asyncapi)\/|gate\/src\/(?!reports)/],
])("%j loads no more than it needs", async (args, unneeded) => {
  const { root } = temporaryProject({ "a.json": '{"properties":{"a":{"pattern":"^a+$"}}}' });
  const { err, code } = await concordat(args, root, "", ["--import", traceLoads]);

  expect(code).toBe(0);
  expect(err).toContain("packages/cli/src/verbs/compat.ts");
  expect(fromTheRoot(err)).not.toMatch(unneeded);
});

/** A clone may lie in a folder of any name. */
function fromTheRoot(urls: string): string {
  return urls.replaceAll(new URL("../../../", import.meta.url).href, "/");
}

test("an interrupt of a batch keeps the lines that are finished, each whole", async () => {
  const project = temporaryProject();
  const pair = '{"id":1,"old":{"type":"integer"},"new":{"type":"number"}}\n';
  const args = [main, "compat", "--batch", "-", "--out", "verdicts.jsonl"];
  const child = spawn(process.execPath, args, { cwd: project.root });
  const code = new Promise((resolve) => child.on("close", resolve));
  const finished = () =>
    readdirSync(project.root).some((name) => statSync(join(project.root, name)).size > 0);
  child.stdin.write(pair.repeat(3));
  await expect.poll(finished).toBe(true);
  child.stdin.write(pair.slice(0, 20));
  child.kill("SIGINT");

  expect(await text(child.stderr)).toContain("what was finished is in verdicts.jsonl.partial");
  expect(await code).toBe(130);
  expect(readdirSync(project.root)).toEqual(["verdicts.jsonl.partial"]);
  const lines = project.read("verdicts.jsonl.partial").split("\n");
  expect(lines.pop()).toBe("");
  expect(lines.map((line) => JSON.parse(line).verdict)).toEqual(["compatible", "compatible", "compatible"]);
});

test("of commands that run at once, none loses what another wrote", async () => {
  const project = shop({
    "asyncapi.yaml":
      "asyncapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\nchannels:\n  first:\n    address: first\n",
  });
  const words = ["paid", "sent", "lost", "found"];
  await Promise.all(words.map((word) => concordat(["new", `shop/order/${word}`], project.root)));

  for (const word of words) expect(project.read("asyncapi.yaml")).toContain(`address: shop.order.${word}\n`);
});
