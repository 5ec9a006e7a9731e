import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { shop } from "../testing/temporary-project.ts";

const asyncapi = `asyncapi: 3.1.0
info: { title: Shop events, version: 1.0.0 }
channels:
  orders:
    address: shop.orders
    messages:
      placed:
        payload:
          schemaFormat: application/schema+json;version=draft-2020-12
          schema: { $ref: ./schemas/shop/order/placed/1.0.0.json }
operations:
  sendOrder: { action: send, channel: { $ref: "#/channels/orders" }, x-concordat: { application: till } }
`;

test("the site lies in the project's cache, and the command says where it begins", async () => {
  const project = shop({ "asyncapi.yaml": asyncapi });

  const { code, out, err } = await project.run(["docs"]);

  expect({ code, out, err }).toEqual({
    code: 0,
    out: ".cache/docs/index.html\n",
    err: expect.stringMatching(/^\d+ files, \d+ written\n$/),
  });
  expect(project.read(".cache/docs/index.html")).toContain("Shop events");
  expect(project.read(".cache/docs/contracts/shop.order.placed.html")).toContain("shop.orders");
  expect(project.read(".cache/docs/applications/till.html")).toContain("Order placed");
  expect(JSON.parse(project.read(".cache/docs/asyncapi.bundled.json")).asyncapi).toBe("3.1.0");
});

test("files that are current stay untouched, and those of a contract that is gone go", async () => {
  const project = shop({ "asyncapi.yaml": asyncapi });
  await project.run(["docs", "--out", "site"]);
  const index = join(project.root, "site/index.html");
  const before = statSync(index, { bigint: true }).mtimeNs;

  expect((await project.run(["docs", "--out", "site"])).err).toMatch(/^\d+ files, all current\n$/);
  expect(statSync(index, { bigint: true }).mtimeNs).toBe(before);

  project.write("asyncapi.yaml", asyncapi.replace("till", "kiosk"));
  await project.run(["docs", "--out", "site"]);
  expect(readdirSync(join(project.root, "site/applications")).sort()).toEqual(["index.html", "kiosk.html"]);
});

test("a catalogue without an AsyncAPI document has a site too", async () => {
  const project = shop();

  expect(await project.run(["docs", "--quiet"])).toMatchObject({ code: 0, err: "" });
  expect(project.read(".cache/docs/contracts/shop.order.placed.html")).toContain("No operation");
  expect(existsSync(join(project.root, ".cache/docs/asyncapi.bundled.json"))).toBe(false);
});

test("snippets ask the registry that is named, and only an address will do", async () => {
  const project = shop();

  await project.run(["docs", "--registry", "https://contracts.example.com/"]);
  expect(project.read(".cache/docs/contracts/shop.order.placed.html")).toContain(
    "curl -s https://contracts.example.com/shop/order/placed/1.0.0",
  );
  expect(await project.run(["docs", "--registry", "javascript:x"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("error[CODEGEN_OPTION]: "),
  });
});

test("somebody's file is not written over", async () => {
  const project = shop({ "site/index.html": "mine" });

  expect(await project.run(["docs", "--out", "site"])).toMatchObject({
    err: expect.stringContaining("error[CODEGEN_WOULD_OVERWRITE]"),
  });
  expect(project.read("site/index.html")).toBe("mine");
});

test("what is wrong with the document is told with its place, and nothing is written", async () => {
  const project = shop({ "asyncapi.yaml": asyncapi.replace("1.0.0.json }", "9.9.9.json }") });

  const { code, err } = await project.run(["docs"]);

  expect(err).toContain("error[SCHEMA_REF_UNRESOLVED]");
  expect(err).toContain("--> asyncapi.yaml:10:");
  expect(code).not.toBe(0);
  expect(existsSync(join(project.root, ".cache"))).toBe(false);
});
