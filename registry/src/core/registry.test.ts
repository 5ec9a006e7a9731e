import { expect, test } from "vitest";
import { createMemoryStore, createStoreMemory } from "../store/memory.ts";
import type { Store } from "../store/store.ts";
import { inlineJudge } from "../testing/inline-judge.ts";
import { deleteSubject, deleteVersion } from "./commands/delete.ts";
import { type Registration, register } from "./commands/register.ts";
import { setConfig, setMode } from "./commands/settings.ts";
import { guidOf } from "./content.ts";
import { createRegistry, type Registry } from "./registry.ts";

const origin = { actor: "anonymous" };
const now = () => "2026-01-01T00:00:00.000Z";
const open = { type: "object", properties: { a: { type: "string" } } };
const narrower = { ...open, required: ["a"] };

function registryOn(store: Store = createMemoryStore()): Promise<Registry> {
  return createRegistry({ store, now });
}

function send(registry: Registry, subject: string, schema: unknown, more: Partial<Registration> = {}) {
  const text = typeof schema === "string" ? schema : JSON.stringify(schema);
  return registry.execute(register({ subject, text, references: [], ...more }, inlineJudge), origin);
}

function code(expected: string) {
  return expect.objectContaining({ code: expected });
}

test("versions count up by subject, and one content has one id in all of them", async () => {
  const registry = await registryOn();

  expect(await send(registry, "a", open)).toMatchObject({ version: 1, id: 1, number: "1.0.0", isNew: true });
  expect(await send(registry, "b", open)).toMatchObject({ version: 1, id: 1 });
  expect(await send(registry, "b", { ...open, title: "x" })).toMatchObject({ version: 2, id: 2 });
  expect(await send(registry, "a", open)).toMatchObject({ version: 1, id: 1, isNew: false });
});

test("white space makes no difference, the order of members only where nobody asks to normalise", async () => {
  const registry = await registryOn();
  await send(registry, "a", '{"type":"object","title":"t"}');

  expect(await send(registry, "a", ' { "type" : "object", "title":"t" }')).toMatchObject({ version: 1 });
  const reordered = '{"title":"t","type":"object"}';
  expect(await send(registry, "a", reordered, { normalise: true })).toMatchObject({
    version: 1,
    isNew: false,
  });
  expect(await send(registry, "a", reordered)).toMatchObject({ version: 2, isNew: true });
});

test("each context has ids of its own", async () => {
  const registry = await registryOn();
  await send(registry, "a", open);

  expect(await send(registry, ":.other:a", { type: "string" })).toMatchObject({ version: 1, id: 1 });
  expect(registry.state.contexts()).toEqual([".", ".other"]);
});

test("what breaks the promise of a subject is refused with the witness, and nothing is changed", async () => {
  const registry = await registryOn();
  await send(registry, "a", open);
  const before = registry.state.sequence;

  const refusal = await send(registry, "a", narrower).catch((error: unknown) => error);

  expect(refusal).toMatchObject({
    code: "SCHEMA_INCOMPATIBLE",
    params: {
      judged: [{ version: 1, direction: "backward", verdict: { status: "incompatible", witness: {} } }],
    },
  });
  expect(registry.state.sequence).toBe(before);
  await registry.execute(setConfig("a", { compatibilityLevel: "NONE" }), origin);
  expect(await send(registry, "a", narrower)).toMatchObject({ version: 2 });
});

test("of two that come at once and break each other, one is registered", async () => {
  const registry = await registryOn();
  const both = await Promise.allSettled([
    send(registry, "a", { type: "string" }),
    send(registry, "a", { type: "integer" }),
  ]);

  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(registry.state.subject("a")?.versions).toHaveLength(1);
});

