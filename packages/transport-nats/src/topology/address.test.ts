import { expect, test } from "vitest";
import { checkAddress, covers } from "./address.ts";

test.each(["oms.objecttype.created", "orders", "größe.尺寸", "a-b_c.0"])("%s is an address", (address) => {
  expect(() => checkAddress(address, 4)).not.toThrow();
});

test.each([
  ["", "not empty"],
  ["orders placed", "white space"],
  ["orders\r\nPUB x 0", "white space nor controls"],
  ["orders\u0000", "controls"],
  ["orders..placed", "between dots"],
  [".orders", "between dots"],
  ["orders.*", "stand for many"],
  ["orders.>", "stand for many"],
  ["$JS.API.STREAM.DELETE.ORDERS", "the server's own"],
  ["_INBOX.x", "for answers"],
  ["x".repeat(513), "512 bytes"],
  ["orders.p3", "names one"],
])("%j is none", (address, trouble) => {
  expect(() => checkAddress(address, 4)).toThrow(
    expect.objectContaining({ code: "TRANSPORT_ADDRESS", message: expect.stringContaining(trouble) }),
  );
});

test("without partitions a last word may look like one, and a star in a word is a letter", () => {
  expect(() => checkAddress("orders.p3", 0)).not.toThrow();
  expect(() => checkAddress("orders.a*b", 0)).not.toThrow();
});

test.each([
  ["oms.>", "oms.schema.created", true],
  ["oms.>", "oms", false],
  [">", "oms", true],
  ["oms.*.created", "oms.schema.created", true],
  ["oms.*.created", "oms.schema.deleted", false],
  ["oms.*", "oms.schema.created", false],
  ["oms.schema", "oms.schema", true],
  ["oms.schema", "oms.schema.created", false],
  ["oms.schema.created", "oms.schema", false],
])("%s covers %s: %s", (pattern, subject, answer) => {
  expect(covers(pattern, subject)).toBe(answer);
});
