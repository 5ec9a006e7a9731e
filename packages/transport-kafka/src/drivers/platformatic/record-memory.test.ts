import type { OutgoingMessage } from "@concordat/runtime";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type RecordTail, RecordTails } from "./record-tails.ts";
import { RequestMemory } from "./request-memory.ts";

function message(id: number, size: number): OutgoingMessage {
  const data = "x".repeat(size);
  return {
    address: "orders",
    event: { specversion: "1.0", id: `${id}`, source: "/orders", type: "com.example.placed", data },
  };
}

const written = ({ slab, from, to }: RecordTail) => slab.bytes.subarray(from, to);

const step = fc.oneof(
  fc.record({ size: fc.oneof(fc.nat(60_000), fc.nat(300_000)) }),
  fc.record({ released: fc.nat() }),
);

test("a record stays as it is until it is released, whatever is written after it", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const tails = new RecordTails();
      const held: { tail: RecordTail; was: Buffer }[] = [];
      for (const [id, each] of steps.entries()) {
        if ("size" in each) {
          const tail = tails.encode(message(id, each.size), "binary");
          held.push({ tail, was: Buffer.from(written(tail)) });
        } else if (held.length > 0)
          for (const { tail } of held.splice(each.released % held.length, 1)) tails.release(tail);
      }
      for (const { tail, was } of held) expect(written(tail).equals(was)).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test("what all events of a type have in common is not what a later one wrote over it", () => {
  const tails = new RecordTails();
  const first = tails.encode(message(1, 10), "binary");
  const was = Buffer.from(written(first));
  tails.release(first);
  tails.release(
    tails.encode({ address: "orders", raw: { headers: {}, body: Buffer.alloc(5_000) } }, "binary"),
  );

  expect(written(tails.encode(message(1, 10), "binary"))).toEqual(was);
});

test("the memory of records that were stored is written to again", () => {
  const tails = new RecordTails();
  const slabs = new Set<unknown>();
  for (let round = 0; round < 50; round += 1) {
    const records = Array.from({ length: 20 }, (_, id) => tails.encode(message(id, 30_000), "binary"));
    for (const record of records) {
      slabs.add(record.slab);
      tails.release(record);
    }
  }

  expect(slabs.size).toBeLessThan(10);
});

test("the memory of a request is there for the next once it is given back, and not before", () => {
  const memory = new RequestMemory();
  const one = memory.take(1_000);
  const other = memory.take(1_000);
  memory.giveBack(one);

  expect(other).not.toBe(one);
  expect(memory.take(1_000)).toBe(one);
  expect(memory.take(1_000)).not.toBe(one);
});

test("a request gets as much as it needs", () => {
  const memory = new RequestMemory();
  memory.giveBack(memory.take(1_000));

  expect(memory.take(1_000_000).length).toBeGreaterThanOrEqual(1_000_000);
});

test("no more than some requests' memory is kept", () => {
  const memory = new RequestMemory();
  const taken = new Set(Array.from({ length: 40 }, () => memory.take(1_000_000)));
  for (const buffer of taken) memory.giveBack(buffer);

  const again = Array.from({ length: 40 }, () => memory.take(1_000_000));

  expect(again.filter((buffer) => taken.has(buffer)).length).toBe(8);
});
