import { expect, test } from "vitest";
import { contract, shop } from "../testing/temporary-project.ts";

const paid = "schemas/shop/order/paid/1.0.0.json";
const bad = contract("shop/order/paid/1.0.0", "Order paid", { examples: [{ id: 1 }, { id: "2" }] });

test("a clean catalogue is fine and prints nothing but its summary", async () => {
  expect(await shop().run(["lint"])).toEqual({ code: 0, out: "", err: "1 contract: no findings\n" });
});

test("an error fails the run and is shown in its file", async () => {
  const { out, code } = await shop({ [paid]: bad }).run(["lint"]);

  expect(out).toContain(`--> ${paid}:`);
  expect(out).toContain("= SCHEMA_EXAMPLE_INVALID");
  expect(code).toBe(100);
});

test.each([
  ["text", /^error\[/],
  ["json", /^\{\n {2}"version"/],
  ["markdown", /^### Concordat: 1 error\n.*<\/details>\n$/s],
  ["github", /^::error file=/],
  ["gitlab", /^\[\n {2}\{\n {4}"description"/],
  ["sarif", /sarif-2\.1\.0.*"shortDescription"/s],
  ["junit", /^<\?xml/],
])("--format %s is on standard output, the summary is not", async (format, looks) => {
  const { out, err } = await shop({ [paid]: bad }).run(["lint", "--format", format]);

  expect(out).toMatch(looks);
  expect(err).toBe("2 contracts: 1 error\n");
});

test.each([
  ["shop/order/placed"],
  ["schemas/shop/order/placed"],
  ["schemas/**/placed/*.json"],
  ["shop/*/placed"],
])("with %s the findings of others do not count", async (words) => {
  expect(await shop({ [paid]: bad }).run(["lint", words])).toMatchObject({
    code: 0,
    err: "1 contract: no findings\n",
  });
});

test("paths are those from the current folder", async () => {
  const project = shop({ [paid]: bad });
  const { out } = await project.run(["lint", "paid"], { cwd: `${project.root}/schemas/shop/order` });

  expect(out).toContain("--> paid/1.0.0.json:");
});

test("a file that is no JSON makes the verdict incomplete, the rest is judged", async () => {
  const { out, code } = await shop({ [paid]: bad, "schemas/shop/order/sent/1.0.0.json": "{" }).run(["lint"]);

  expect(out).toContain("= JSON_SYNTAX, json");
  expect(out).toContain("= SCHEMA_EXAMPLE_INVALID");
  expect(code).toBe(4);
});

test("an AsyncAPI document that cannot be read is shown with its line", async () => {
  const { out, code } = await shop({ "asyncapi.yaml": "asyncapi: 3.1.0\ninfo: [\n" }).run(["lint"]);

  expect(out).toContain("--> asyncapi.yaml:");
  expect(code).not.toBe(0);
});

test("what the settings accept is counted, and a warning fails nothing", async () => {
  const project = shop({
    [paid]: bad,
    "concordat.config.json": JSON.stringify({
      base: "https://schemas.example.com/",
      lint: {
        suppress: [{ rule: "example-invalid", path: "shop/order/paid", reason: "kept for a test of lint" }],
      },
    }),
  });

  expect(await project.run(["lint"])).toEqual({
    code: 0,
    out: "",
    err: "2 contracts: no findings, 1 accepted by the settings\n",
  });
});
