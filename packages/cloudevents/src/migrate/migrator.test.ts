import fc from "fast-check";
import { expect, test } from "vitest";
import type { CloudEvent } from "../cloud-event.ts";
import { examplesIn, examplesOf, omsTypes } from "../formats/testing/oms.ts";
import { validateEvent } from "../validate/validate-event.ts";
import { createMigrator, type MigratorOptions } from "./migrator.ts";

const current = {
  specversion: "1.0",
  type: "com.foundry.oms.objecttype.created",
  source: "/oms/main",
  id: "new-1",
  data: { name: "User" },
};
const legacy = {
  specversion: "1.0",
  type: "schema.changed",
  source: "/oms/main",
  data: { operation: "create" },
};
const row = {
  id: "out-1",
  event_type: "objecttype.created",
  payload: { name: "User" },
  created_at: "2025-06-26T10:00:00Z",
};
const message = { subject: "oms.branch.merged", data: '{"source_branch":"dev","target_branch":"main"}' };
const custom = { event_type: "linktype.deleted", name: "owns" };
const list = [
  legacy,
  row,
  message,
  custom,
  current,
  { nmae: "?" },
  { ...row, event_type: "schema.exported" },
  legacy,
];

async function migrate(
  values: Iterable<unknown> | AsyncIterable<unknown>,
  options: Partial<MigratorOptions> = {},
) {
  const { events, report } = createMigrator({ types: omsTypes, ...options }).migrate(values);
  const all: CloudEvent[] = [];
  for await (const event of events) all.push(event);
  return { events: all, report: report() };
}

test("a list of all formats comes out in its order, and every event is a good one", async () => {
  const { events } = await migrate(list);

  expect(events.map(({ type }) => type)).toEqual([
    "com.foundry.oms.schema.created",
    "com.foundry.oms.objecttype.created",
    "com.foundry.oms.branch.merged",
    "com.foundry.oms.linktype.deleted",
    "com.foundry.oms.objecttype.created",
    "com.foundry.oms.schema.created",
  ]);
  for (const event of events)
    expect(validateEvent(event, { knownTypes: new Set(omsTypes) })).toMatchObject({ valid: true });
  expect(events[4]).toEqual(current);
});

test("the report counts what went in and says why what failed did", async () => {
  const { report } = await migrate(list);

  expect(report).toEqual({
    total: 8,
    migrated: 5,
    failed: 2,
    skipped: 1,
    by_format: { legacy_cloudevent: 2, outbox_event: 2, nats_message: 1, custom: 1, enhanced: 1 },
    by_type: {
      "com.foundry.oms.schema.created": 2,
      "com.foundry.oms.objecttype.created": 1,
      "com.foundry.oms.branch.merged": 1,
      "com.foundry.oms.linktype.deleted": 1,
    },
    unmapped_types: ["schema.exported"],
    errors: [
      { index: 5, message: expect.stringContaining('"nmae"') },
      {
        index: 6,
        format: "outbox_event",
        message: expect.stringContaining("no current type for schema.exported"),
      },
    ],
  });
});

test("a second run over the same list has the same outcome, ids and all", async () => {
  const first = await migrate(list);

  expect(await migrate(list)).toEqual(first);
  expect(first.events[0]?.id).toBe(first.events[5]?.id);
});

test("what came out is current, so another run passes it through", async () => {
  const { events } = await migrate(list);
  const again = await migrate(events);

  expect(again.events).toEqual(events);
  expect(again.report).toMatchObject({ total: 6, skipped: 6, migrated: 0, failed: 0 });
});

test("the counters of a run are those of its report", async () => {
  const counters = new Map<string, number>();
  const count = (format: string, result: string) =>
    counters.set(`${format} ${result}`, (counters.get(`${format} ${result}`) ?? 0) + 1);
  const { report } = await migrate(list, { onMigrated: count });

  expect(Object.fromEntries(counters)).toEqual({
    "legacy_cloudevent migrated": 2,
    "outbox_event migrated": 1,
    "outbox_event failed": 1,
    "nats_message migrated": 1,
    "custom migrated": 1,
    "enhanced skipped": 1,
    "unknown failed": 1,
  });
  expect([...counters.values()].reduce((sum, each) => sum + each)).toBe(report.total);
});

