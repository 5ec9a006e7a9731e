import { createEvent, eventBridgeBinding } from "@concordat/cloudevents";
import { describe, expect, test } from "vitest";
import { catalogue, examplesOf, reader, version } from "./house.ts";

const types = [...new Set(catalogue.versions.flatMap(({ type }) => type ?? []))].filter((type) =>
  type.startsWith("com.foundry.oms."),
);
const isEntry = reader(version("aws/eventbridge/entry/1.0.0"));
const isDetail = reader(version("aws/eventbridge/detail/1.0.0"));

/** What the transport says of the way of a message. */
const metadata = { address: "orders", key: "k", headers: { note: "größe" }, event_bus_name: "oms-events" };

function entryOf(type: string, data: object) {
  const event = createEvent({ type, source: "/oms/main", branch: "main", sequencenumber: 7, data });
  const { Time, ...entry } = eventBridgeBinding.encode(event, { metadata });
  return { event, entry: { ...entry, EventBusName: "oms-events", Time: Time?.toISOString() } };
}

test("no two of the twenty-nine types have one detail type", () => {
  const detailTypes = types.map((type) => entryOf(type, {}).entry.DetailType);

  expect(new Set(detailTypes).size).toBe(29);
  expect(detailTypes).toContain("Objecttype Created");
});

describe.each(types)("%s", (type) => {
  const latest = catalogue.byType(type).at(-1);
  if (latest === undefined) throw new Error(`no contract describes ${type}`);

  test("its entry and its detail fit their contracts, and the event comes out again", () => {
    for (const data of examplesOf(latest)) {
      const { event, entry } = entryOf(type, data);
      const [group = "", verb = ""] = type.split(".").slice(-2);

      expect(isEntry(entry)).toEqual({ valid: true });
      expect(isDetail(JSON.parse(entry.Detail))).toEqual({ valid: true });
      expect(entry.Source).toBe("oms.main");
      expect(entry.DetailType.toLowerCase()).toBe(`${group} ${verb}`);
      expect(eventBridgeBinding.decode(entry).event).toEqual(event);
    }
  });
});