test("two instances on one store give versions without gaps, and one id per content", async () => {
  const memory = createStoreMemory();
  const [left, right] = await Promise.all([
    registryOn(createMemoryStore(memory)),
    registryOn(createMemoryStore(memory)),
  ]);
  const schema = (at: number) => ({ title: `t${at % 30}`, type: "object" });

  const given = await Promise.all(
    Array.from({ length: 120 }, (_, at) => send(at % 2 === 0 ? left : right, `s${at % 3}`, schema(at))),
  );

  await Promise.all([left.catchUp(), right.catchUp()]);
  const told = (registry: Registry) => registry.state.subjects();
  expect(told(left)).toEqual(told(right));
  for (const { versions } of told(left))
    expect(versions.map(({ version }) => version)).toEqual(versions.map((_, at) => at + 1));
  const byId = Map.groupBy(given, ({ id }) => id);
  for (const same of byId.values()) expect(new Set(same.map(({ content }) => content)).size).toBe(1);
  expect(byId.size).toBe(30);
});

test("a registry that starts again is what it was", async () => {
  const memory = createStoreMemory();
  const first = await registryOn(createMemoryStore(memory));
  await send(first, "a", open);
  await send(first, "b", open);
  await send(first, "b", { ...open, title: "x" });
  await first.execute(deleteVersion("b", 2, { permanent: false }), origin);
  await first.execute(deleteVersion("b", 2, { permanent: true }), origin);
  await first.execute(setMode("a", "READONLY"), origin);

  const again = await registryOn(createMemoryStore(memory));

  expect(again.state.subjects()).toEqual(first.state.subjects());
  expect(again.state.settings("a")).toEqual({ mode: "READONLY" });
  expect(again.state.hash).toBe(first.state.hash);
  // The id of what is gone for good is not given again, and its text is nowhere.
  expect(await send(again, "c", { type: "string" })).toMatchObject({ id: 3 });
  expect([...memory.contents.values()].some(({ text }) => text.includes('"x"'))).toBe(false);
});

test("what the store did not take is not there, and the registry goes on", async () => {
  const store = createMemoryStore();
  let isBroken = false;
  const registry = await registryOn({
    ...store,
    append: (after, decide) =>
      store.append(after, (...told) => {
        const batch = decide(...told);
        if (isBroken) throw new Error("no power");
        return batch;
      }),
  });
  await send(registry, "a", open);
  isBroken = true;

  await expect(send(registry, "b", open)).rejects.toThrow("no power");

  isBroken = false;
  expect(registry.state.subject("b")).toBeUndefined();
  expect(await send(registry, "b", { type: "string" })).toMatchObject({ version: 1, id: 2 });
});

test("a schema finds what it refers to, and what is referred to cannot go", async () => {
  const registry = await registryOn();
  await send(registry, "money", { type: "integer" });
  const order = { type: "object", properties: { total: { $ref: "money.json" } } };
  const references = [{ name: "money.json", subject: "money", version: 1 }];

  await send(registry, "order", order, { references });

  const [money] = registry.state.subject("money")?.versions ?? [];
  expect(money && registry.state.referrersOf(money).map(({ subject }) => subject)).toEqual(["order"]);
  await expect(registry.execute(deleteSubject("money", { permanent: false }), origin)).rejects.toThrow(
    code("SCHEMA_REFERENCED"),
  );
  const missing = [{ name: "money.json", subject: "money", version: 2 }];
  await expect(send(registry, "x", order, { references: missing })).rejects.toThrow(
    code("SCHEMA_REF_UNKNOWN"),
  );
  await expect(send(registry, "x", order)).rejects.toThrow(code("SCHEMA_REF_UNRESOLVED"));
});

test("one name may mean two documents, and a verdict keeps them apart", async () => {
  const registry = await registryOn();
  await registry.execute(setConfig("part", { compatibilityLevel: "NONE" }), origin);
  await send(registry, "part", { type: "string" });
  await send(registry, "part", { type: "integer" });
  const whole = { type: "object", properties: { part: { $ref: "part.json" } } };
  const refer = (version: number) => ({ references: [{ name: "part.json", subject: "part", version }] });
  await send(registry, "whole", whole, refer(1));

  await expect(send(registry, "whole", whole, refer(2))).rejects.toThrow(code("SCHEMA_INCOMPATIBLE"));
});

