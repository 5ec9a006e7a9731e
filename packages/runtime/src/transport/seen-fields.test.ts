import { PlacedMessage } from "@concordat/cloudevents";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { FieldBytes } from "./field-bytes.ts";
import { SeenFields } from "./seen-fields.ts";

/** Each text behind its length in two bytes, and before a zero. With `cut`, without the last bytes. */
class Texts implements FieldBytes {
  readonly tail = 1;
  readonly bytes: Buffer;
  readonly view: DataView;
  at = 0;

  constructor(texts: readonly string[], cut = 0) {
    const parts = texts.map((text) => {
      const part = Buffer.alloc(Buffer.byteLength(text) + 3);
      part.writeUInt16BE(part.length - 3);
      part.write(text, 2);
      return part;
    });
    const whole = Buffer.concat(parts);
    this.bytes = whole.subarray(0, whole.length - cut);
    this.view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length);
  }

  text(): number {
    const from = this.at + 2;
    if (from > this.bytes.length) return -1;
    const end = from + this.bytes.readUInt16BE(this.at) + 1;
    if (end > this.bytes.length) return -1;
    this.at = end;
    return from;
  }
}

type Pairs = readonly (readonly [name: string, value: string])[];

function readAll(messages: readonly Pairs[], seen = new SeenFields((name) => name.startsWith("apart"))) {
  return messages.map((pairs) => {
    const from = new Texts(pairs.flat());
    expect(seen.read(from, pairs.length)).toBe(true);
    expect(from.at).toBe(from.bytes.length);
    const apart = seen.apart.map(({ name, from: begin, to }) => [
      name,
      from.bytes.toString("utf8", begin, to),
    ]);
    return { headers: seen.message(new Uint8Array()).headers, apart };
  });
}

function meant(pairs: Pairs) {
  const isApart = ([name]: readonly [string, string]) => name.startsWith("apart");
  return {
    headers: Object.fromEntries(pairs.filter((pair) => !isApart(pair))),
    apart: pairs.filter(isApart).map(([name, value]) => [name, value]),
  };
}

const text = fc.constantFrom(
  ...["", "a", "b", "ab", "größe", "apart", "apart too", "type", "tyqe", "typ"],
  ...["x".repeat(300), "y".repeat(600), "toString"],
);
const pairs = fc.array(fc.tuple(text, text), { maxLength: 6 });

test("fields are read as what they are, whatever was read before", () => {
  fc.assert(
    fc.property(fc.array(pairs, { minLength: 1, maxLength: 60 }), (messages) => {
      expect(readAll(messages)).toEqual(messages.map(meant));
    }),
  );
});

test("what is not there to its end is read when it is, and leaves nothing behind", () => {
  fc.assert(
    fc.property(fc.array(pairs, { minLength: 1, maxLength: 20 }), fc.nat(), (messages, cut) => {
      const seen = new SeenFields();
      for (const each of messages) {
        const { length } = new Texts(each.flat()).bytes;
        if (length > 0)
          expect(seen.read(new Texts(each.flat(), 1 + (cut % length)), each.length)).toBe(false);
        expect(seen.read(new Texts(each.flat()), each.length)).toBe(true);
        expect(seen.message(new Uint8Array()).headers).toEqual(Object.fromEntries(each));
      }
    }),
  );
});

test("messages whose headers have the same names in the same order share their places, also where others come in between", () => {
  const seen = new SeenFields();
  const placesOf = (...names: string[]) => {
    seen.read(new Texts(names.flatMap((name) => [name, "v"])), names.length);
    return (seen.message(new Uint8Array()) as PlacedMessage).places;
  };

  const first = placesOf("a", "b");
  const other = placesOf("a", "c");

  expect(first.names).toEqual(["a", "b"]);
  expect(other).not.toBe(first);
  expect([placesOf("a", "b"), placesOf("a", "c")]).toEqual([first, other]);
  expect(placesOf("a", "b")).toBe(first);
});

test("names that never come again are read, too, and not remembered without end", () => {
  const messages = Array.from(
    { length: 5_000 },
    (_, number): Pairs => [
      ["same", "v"],
      [`name ${number}`, "v"],
      ["behind", String(number)],
    ],
  );
  const seen = new SeenFields();

  expect(readAll(messages, seen)).toEqual(messages.map(meant));

  seen.read(new Texts(["same", "v", "name 4999", "v"]), 2);
  expect(seen.places).toBeUndefined();
  expect(seen.message(new Uint8Array())).not.toBeInstanceOf(PlacedMessage);
});
