import { expect, test } from "vitest";
import type { Role } from "../../auth/role.ts";
import { createCatalogueView } from "../../core/catalogue-view.ts";
import { createRegistry, type Registry } from "../../core/registry.ts";
import { configOf } from "../../core/settings.ts";
import { createMemoryStore } from "../../store/memory.ts";
import { inlineJudge } from "../../testing/inline-judge.ts";
import { pushProject } from "./push-project.ts";
import type { PushedVersion, PushRequest } from "./push-request.ts";

const base = "https://contracts.test/";
const origin = { actor: "ada" };

const empty = () => createRegistry({ store: createMemoryStore() });

function push(
  registry: Registry,
  versions: readonly PushedVersion[],
  {
    dryRun = false,
    role = "admin",
    ...project
  }: Partial<PushRequest["project"]> & { readonly dryRun?: boolean; readonly role?: Role } = {},
) {
  const view = createCatalogueView(registry.state);
  const request = { project: { base, ...project }, versions };
  const options = {
    judge: inlineJudge,
    catalogue: () => view().catalogue,
    dryRun,
    by: { actor: "ada", role },
  };
  return registry.execute(pushProject(request, options), origin);
}

function version(id: string, schema: object = {}, more: Partial<PushedVersion> = {}): PushedVersion {
  const slash = id.lastIndexOf("/");
  const document = { $id: `${base}${id}.json`, type: "object", ...schema };
  return {
    contract: id.slice(0, slash),
    number: id.slice(slash + 1),
    text: `${JSON.stringify(document, null, 2)}\n`,
    file: `schemas/${id}.json`,
    ...more,
  };
}

const name = { properties: { name: { type: "string" } } };
const needsName = { ...name, required: ["name"] };

async function refusalsOf(pushed: Promise<unknown>) {
  const error = await pushed.catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: "PUSH_REFUSED", kind: "conflict" });
  return (error as { params: { findings: { id: string; code: string }[] } }).params.findings;
}

test("what is new is registered or drafted, what is there stays, and pushing again changes nothing", async () => {
  const registry = await empty();
  const versions = [
    version("shop/order/1.0.0", { properties: { total: { $ref: "../money/1.0.0.json" } } }),
    version("shop/money/1.0.0", name),
    version("shop/money/1.1.0", name, { draft: true }),
  ];
  expect(await push(registry, versions)).toEqual({
    dryRun: false,
    versions: [
      { id: "shop/money/1.0.0", outcome: "registered" },
      { id: "shop/money/1.1.0", outcome: "drafted" },
      { id: "shop/order/1.0.0", outcome: "registered" },
    ],
  });
  const { sequence } = registry.state;
  const again = await push(registry, versions);
  expect(new Set(again.versions.map(({ outcome }) => outcome))).toEqual(new Set(["unchanged"]));
  expect(registry.state.sequence).toBe(sequence);
});

test("a dry run says the same and stores nothing", async () => {
  const registry = await empty();
  const answer = await push(registry, [version("shop/money/1.0.0")], { dryRun: true });
  expect(answer).toEqual({ dryRun: true, versions: [{ id: "shop/money/1.0.0", outcome: "registered" }] });
  expect(registry.state.sequence).toBe(0);
  await expect(
    push(registry, [version("shop/money/1.0.0", { type: 5 })], { dryRun: true }),
  ).rejects.toMatchObject({
    code: "PUSH_REFUSED",
  });
});

test("a version that breaks its readers keeps all the others out, with a witness", async () => {
  const registry = await empty();
  await push(registry, [version("shop/money/1.0.0", name)]);
  const { sequence } = registry.state;
  const refused = await refusalsOf(
    push(registry, [version("shop/money/1.1.0", needsName), version("shop/coin/1.0.0")]),
  );
  expect(refused).toMatchObject([
    { id: "shop/money/1.1.0", code: "SCHEMA_INCOMPATIBLE", rule: "property-required", witness: {} },
  ]);
  expect(registry.state.sequence).toBe(sequence);
  expect(registry.state.subject("shop.coin")).toBeUndefined();
});

test("versions that are pushed together answer to each other, and a new major answers to nobody", async () => {
  const registry = await empty();
  const versions = [version("shop/money/1.0.0", name), version("shop/money/1.1.0", needsName)];
  expect(await refusalsOf(push(registry, versions))).toMatchObject([{ id: "shop/money/1.1.0" }]);
  const major = version("shop/money/2.0.0", needsName);
  await push(registry, [versions[0] as PushedVersion, major]);
  expect(registry.state.subject("shop.money")?.versions).toHaveLength(2);
});

test("the policy that comes with the project counts, for this push already", async () => {
  const registry = await empty();
  const versions = [version("shop/money/1.0.0", name), version("shop/money/1.1.0", needsName)];
  await push(registry, versions, { compatibility: { default: "FORWARD" } });
  expect(configOf(registry.state, "shop.money").compatibilityLevel).toBe("FORWARD");
});

test("a break that the project lives with passes, that one and no other", async () => {
  const pair = {
    contract: "shop/money",
    rule: "property-required",
    direction: "backward",
    before: "1.0.0",
    after: "1.1.0",
    reason: "nobody has ever sent it without",
  } as const;
  const registry = await empty();
  const versions = [version("shop/money/1.0.0", name), version("shop/money/1.1.0", needsName)];
  await refusalsOf(push(registry, versions, { accepted: [{ ...pair, after: "1.2.0" }] }));
  await refusalsOf(push(registry, versions, { accepted: [{ ...pair, rule: "type-narrowed" }] }));
  await push(registry, versions, { accepted: [pair] });
  expect(registry.state.project?.accepted).toEqual([pair]);
});