test("whatever a list holds, the counts add up and the order is kept", async () => {
  const value = fc.oneof(fc.constantFrom(...list), fc.jsonValue(), fc.constant(undefined));
  await fc.assert(
    fc.asyncProperty(fc.array(value, { maxLength: 30 }), async (values) => {
      const { events, report } = await migrate(values);

      expect(report.total).toBe(values.length);
      expect(report.migrated + report.failed + report.skipped).toBe(values.length);
      expect(report.errors).toHaveLength(report.failed);
      const one = await Promise.all(values.map((each) => migrate([each])));
      expect(events).toEqual(one.flatMap((each) => each.events));
    }),
  );
});

test("data that does not fit its contract fails, so what comes out fits", async () => {
  const validateData: MigratorOptions["validateData"] = (data) =>
    (data as { name?: string }).name === "User"
      ? { valid: true }
      : { valid: false, problems: [{ pointer: "/name", message: "/name is not User" }] };
  const { report } = await migrate([row, custom], { validateData });

  expect(report).toMatchObject({
    migrated: 1,
    failed: 1,
    errors: [{ index: 1, format: "custom", message: "/data/name is not User" }],
  });
});

test("the data of every example of every contract arrives by every format that carries any", async () => {
  for (const type of omsTypes)
    for (const data of examplesOf(type)) {
      const name = type.replace("com.foundry.oms.", "");
      const values = [
        { ...row, event_type: name, payload: data },
        { subject: `oms.${name}`, data: JSON.stringify(data) },
        { event_type: name, data },
        { specversion: "1.0", source: "/oms/main", type: name, data },
      ];
      const { events } = await migrate(values);

      expect(events.map((event) => [event.type, event.data])).toEqual(values.map(() => [type, data]));
    }
});

test("what somebody says that a name means goes before everything else", async () => {
  const names = {
    "schema.exported": "com.foundry.oms.schema.updated",
    "schema.changed": "com.foundry.oms.schema.deleted",
  };
  const { events, report } = await migrate([{ ...row, event_type: "schema.exported" }, legacy], { names });

  expect(report.unmapped_types).toEqual([]);
  expect(events.map(({ type }) => type)).toEqual(Object.values(names));
  expect(() => createMigrator({ types: omsTypes, names: { a: "com.foundry.oms.schema.update" } })).toThrow(
    expect.objectContaining({
      code: "TYPE_UNMAPPED",
      message: expect.stringContaining("com.foundry.oms.schema.updated"),
    }),
  );
});

test("the format may be given, and then nothing else is tried", async () => {
  const { report } = await migrate([row, legacy], { format: "outbox_event" });

  expect(report).toMatchObject({ migrated: 1, failed: 1, by_format: { outbox_event: 2 } });
  expect(() => createMigrator({ types: omsTypes, format: "outbox" })).toThrow(
    expect.objectContaining({ code: "FORMAT_UNREGISTERED" }),
  );
});

test("a list without end is migrated as it comes, and the report keeps as many failures as it may", async () => {
  let taken = 0;
  async function* endless() {
    while (true) yield taken++ % 2 === 0 ? row : {};
  }
  const heard: number[] = [];
  const migrator = createMigrator({
    types: omsTypes,
    maxErrors: 2,
    onError: ({ index }) => heard.push(index),
  });
  const { events, report } = migrator.migrate(endless());
  for (let count = 0; count < 5; count++) await events.next();

  expect(taken).toBe(9);
  expect(report()).toMatchObject({ total: 9, migrated: 5, failed: 4 });
  expect(report().errors.map(({ index }) => index)).toEqual([1, 3]);
  expect(heard).toEqual([1, 3, 5, 7]);
});

test("the four old formats are recognised by their own examples", async () => {
  for (const [folder, format] of [
    ["oms/legacy/schema-changed", "legacy_cloudevent"],
    ["oms/legacy/outbox-event", "outbox_event"],
    ["oms/legacy/custom-event", "custom"],
    ["oms/legacy/nats-message", "nats_message"],
  ] as const) {
    const examples = examplesIn(folder);

    expect((await migrate(examples)).report).toMatchObject({
      migrated: examples.length,
      by_format: { [format]: examples.length },
    });
  }
});
