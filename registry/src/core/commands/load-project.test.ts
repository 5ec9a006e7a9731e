import { expect, test } from "vitest";
import { createMemoryStore } from "../../store/memory.ts";
import { inlineJudge } from "../../testing/inline-judge.ts";
import { registryWith, shippedSnapshot, snapshotOf } from "../../testing/snapshots.ts";
import { createCatalogueView } from "../catalogue-view.ts";
import { projectOf } from "../project-of.ts";
import { createRegistry } from "../registry.ts";
import { configOf } from "../settings.ts";
import { deleteSubject, deleteVersion } from "./delete.ts";
import { draft } from "./draft.ts";
import { loadProject } from "./load-project.ts";
import { register } from "./register.ts";

const origin = { actor: "registry" };
const money = { title: "Money" };
const order = { title: "Order", properties: { total: { $ref: "../../money/1.0.0.json" } } };

function projectWith(documents: Parameters<typeof snapshotOf>[0], frozen: readonly string[]) {
  return projectOf({ catalogue: snapshotOf(documents, frozen).catalogue, others: [] });
}

test("what is frozen becomes a version with an id, what is a draft stays one", async () => {
  const registry = await createRegistry({ store: createMemoryStore() });

  const loaded = await registry.execute(
    loadProject(projectWith({ "shop/money/1.0.0": money, "shop/money/1.1.0": {} }, ["shop/money/1.0.0"])),
    origin,
  );

  expect(loaded).toEqual({
    added: ["shop/money/1.0.0"],
    drafted: ["shop/money/1.1.0"],
    unchanged: 0,
    differing: [],
  });
  expect(registry.state.subject("shop.money")).toMatchObject({
    isContract: true,
    versions: [{ version: 1, number: "1.0.0", id: 1 }],
    drafts: [{ number: "1.1.0" }],
  });
});

test("the older version gets the lower integer, and references are by integers", async () => {
  const documents = {
    "shop/money/1.9.0": { title: "newer" },
    "shop/money/1.10.0": { title: "newest" },
    "shop/money/1.0.0": money,
    "a/order/placed/1.0.0": {
      title: "Order",
      properties: { total: { $ref: "../../../shop/money/1.10.0.json" } },
    },
  };
  const registry = await registryWith(snapshotOf(documents, Object.keys(documents)));

  const { state } = registry;
  expect(state.subject("shop.money")?.versions.map(({ number }) => number)).toEqual([
    "1.0.0",
    "1.9.0",
    "1.10.0",
  ]);
  const [newest] = state.subject("shop.money")?.versions.slice(-1) ?? [];
  expect(newest && state.referrersOf(newest)).toMatchObject([{ subject: "a.order.placed" }]);
  const [placed] = state.subject("a.order.placed")?.versions ?? [];
  expect(state.content(placed?.content ?? "")?.references).toEqual([
    { name: "../../../shop/money/1.10.0.json", subject: "shop.money", version: 3 },
  ]);
});

test("loading again changes nothing; a draft follows its file, and what is frozen never changes", async () => {
  const frozen = ["shop/money/1.0.0"];
  const registry = await createRegistry({ store: createMemoryStore() });
  const load = (documents: Parameters<typeof snapshotOf>[0], locked = frozen) =>
    registry.execute(loadProject(projectWith(documents, locked)), origin);
  const documents = { "shop/money/1.0.0": money, "shop/order/placed/1.0.0": order };
  await load(documents);
  const before = registry.state.sequence;

  expect(await load(documents)).toMatchObject({ added: [], drafted: [], unchanged: 2 });
  expect(registry.state.sequence).toBe(before);

  const changed = { "shop/money/1.0.0": { title: "Gold" }, "shop/order/placed/1.0.0": { title: "Order!" } };
  expect(await load(changed)).toMatchObject({
    drafted: ["shop/order/placed/1.0.0"],
    differing: ["shop/money/1.0.0"],
  });
  const all = [...frozen, "shop/order/placed/1.0.0"];
  expect(await load(changed, all)).toMatchObject({ added: ["shop/order/placed/1.0.0"], drafted: [] });
  expect(registry.state.subject("shop.order.placed")).toMatchObject({
    drafts: [],
    versions: [{ version: 1 }],
  });
});

