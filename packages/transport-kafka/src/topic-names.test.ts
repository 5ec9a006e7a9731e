import { expect, test } from "vitest";
import { checkTopicName } from "./topic-names.ts";

test.each(["orders", "commerce.order_placed-1", "a".repeat(249)])("%s is a topic", (name) => {
  expect(() => checkTopicName(name)).not.toThrow();
});

test.each(["", ".", "..", "a b", "größe", "a/b", "a".repeat(250)])(
  "%j is none, and it is said why",
  (name) => {
    expect(() => checkTopicName(name)).toThrow(expect.objectContaining({ code: "TRANSPORT_ADDRESS" }));
  },
);