test("deleting takes two steps, and the second cannot be the first", async () => {
  const registry = await registryOn();
  await send(registry, "a", open);
  await send(registry, "a", { ...open, title: "x" });
  const gone = (permanent: boolean) => registry.execute(deleteVersion("a", 1, { permanent }), origin);

  await expect(gone(true)).rejects.toThrow(code("VERSION_NOT_DELETED"));
  expect(await gone(false)).toBe(1);
  await expect(gone(false)).rejects.toThrow(code("VERSION_DELETED"));
  expect(await gone(true)).toBe(1);
  await expect(gone(true)).rejects.toThrow(code("VERSION_NOT_FOUND"));
  expect(await registry.execute(deleteSubject("a", { permanent: false }), origin)).toEqual([2]);
  await expect(registry.execute(deleteSubject("a", { permanent: false }), origin)).rejects.toThrow(
    code("SUBJECT_DELETED"),
  );
  expect(await registry.execute(deleteSubject("a", { permanent: true }), origin)).toEqual([2]);
  expect(registry.state.subject("a")).toBeUndefined();
  expect(await send(registry, "a", open)).toMatchObject({ version: 1 });
});

test("what is deleted for good and registered anew is there after a start, and in other instances", async () => {
  const memory = createStoreMemory();
  const registry = await registryOn(createMemoryStore(memory));
  const other = await registryOn(createMemoryStore(memory));
  const renew = async () => {
    await send(registry, "a", open);
    await registry.execute(deleteSubject("a", { permanent: false }), origin);
    await registry.execute(deleteSubject("a", { permanent: true }), origin);
    await send(registry, "a", open);
  };
  await renew();
  await other.catchUp();
  await renew();
  await registry.execute(deleteSubject("a", { permanent: false }), origin);
  // Both in one batch.
  await Promise.all([
    registry.execute(deleteSubject("a", { permanent: true }), origin),
    send(registry, "b", open),
  ]);
  await other.catchUp();

  for (const each of [registry, other, await registryOn(createMemoryStore(memory))]) {
    const content = each.state.version("b", 1)?.content ?? "";
    expect(each.state.content(content)?.text).toBe(JSON.stringify(open));
  }
});

test("an id and a guid lead to what has them as long as anything has, whichever spelling is deleted", async () => {
  const registry = await registryOn();
  await send(registry, "a", '{"type": "object"}');
  await send(registry, "b", '{"type":"object"}');
  expect(registry.state.byId(".", 1)?.text).toBe('{"type": "object"}');
  await registry.execute(deleteSubject("b", { permanent: false }), origin);
  await registry.execute(deleteSubject("b", { permanent: true }), origin);
  await send(registry, "b", '{ "type":"object"}');
  await registry.execute(deleteSubject("a", { permanent: false }), origin);
  await registry.execute(deleteSubject("a", { permanent: true }), origin);

  const left = registry.state.content(registry.state.version("b", 1)?.content ?? "");
  expect(registry.state.byId(".", 1)).toBe(left);
  expect(left && registry.state.byGuid(guidOf(left))).toBe(left);
});

test("an id whose schema is deleted for good may be imported as another's, and then leads there", async () => {
  const registry = await registryOn();
  await registry.execute(setMode("a", "IMPORT"), origin);
  await send(registry, "a", open, { id: 7, version: 1 });
  await registry.execute(deleteSubject("a", { permanent: false }), origin);
  await registry.execute(deleteSubject("a", { permanent: true }), origin);
  await registry.execute(setMode("a", "IMPORT"), origin);
  await send(registry, "a", narrower, { id: 7, version: 1 });

  expect(registry.state.byId(".", 7)?.text).toBe(JSON.stringify(narrower));
});

test("import takes ids and versions from the sender, and refuses those that clash", async () => {
  const registry = await registryOn();
  await send(registry, "taken", { type: "string" });
  await expect(send(registry, "a", open, { id: 7 })).rejects.toThrow(code("ID_NOT_ALLOWED"));
  await registry.execute(setMode("a", "IMPORT"), origin);

  expect(await send(registry, "a", open, { id: 70, version: 5 })).toMatchObject({ id: 70, version: 5 });
  expect(await send(registry, "a", open, { id: 70, version: 5 })).toMatchObject({ isNew: false });
  await expect(send(registry, "a", open)).rejects.toThrow(code("MODE_FORBIDS"));
  await expect(send(registry, "a", narrower, { id: 1, version: 6 })).rejects.toThrow(code("ID_CONFLICT"));
  await expect(send(registry, "a", narrower, { id: 71, version: 5 })).rejects.toThrow(
    code("VERSION_CONFLICT"),
  );
  expect(await send(registry, "b", { type: "boolean" })).toMatchObject({ id: 71 });
});