test("what was deleted for good stays so, however often the project is loaded", async () => {
  const { catalogue } = snapshotOf({ "shop/money/1.0.0": money }, ["shop/money/1.0.0"]);
  const registry = await registryWith(snapshotOf({ "shop/money/1.0.0": money }, ["shop/money/1.0.0"]));
  await registry.execute(deleteSubject("shop.money", { permanent: false }), origin);
  await registry.execute(deleteSubject("shop.money", { permanent: true }), origin);
  const load = () => registry.execute(loadProject(projectOf({ catalogue, others: [] })), origin);

  await load();
  expect((await load()).added).toEqual([]);
  expect(registry.state.subject("shop.money")?.versions).toEqual([]);
});

test("a number that was deleted is given to nothing else: by nobody, and not to a draft", async () => {
  const documents = { "shop/money/1.0.0": money, "shop/money/1.1.0": { ...money, description: "…" } };
  const registry = await registryWith(snapshotOf(documents, Object.keys(documents)));
  const numbers = () => registry.state.subject("shop.money")?.versions.map(({ number }) => number);
  const send = async (title: string) => {
    const parts = { text: JSON.stringify({ title }), references: [] };
    await registry.execute(register({ subject: "shop.money", ...parts }, inlineJudge), origin);
  };
  await registry.execute(deleteVersion("shop.money", 2, { permanent: false }), origin);
  await send("one");
  expect(numbers()).toEqual(["1.0.0", "1.1.0", "1.2.0"]);

  await registry.execute(deleteVersion("shop.money", 3, { permanent: false }), origin);
  await registry.execute(deleteVersion("shop.money", 3, { permanent: true }), origin);
  const another = { subject: "shop.money", text: "{}", references: [] };
  await expect(registry.execute(draft({ ...another, number: "1.2.0" }), origin)).rejects.toThrow(
    expect.objectContaining({ code: "VERSION_CONFLICT" }),
  );
  await registry.execute(draft({ ...another, number: "1.3.0" }), origin);
  await send("two");
  expect(numbers()).toEqual(["1.0.0", "1.1.0", "1.4.0"]);
  expect(registry.state.subject("shop.money")?.drafts).toMatchObject([{ number: "1.3.0" }]);
});

test("the shipped catalogue comes out as it went in", async () => {
  const shipped = shippedSnapshot();
  const registry = await registryWith(shipped);

  const { catalogue } = createCatalogueView(registry.state)();

  const facts = (each: typeof catalogue) => each.versions.map(({ source: _source, ...record }) => record);
  expect(facts(catalogue)).toEqual(facts(shipped.catalogue));
});

test("a contract keeps the policy of its project, whatever the registry says in general", async () => {
  const registry = await createRegistry({ store: createMemoryStore() });
  const { catalogue } = snapshotOf({ "shop/money/1.0.0": money }, ["shop/money/1.0.0"]);
  const compatibility = {
    default: "FULL_TRANSITIVE",
    writer: "closed",
    undecided: "fail",
    overrides: [{ path: "shop/**", policy: "BACKWARD", reason: "as it was" }],
  } as const;
  await registry.execute(loadProject(projectOf({ catalogue, others: [], compatibility })), origin);

  expect(configOf(registry.state, "shop.money")).toMatchObject({
    compatibilityLevel: "BACKWARD",
    compatibilityPolicy: "LENIENT",
  });
  expect(configOf(registry.state, "another")).toEqual({
    compatibilityLevel: "BACKWARD",
    compatibilityPolicy: "STRICT",
  });
});
