import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { emptyRegistry } from "../testing/registry.ts";
import { contract, shop, temporaryProject } from "../testing/temporary-project.ts";

const base = "https://schemas.example.com/";
const settings = { "concordat.config.json": `{ "base": "${base}" }\n`, "schemas/README.md": "contracts\n" };
const placed = "shop/order/placed/1.0.0";
const paid = "shop/order/paid/1.0.0";
const money = "shop/money/1.0.0";

/** A registry with an order that refers to money, a payment, and a draft. */
async function filledRegistry() {
  const { url, stop } = await emptyRegistry();
  const withMoney = {
    properties: {
      id: { description: "Which one it is.", type: "string", minLength: 1 },
      total: { $ref: "../../money/1.0.0.json" },
    },
    examples: [{ id: "1" }, { id: "1", total: { id: "5" } }],
  };
  const project = shop({
    [`schemas/${placed}.json`]: contract(placed, "Order placed", withMoney),
    [`schemas/${paid}.json`]: contract(paid, "Order paid"),
    [`schemas/${money}.json`]: contract(money, "Money", {
      "x-concordat": { kind: "fragment", owner: "shop" },
    }),
  });
  expect(await project.run(["freeze", "--all"])).toMatchObject({ code: 0 });
  project.write("schemas/shop/draft/1.0.0.json", contract("shop/draft/1.0.0", "Draft"));
  const pushed = await project.run(["push", "--drafts", "--registry", url]);
  expect(pushed).toMatchObject({ code: 0 });
  return { url, project, stop };
}

test("all that is frozen comes with its lock, byte for byte, and passes the gate", async () => {
  const { url, project } = await filledRegistry();
  const other = temporaryProject(settings);
  const { code, out, err } = await other.run(["pull", "--registry", url]);
  expect([code, out, err]).toEqual([
    0,
    [money, paid, placed].map((id) => `created schemas/${id}.json\n`).join(""),
    `${url}: 3 pulled, 0 unchanged\n`,
  ]);
  for (const name of [...[money, paid, placed].map((id) => `${id}.json`), "contracts.lock.json"])
    expect(other.read(`schemas/${name}`)).toBe(project.read(`schemas/${name}`));
  expect(await other.run(["check"])).toMatchObject({ code: 0 });
  expect(await other.run(["pull", "--registry", url])).toMatchObject({
    code: 0,
    out: "",
    err: `${url}: 0 pulled, 3 unchanged\n`,
  });
});

test("one contract comes with what it refers to and nothing else; a draft where it is named", async () => {
  const { url } = await filledRegistry();
  const other = temporaryProject(settings);
  await other.run(["pull", "shop/order/placed@1", "--registry", url]);
  expect(existsSync(join(other.root, `schemas/${money}.json`))).toBe(true);
  expect(existsSync(join(other.root, `schemas/${paid}.json`))).toBe(false);
  await other.run(["pull", "shop/draft", "--registry", url]);
  expect(JSON.parse((await other.run(["list", "--format", "json"])).out)).toMatchObject([
    { contract: "shop/draft", frozen: false },
    { contract: "shop/money", frozen: true },
    { contract: "shop/order/placed", frozen: true },
  ]);
});

test("a file that was changed here is never replaced, and nothing else is written then", async () => {
  const { url } = await filledRegistry();
  const mine = contract(paid, "Order paid, as I see it");
  const other = temporaryProject({ ...settings, [`schemas/${paid}.json`]: mine });
  const { code, out, err } = await other.run(["pull", "--registry", url]);
  expect([code, out]).toEqual([7, ""]);
  expect(err).toContain(`error[PULL_CONFLICT]: schemas/${paid}.json says something else`);
  expect(other.read(`schemas/${paid}.json`)).toBe(mine);
  expect(readdirSync(join(other.root, "schemas")).sort()).toEqual(["README.md", "shop"]);
});

test("a file that cannot be read is in the way, too", async () => {
  const { url } = await filledRegistry();
  const other = temporaryProject({ ...settings, [`schemas/${paid}.json`]: "{" });
  expect(await other.run(["pull", "--registry", url])).toMatchObject({ code: 7 });
  expect(other.read(`schemas/${paid}.json`)).toBe("{");
});

test("a file that is formatted otherwise stays as it is, and is entered into the lock", async () => {
  const { url, project } = await filledRegistry();
  const compact = JSON.stringify(JSON.parse(project.read(`schemas/${paid}.json`)));
  const other = temporaryProject({ ...settings, [`schemas/${paid}.json`]: compact });
  expect(await other.run(["pull", "shop/order/paid", "--registry", url])).toMatchObject({ code: 0 });
  expect(other.read(`schemas/${paid}.json`)).toBe(compact);
  expect(other.read("schemas/contracts.lock.json")).toContain(paid);
});

test("another base, an unknown contract, and a registry without contracts", async () => {
  const { url } = await filledRegistry();
  const elsewhere = temporaryProject({
    ...settings,
    "concordat.config.json": '{ "base": "https://b.example/" }',
  });
  expect(await elsewhere.run(["pull", "--registry", url])).toMatchObject({
    code: 7,
    err: expect.stringContaining("error[REGISTRY_BASE]"),
  });
  const other = temporaryProject(settings);
  expect(await other.run(["pull", "shop/order/paied", "--registry", url])).toMatchObject({
    code: 4,
    err: expect.stringContaining('did you mean "shop/order/paid"?'),
  });
  const { url: bare } = await emptyRegistry();
  expect(await other.run(["pull", "--registry", bare])).toMatchObject({ code: 0, out: "" });
});

test("pulled for JSON, it says what was written", async () => {
  const { url } = await filledRegistry();
  const other = temporaryProject(settings);
  const { out } = await other.run(["pull", "shop/money", "--registry", url, "--format", "json"]);
  expect(JSON.parse(out)).toEqual({ registry: url, written: [`schemas/${money}.json`], unchanged: 0 });
});
