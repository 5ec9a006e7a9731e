import { expect, test } from "vitest";
import { inputFromSchemas } from "./from-schemas.ts";

const input = (schemas: Readonly<Record<string, object>>) =>
  inputFromSchemas({ title: "shop", schemas: new Map(Object.entries(schemas)) as never });
const typed = (type: string) => ({ type: "object", "x-concordat": { type } });

test("of several schemas for one type the last is its event, and the others are schemas", () => {
  const { events, schemas } = input({
    "paid/v1": typed("paid"),
    "paid/v2": typed("paid"),
    old: typed("old"),
  });

  expect(events.map(({ type, schema }) => [type, schema])).toEqual([
    ["old", "old"],
    ["paid", "paid/v2"],
  ]);
  expect(schemas).toHaveLength(3);
});

test("a schema without a word about itself is known by its place, and an odd place is an address, too", () => {
  const { documents } = input({ "a b#?": {} });

  expect([...documents]).toEqual([
    ["https://folder.invalid/a%20b%23%3F.json", { $id: "https://folder.invalid/a%20b%23%3F.json" }],
  ]);
});