test.each<[string, readonly PushedVersion[], string]>([
  ["another content of what is frozen", [version("shop/money/1.0.0", { title: "x" })], "VERSION_CONFLICT"],
  ["a lower number", [version("shop/money/0.9.0"), version("shop/money/1.0.1")], "VERSION_CONFLICT"],
  ["no JSON", [version("shop/a/1.0.0", {}, { text: "{" })], "JSON_SYNTAX"],
  ["a name twice", [version("shop/a/1.0.0", {}, { text: '{"a":1,"a":2}' })], "JSON_DUPLICATE_KEY"],
  ["an array", [version("shop/a/1.0.0", {}, { text: "[]" })], "SCHEMA_NOT_OBJECT"],
  ["a schema of nothing", [version("shop/a/1.0.0", {}, { text: "true" })], "SCHEMA_BOOLEAN_TOP"],
  ["no $id", [version("shop/a/1.0.0", {}, { text: "{}" })], "SCHEMA_ID"],
  ["another's $id", [version("shop/a/1.0.0", { $id: `${base}shop/b/1.0.0.json` })], "SCHEMA_ID"],
  ["no schema", [version("shop/a/1.0.0", { type: "strng" })], "SCHEMA_INVALID"],
  ["a reserved word", [version("v1/a/1.0.0")], "CONTRACT_ID"],
  ["a way out of the folder", [version("../../etc/1.0.0")], "CONTRACT_ID"],
  ["no version", [version("shop/a/1.0")], "VERSION_INVALID"],
  ["the same twice", [version("shop/a/1.0.0"), version("shop/a/1.0.0")], "PUSH_TWICE"],
  ["a reference to nothing", [version("shop/a/1.0.0", { $ref: "../b/1.0.0.json" })], "SCHEMA_REF_UNRESOLVED"],
  [
    "a reference to elsewhere",
    [version("shop/a/1.0.0", { $ref: "https://evil.test/x" })],
    "SCHEMA_REF_REMOTE",
  ],
  [
    "a reference to a draft",
    [version("shop/a/1.0.0", { $ref: "../b/1.0.0.json" }), version("shop/b/1.0.0", {}, { draft: true })],
    "SCHEMA_REF_FORBIDDEN",
  ],
])("%s is refused, and nothing changes", async (_what, versions, code) => {
  const registry = await empty();
  await push(registry, [version("shop/money/1.0.0", name), version("shop/money/1.2.0", name)]);
  const { sequence } = registry.state;
  expect((await refusalsOf(push(registry, versions))).map((each) => each.code)).toContain(code);
  expect(registry.state.sequence).toBe(sequence);
  expect(await push(registry, [version("shop/fine/1.0.0")])).toMatchObject({
    versions: [{ outcome: "registered" }],
  });
});

test("formatting may change, a value not", async () => {
  const registry = await empty();
  const first = version("shop/money/1.0.0", name);
  await push(registry, [first]);
  const text = JSON.stringify(JSON.parse(first.text));
  expect(await push(registry, [{ ...first, text }])).toMatchObject({ versions: [{ outcome: "unchanged" }] });
});

test("contracts of another base are refused, settings that are none too", async () => {
  const registry = await empty();
  await push(registry, [version("shop/money/1.0.0")]);
  await expect(push(registry, [], { base: "https://other.test/" })).rejects.toMatchObject({
    code: "PUSH_BASE",
  });
  const refused = await refusalsOf(push(registry, [], { compatibility: { default: "BACKWARDS" } }));
  expect(refused).toMatchObject([
    { id: "project", code: "CONFIG_TYPE", pointer: "/project/compatibility/default" },
  ]);
});

test("two pushes at once both come in, and the later one is judged against the earlier", async () => {
  const registry = await empty();
  await push(registry, [version("shop/money/1.0.0", name)]);
  const outcomes = await Promise.allSettled([
    push(registry, [version("shop/money/1.1.0", { ...name, title: "one" })]),
    push(registry, [version("shop/money/1.1.0", { ...name, title: "other" })]),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("who may only register pushes versions, and neither another policy nor breaks to live with", async () => {
  const registry = await empty();
  const none = { default: "NONE" };
  const versions = [version("shop/money/1.0.0", name)];
  await push(registry, versions, { role: "write" });
  const { sequence } = registry.state;

  await expect(push(registry, versions, { role: "write", compatibility: none })).rejects.toMatchObject({
    code: "PUSH_PROMISE",
    kind: "auth",
    message: expect.stringContaining("changes the compatibility policy of the project"),
  });
  const accepted = [
    { contract: "shop/money", rule: "x", before: "1.0.0", after: "1.1.0", reason: "nobody reads it" },
  ];
  await expect(push(registry, versions, { role: "write", accepted, dryRun: true })).rejects.toMatchObject({
    code: "PUSH_PROMISE",
  });
  expect(registry.state.sequence).toBe(sequence);

  await push(registry, versions, { compatibility: none });
  await push(registry, [version("shop/money/2.0.0", needsName)], { role: "write", compatibility: none });
  expect(registry.state.subject("shop.money")?.versions).toHaveLength(2);
});
