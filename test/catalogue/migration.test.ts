import {
  type CloudEvent,
  createFormats,
  createMigrator,
  createSchemaChangeEvent,
  type MigrationReport,
  structuredText,
  toLegacy,
} from "@concordat/cloudevents";
import { expect, test } from "vitest";
import { catalogue, examplesOf, reader, version, writer } from "./house.ts";

const types = catalogue
  .list({ kind: "event", type: "com.foundry.oms.*", latest: true })
  .flatMap(({ type }) => type ?? []);

async function migrate(values: readonly unknown[]) {
  const { events, report } = createMigrator({ types, validateData }).migrate(values);
  const all: CloudEvent[] = [];
  for await (const event of events) all.push(event);
  return { events: all, report: report() };
}

function validateData(data: unknown, { type }: CloudEvent) {
  const contract = catalogue.byType(type).at(-1);
  return contract === undefined ? undefined : reader(contract)(data);
}

function judge(report: MigrationReport) {
  const contract = version("oms/migration/report/1.0.0");
  return [reader(contract)(report), writer(contract)(report)];
}

test("the report of a migration fits its contract, whatever became of the events", async () => {
  const legacy = { specversion: "1.0", type: "schema.changed", source: "/oms/main", data: {} };
  const lists = [
    [],
    [legacy],
    [legacy, {}, "?", { event_type: "schema.exported" }, { event_type: "branch.merged" }],
  ];
  for (const list of lists) {
    const { report } = await migrate(list);

    expect(judge(report)).toEqual([{ valid: true }, { valid: true }]);
    expect(report.total).toBe(list.length);
  }
});

test("every example of every legacy contract that has the data its type wants becomes an event that fits the envelope", async () => {
  const envelope = reader(version("oms/envelope/cloudevent/1.0.0"));
  const examples = catalogue.versions
    .filter(({ contract }) => contract.startsWith("oms/legacy/"))
    .flatMap(examplesOf);
  const { events, report } = await migrate(examples);

  expect(report).toMatchObject({ total: 11, migrated: 10, failed: 1, unmapped_types: [] });
  for (const event of events) expect(envelope(JSON.parse(structuredText(event)))).toEqual({ valid: true });
});

test.each(types)("the legacy shape of %s fits the contract that old consumers hold", (type) => {
  const formats = createFormats({ types });
  for (const data of examplesOf(catalogue.byType(type).at(-1) ?? version("none"))) {
    const [event] = [formats.readAny({ specversion: "1.0", id: "1", source: "/oms/main", type, data })];
    if (!("event" in event)) throw new Error(event.violations[0]?.message);
    const legacy = toLegacy(event.event);

    expect(reader(version("oms/legacy/cloudevent/0.9.0"))(legacy)).toEqual({ valid: true });
    if (legacy.type === "schema.changed")
      expect(reader(version("oms/legacy/schema-changed/0.9.0"))(legacy)).toEqual({ valid: true });
  }
});

test.each(["create", "update", "delete"] as const)(
  "to %s a resource of any kind fits the contract of its event",
  (operation) => {
    for (const resourceType of ["schema", "object_type", "property", "link_type"] as const) {
      const change = {
        operation,
        resourceType,
        resourceId: "User",
        branch: "main",
        commitId: "abc",
        author: "dev",
      };
      const { type, data } = createSchemaChangeEvent(change, { types });

      expect(writer(catalogue.byType(type).at(-1) ?? version("none"))(data)).toEqual({ valid: true });
    }
  },
);

test("a message of the event bus comes out of an event as its contract has it", () => {
  const contract = version("eventbus/message/1.0.0");
  const formats = createFormats({ types: ["UserRegistered"] });
  for (const message of examplesOf(contract)) {
    const result = formats.readAny(message);
    if (!("event" in result)) throw new Error(result.violations[0]?.message);
    const written = formats.write("domain_event", result.event);

    expect([reader(contract)(written), writer(contract)(written)]).toEqual([
      { valid: true },
      { valid: true },
    ]);
  }
});
