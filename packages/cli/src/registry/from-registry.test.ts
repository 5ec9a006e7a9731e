import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { emptyRegistry } from "../testing/registry.ts";
import { contract, shop, temporaryProject } from "../testing/temporary-project.ts";

const id = "shop/order/placed/1.0.0";

async function shopRegistry() {
  const { url, stop } = await emptyRegistry();
  const project = shop();
  await project.run(["freeze", "--all"]);
  expect(await project.run(["push", "--registry", url])).toMatchObject({ code: 0 });
  return { url, stop, project };
}

test("events are judged by the contracts of a registry as by files, without a project", async () => {
  const { url, project } = await shopRegistry();
  const nowhere = temporaryProject();
  const event = (data: object) =>
    JSON.stringify({
      specversion: "1.0",
      id: "1",
      source: "/shop",
      type: "com.example.shop.order.placed",
      dataschema: `${url}${id}`,
      data,
    });
  for (const data of [{ id: "1" }, { id: 5 }, { id: "1", extra: true }])
    for (const view of ["reader", "writer"]) {
      const args = ["validate", "-", "--view", view];
      const there = await nowhere.run([...args, "--registry", url], { stdin: event(data) });
      const here = await project.run(args, { stdin: event(data) });
      expect(there).toEqual(here);
    }
  const byName = ["validate", "shop/order/placed", "-", "--registry", url];
  expect(await nowhere.run(byName, { stdin: '{"id":5}' })).toMatchObject({ code: 100 });
  expect(await nowhere.run(["validate", "shop/order/plcd", "-", "--registry", url])).toMatchObject({
    code: 4,
    err: expect.stringContaining("CONTRACT_UNKNOWN"),
  });
});

test("a registry's contracts are listed as files are", async () => {
  const { url, project } = await shopRegistry();
  expect((await temporaryProject().run(["list", "--registry", url])).out).toBe(
    (await project.run(["list"])).out,
  );
  const env = { CONCORDAT_REGISTRY: url };
  expect((await temporaryProject().run(["list", "--names", "--registry", "default"], { env })).out).toBe(
    "shop/order/placed\n",
  );
});

test("while the registry is down, what it said last is used, and standard error says so", async () => {
  const { url, stop } = await shopRegistry();
  const caches = mkdtempSync(join(tmpdir(), "concordat-cache-"));
  onTestFinished(() => rmSync(caches, { recursive: true, force: true }));
  const env = { XDG_CACHE_HOME: caches };
  const project = temporaryProject();
  const validate = () =>
    project.run(["validate", "shop/order/placed", "-", "--registry", url], { stdin: '{"id":"1"}', env });
  expect(await validate()).toMatchObject({ code: 0 });
  await stop();
  const { code, err } = await validate();
  expect(code).toBe(0);
  expect(err).toContain(`note: ${url} cannot be asked; this is what it said a moment ago`);
  expect(await project.run(["list", "--registry", url])).toMatchObject({
    code: 5,
    err: expect.stringContaining("error[REGISTRY_UNREACHABLE]"),
  });
});

test("a change is held against what the registry has frozen, whatever the lock says here", async () => {
  const { url, project } = await shopRegistry();
  expect(await project.run(["check", "--against", url])).toMatchObject({ code: 0 });
  const next = "shop/order/placed/1.1.0";
  const other = shop({
    [`schemas/${id}.json`]: project.read(`schemas/${id}.json`),
    [`schemas/${next}.json`]: contract(next, "Order placed", {
      required: ["id", "total"],
      examples: [{ id: "1", total: 5 }],
    }),
  });
  const { code, out } = await other.run(["check", "--against", url]);
  expect(code).toBe(100);
  expect(out).toContain('error[property-required]: "total" was optional and is now required');
  expect(out).toContain("witness");
  const env = { CONCORDAT_REGISTRY: url };
  expect((await other.run(["check", "--against", "registry"], { env })).out).toBe(out);
});

test("a frozen version that changed here, or is gone, is found against the registry", async () => {
  const { url } = await shopRegistry();
  const changed = shop({ [`schemas/${id}.json`]: contract(id, "Order placed", { title: "Another" }) });
  expect(await changed.run(["check", "--against", url])).toMatchObject({ code: 100 });
  const gone = temporaryProject({
    "concordat.config.json": '{ "base": "https://schemas.example.com/" }\n',
    "schemas/shop/order/paid/1.0.0.json": contract("shop/order/paid/1.0.0", "Order paid"),
  });
  expect(await gone.run(["check", "--against", url])).toMatchObject({ code: 100 });
});

test("a registry that has frozen nothing, or has another base, is nothing to compare with", async () => {
  const { url: bare } = await emptyRegistry();
  expect(await shop().run(["check", "--against", bare])).toMatchObject({
    code: 4,
    err: expect.stringContaining("BASE_WITHOUT_CATALOGUE"),
  });
  const { url } = await shopRegistry();
  const other = shop({ "concordat.config.json": '{ "base": "https://b.example/" }' });
  expect(await other.run(["check", "--against", url])).toMatchObject({ code: 7 });
});
