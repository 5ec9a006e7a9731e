import { expect, test } from "vitest";
import { pageOf } from "./page.ts";

const items = Array.from({ length: 25 }, (_, at) => `k${String(at).padStart(2, "0")}`);
const list = { url: "/list", filters: { kind: "event", type: undefined } };
const page = (sorted: readonly string[], cursor?: string, name = list) =>
  pageOf(sorted, (item) => item, name, { limit: 10, cursor });

test("pages go on where the one before ended, and the last one says so", () => {
  const first = page(items);
  const second = page(items, first.next);
  const third = page(items, second.next);

  expect([...first.items, ...second.items, ...third.items]).toEqual(items);
  expect(third.next).toBeUndefined();
});

test("what goes and comes meanwhile neither repeats nor hides anything else", () => {
  const { next } = page(items);
  const later = [...items.filter((item) => item !== "k09" && item !== "k11"), "k99"].sort();

  expect(page(later, next).items).toEqual(later.filter((item) => item > "k09").slice(0, 10));
});

test.each([
  ["another list", { url: "/other", filters: list.filters }],
  ["other filters", { url: "/list", filters: { kind: "fragment", type: undefined } }],
])("a cursor of %s is refused", (_what, other) => {
  const { next } = page(items);

  expect(() => page(items, next, other)).toThrow(expect.objectContaining({ code: "CURSOR_INVALID" }));
});

test.each(["", "x", "W10", Buffer.from('["a"]').toString("base64url"), "%00", "a".repeat(1000)])(
  "%j is no cursor",
  (cursor) => {
    expect(() => page(items, cursor)).toThrow(expect.objectContaining({ code: "CURSOR_INVALID" }));
  },
);
