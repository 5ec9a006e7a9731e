import { expect, test } from "vitest";
import { emptyRegistry } from "../testing/registry.ts";
import { contract, shop, type TemporaryProject, temporaryProject } from "../testing/temporary-project.ts";

const id = "shop/order/placed/1.0.0";
const file = `schemas/${id}.json`;

const needsTotal = {
  required: ["id", "total"],
  examples: [
    { id: "1", total: 5 },
    { id: "2", total: 6 },
  ],
};

async function frozenShop(files: Parameters<typeof shop>[0] = {}): Promise<TemporaryProject> {
  const project = shop(files);
  expect(await project.run(["freeze", "--all"])).toMatchObject({ code: 0 });
  return project;
}

test("what is frozen is pushed, byte for byte, and pushing again changes nothing", async () => {
  const { url } = await emptyRegistry();
  const project = await frozenShop();
  expect(await project.run(["push", "--registry", url])).toEqual({
    code: 0,
    out: `new    ${id}\n`,
    err: `${url}: 1 new, 0 drafts, 0 unchanged\n`,
  });
  expect(await (await fetch(`${url}${id}`)).text()).toBe(project.read(file));
  expect(await project.run(["push", "--registry", url])).toEqual({
    code: 0,
    out: "",
    err: `${url}: 0 new, 0 drafts, 1 unchanged\n`,
  });
});

test("drafts are sent when they are asked for, follow their file, and are frozen by a later push", async () => {
  const { url, registry } = await emptyRegistry();
  const project = shop();
  const push = async () => (await project.run(["push", "--drafts", "--registry", url])).out;
  expect((await project.run(["push", "--registry", url])).err).toContain("0 new, 0 drafts, 0 unchanged");
  expect(await push()).toBe(`draft  ${id}\n`);
  project.write(file, contract(id, "Order placed", { description: "Sent once for every order there is." }));
  expect(await push()).toBe(`draft  ${id}\n`);
  await project.run(["freeze", "--all"]);
  expect(await push()).toBe(`new    ${id}\n`);
  expect(registry.state.subject("shop.order.placed")).toMatchObject({
    drafts: [],
    versions: [{ number: "1.0.0" }],
  });
});

test("a dry run tells the same and stores nothing; JSON says the same as text", async () => {
  const { url, registry } = await emptyRegistry();
  const project = await frozenShop();
  const outcome = await project.run(["push", "--registry", url, "--dry-run", "--format", "json"]);
  expect(JSON.parse(outcome.out)).toEqual({
    registry: url,
    dryRun: true,
    versions: [{ id, outcome: "new" }],
    unchanged: 0,
  });
  expect(outcome.err).toContain("a dry run, nothing was stored");
  expect(registry.state.sequence).toBe(0);
});

test("what check would not pass is not pushed", async () => {
  const { url, registry } = await emptyRegistry();
  const project = await frozenShop();
  project.write(file, contract(id, "Order changed"));
  const { code, out, err } = await project.run(["push", "--registry", url]);
  expect([code, out]).toEqual([100, expect.stringContaining("FROZEN_CHANGED")]);
  expect(err).toContain("nothing was pushed");
  expect(registry.state.sequence).toBe(0);
});

test("what the registry alone knows, it finds: the break is told at its line, with the event, and nothing is stored", async () => {
  const { url, registry } = await emptyRegistry();
  const first = await frozenShop();
  await first.run(["push", "--registry", url]);
  const { sequence } = registry.state;
  const next = "shop/order/placed/1.1.0";
  const other = temporaryProject({
    "concordat.config.json": '{ "base": "https://schemas.example.com/" }\n',
    [`schemas/${next}.json`]: contract(next, "Order placed", needsTotal),
  });
  expect(await other.run(["freeze", "--all"])).toMatchObject({ code: 0 });
  const { code, out, err } = await other.run(["push", "--registry", url]);
  expect(code).toBe(100);
  expect(out).toContain('it breaks FULL_TRANSITIVE towards 1.0.0: "total" was optional and is now required');
  expect(out).toMatch(/--> schemas\/shop\/order\/placed\/1\.1\.0\.json:\d+:\d+\n/);
  expect(out).toContain('witness  {"id":"1"}');
  expect(err).toBe(`${url}: 1 error; nothing was stored\n`);
  expect(registry.state.sequence).toBe(sequence);
});

test("another content under a frozen number is refused by the registry", async () => {
  const { url } = await emptyRegistry();
  await (await frozenShop()).run(["push", "--registry", url]);
  const other = await frozenShop({ [file]: contract(id, "Order placed elsewhere") });
  const { code, out, err } = await other.run(["push", "--registry", url]);
  expect(code).toBe(100);
  expect(out).toContain("another content is frozen under that number");
  expect(out).toContain(`--> ${file}`);
  expect(err).toContain("nothing was stored");
});

test("contracts of another base are refused", async () => {
  const { url } = await emptyRegistry();
  await (await frozenShop()).run(["push", "--registry", url]);
  const other = shop({ "concordat.config.json": '{ "base": "https://other.example.com/" }\n' });
  other.write(file, contract(id, "Order placed").replace("schemas.example.com", "other.example.com"));
  await other.run(["freeze", "--all"]);
  const { code, err } = await other.run(["push", "--registry", url]);
  expect(code).toBe(7);
  expect(err).toContain("[PUSH_BASE]");
});

test("the registry is named by the flag, else the environment, else the settings", async () => {
  const { url } = await emptyRegistry();
  const project = await frozenShop();
  expect(await project.run(["push"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("REGISTRY_UNNAMED"),
  });
  expect(await project.run(["push"], { env: { CONCORDAT_REGISTRY: url } })).toMatchObject({ code: 0 });
  project.write(
    "concordat.config.json",
    `{ "base": "https://schemas.example.com/", "registry": "${url}" }\n`,
  );
  expect(await project.run(["push"])).toMatchObject({ code: 0, err: expect.stringContaining("1 unchanged") });
});

test("a break that was accepted here passes there", async () => {
  const { url } = await emptyRegistry();
  const project = await frozenShop();
  const next = "shop/order/placed/1.1.0";
  project.write(`schemas/${next}.json`, contract(next, "Order placed", needsTotal));
  const reason = "nobody has ever sent it without";
  await project.run(["accept", "property-required@shop/order/placed", "--reason", reason, "--by", "Ada"]);
  expect(await project.run(["freeze", "--all"])).toMatchObject({ code: 0 });
  expect(await project.run(["push", "--registry", url])).toMatchObject({
    code: 0,
    err: expect.stringContaining("2 new"),
  });
});
