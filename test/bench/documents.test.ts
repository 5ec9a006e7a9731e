import { expect, test } from "vitest";
import { eventText, schemaText } from "./documents.ts";

test("the event has the size it promises and is JSON", () => {
  expect(Buffer.byteLength(eventText(600))).toBe(600);
  expect(JSON.parse(eventText(600)).data.customer.name).toBe("Zoë Müller");
});

test("the schema comes close to its size from below and is JSON", () => {
  const text = schemaText(100_000);

  expect(text.length).toBeGreaterThan(98_000);
  expect(text.length).toBeLessThanOrEqual(100_000);
  expect(Object.keys(JSON.parse(text).$defs).length).toBeGreaterThan(50);
});

test("both are the same every time", () => {
  expect(eventText(600)).toBe(eventText(600));
  expect(schemaText(100_000)).toBe(schemaText(100_000));
});
