import { expect, test } from "vitest";
import { murmur2, partitionOfKey } from "./murmur2.ts";

// https://github.com/apache/kafka/blob/trunk/clients/src/test/java/org/apache/kafka/common/utils/UtilsTest.java
test.each([
  ["21", -973932308],
  ["foobar", -790332482],
  ["a-little-bit-long-string", -985981536],
  ["a-little-bit-longer-string", -1486304829],
  ["lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971],
  ["abc", 479470107],
])("the hash of %j is that of Kafka's own clients", (key, hash) => {
  expect(murmur2(Buffer.from(key))).toBe(hash);
});

test("a negative hash has a partition, too", () => {
  expect(partitionOfKey("21", 7)).toBe((-973932308 & 0x7fffffff) % 7);
});