test("a read-only subject is left as it is", async () => {
  const registry = await registryOn();
  await send(registry, "a", open);
  await registry.execute(setMode(undefined, "READONLY"), origin);

  await expect(send(registry, "a", { ...open, title: "x" })).rejects.toThrow(code("MODE_FORBIDS"));
  await expect(registry.execute(deleteVersion("a", 1, { permanent: false }), origin)).rejects.toThrow(
    code("MODE_FORBIDS"),
  );
});

test("every entry of the log follows the one before", async () => {
  const memory = createStoreMemory();
  const registry = await registryOn(createMemoryStore(memory));
  await Promise.all(Array.from({ length: 20 }, (_, at) => send(registry, `s${at}`, { title: `t${at}` })));

  const { verifyChain } = await import("./chain.ts");
  const log = async function* () {
    yield memory.log;
  };
  expect(await verifyChain(log())).toMatchObject({ intact: true, length: 20, hash: registry.state.hash });
});

test("commands that come while the store takes its turn are stored together", async () => {
  const inner = createMemoryStore();
  const turn = Promise.withResolvers<void>();
  const appended: number[] = [];
  const registry = await registryOn({
    ...inner,
    append: async (after, decide) => {
      await turn.promise;
      await inner.append(after, (...given) => {
        const batch = decide(...given);
        appended.push(batch?.changes.length ?? 0);
        return batch;
      });
    },
  });
  const first = registry.execute(setMode("a", "READONLY"), origin);
  await new Promise((resolve) => setImmediate(resolve));

  const second = registry.execute(setMode("b", "READONLY"), origin);
  turn.resolve();
  await Promise.all([first, second]);

  expect(appended).toEqual([2]);
});

test("commands whose store failed before its turn are refused, and the next ones are not", async () => {
  const inner = createMemoryStore();
  let isAway = true;
  const registry = await registryOn({
    ...inner,
    append: (after, decide) => (isAway ? Promise.reject(new Error("away")) : inner.append(after, decide)),
  });

  await expect(registry.execute(setMode("a", "READONLY"), origin)).rejects.toThrow("away");
  isAway = false;
  await registry.execute(setMode("b", "READONLY"), origin);

  expect(registry.state.sequence).toBe(1);
});

test("schemas that refer twice to the one before are refused before they are millions of documents", async () => {
  const registry = await registryOn();
  const named = (level: number) => ({ title: `level ${level}` });
  await send(registry, "level-0", named(0));
  const levels = Array.from({ length: 12 }, (_, at) => at + 1);
  const climb = async () => {
    for (const level of levels) {
      const before = { subject: `level-${level - 1}`, version: 1 };
      const references = [
        { name: "a/x", ...before },
        { name: "b/x", ...before },
      ];
      await send(registry, `level-${level}`, named(level), { references });
    }
  };

  await expect(climb()).rejects.toThrow(code("LIMIT_EXPANSION"));
  expect(await send(registry, "other", named(0))).toMatchObject({ version: 1 });
});

test("thousands of changes on, what is decided by and what is looked up from still say the same", async () => {
  const store = createMemoryStore();
  const registry = await registryOn(store);
  for (let round = 0; round < 60; round++)
    await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        registry.execute(setMode(`s${round}-${at}`, round % 2 === 0 ? "IMPORT" : "READWRITE"), origin),
      ),
    );
  await send(registry, "a", open);
  expect(await send(registry, "a", { ...open, title: "x" })).toMatchObject({ version: 2, isNew: true });
  await registry.execute(deleteVersion("a", 1, { permanent: false }), origin);

  // The seal of each entry is made by the one state and shown by the other.
  const again = await registryOn(store);
  expect(registry.state.sequence).toBe(6003);
  expect([again.state.sequence, again.state.hash]).toEqual([registry.state.sequence, registry.state.hash]);
  expect(again.state.subjects()).toEqual(registry.state.subjects());
});
