import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ServerError } from "../pipe/replies.ts";
import { type Answer, respOf } from "../testing/resp-of.ts";
import { type AnswerShape, EntryAnswers } from "./entry-answers.ts";
import type { Entry } from "./entry-reader.ts";

/** What was told while answers of these shapes came, piece by piece. */
function createListener(shapes: readonly AnswerShape[]) {
  const told: unknown[] = [];
  let next = 0;
  return {
    told,
    get shape() {
      return shapes[next];
    },
    stream: (name: string) => void told.push(name),
    entry: ({ id, key, raw: { headers, body } }: Entry) =>
      void told.push({ id, key, headers, body: Buffer.from(body).toString() }),
    answered: (reply: unknown) => {
      next += 1;
      told.push(reply);
    },
  };
}

const entry = (id: string, ...words: (string | Buffer)[]): Answer => [id, words];
const seen = (id: string, headers: object, body = "", key?: string) => ({ id, key, headers, body });
const long = "ä".repeat(5_000);

const answers: readonly { readonly shape: AnswerShape; readonly answer: Answer; readonly told: unknown[] }[] =
  [
    {
      shape: "streams",
      answer: [
        ["a:p0", [entry("1-0", "ce_type", "t", "data", '"x"'), entry("2-0", "ce_type", "t", "data", long)]],
        ["größe", [entry("3-0", "ce_type", "u", "key", "k", "data", "")]],
      ],
      told: [
        "a:p0",
        seen("1-0", { ce_type: "t" }, '"x"'),
        seen("2-0", { ce_type: "t" }, long),
        "größe",
        seen("3-0", { ce_type: "u" }, "", "k"),
        null,
      ],
    },
    { shape: "streams", answer: null, told: [null] },
    { shape: "entries", answer: [["4-0", null], null, entry("5-0")], told: [seen("5-0", {}), null] },
    { shape: "entries", answer: [], told: [null] },
    {
      shape: "streams",
      answer: new Error("NOGROUP no such group"),
      told: [new ServerError("NOGROUP no such group")],
    },
    { shape: "value", answer: 42, told: [42] },
    { shape: "value", answer: "text\r\nmore", told: ["text\r\nmore"] },
  ];

describe("answers", () => {
  const wire = Buffer.concat(answers.map(({ answer }) => respOf(answer)));
  const shapes = answers.map(({ shape }) => shape);
  const meant = answers.flatMap(({ told }) => told);

  test("are the same in whatever pieces they come", () => {
    const cut = fc.oneof(fc.nat({ max: 400 }), fc.nat({ max: wire.length }));
    fc.assert(
      fc.property(fc.array(cut), (cuts) => {
        const bounds = [0, ...cuts.toSorted((one, other) => one - other), wire.length];
        const listener = createListener(shapes);
        const reading = new EntryAnswers(listener);
        for (let at = 1; at < bounds.length; at += 1)
          expect(reading.read(wire.subarray(bounds[at - 1], bounds[at]))).toBe(true);
        expect(listener.told).toEqual(meant);
      }),
    );
  });

  test("are the same byte by byte", () => {
    const listener = createListener(shapes);
    const reading = new EntryAnswers(listener);
    for (const byte of wire) expect(reading.read(Buffer.from([byte]))).toBe(true);
    expect(listener.told).toEqual(meant);
  });

  test("tell an entry before the next one is there", () => {
    const listener = createListener(["streams"]);
    new EntryAnswers(listener).read(respOf([["s", [entry("1-0", "a", "b"), entry("2-0")]]]).subarray(0, -8));
    expect(listener.told).toEqual(["s", seen("1-0", { a: "b" })]);
  });

  test("of Redis before 7 say of an entry that is gone that it is no text", () => {
    const listener = createListener(["entries"]);
    expect(new EntryAnswers(listener).read(Buffer.from("*1\r\n$-1\r\n"))).toBe(true);
    expect(listener.told).toEqual([null]);
  });

  test("may be large without being looked at again for each piece", () => {
    const body = Buffer.alloc(8 * 1_048_576, "x");
    const bytes = respOf([["s", [entry("1-0", "data", body)]]]);
    const listener = createListener(["streams"]);
    const reading = new EntryAnswers(listener);
    for (let at = 0; at < bytes.length; at += 1_024) reading.read(bytes.subarray(at, at + 1_024));
    expect((listener.told[1] as { body: string }).body).toHaveLength(body.length);
  });

  test.each([
    ["streams", "HTTP/1.1 400 Bad Request\r\n"],
    ["streams", "\u0015\u0003\u0001\r\n"],
    ["streams", "%1\r\n"],
    ["streams", "*1\r\n*3\r\n"],
    ["streams", "*1\r\n:4\r\n"],
    ["streams", "*1\r\n*2\r\n$1\r\ns\r\n*-1\r\n"],
    ["streams", "*99999999999999\r\n"],
    ["streams", `*${"0".repeat(99)}`],
    ["entries", "*1\r\n*2\r\n$99999999999\r\n"],
    ["entries", "*1\r\n*2\r\n$3\r\n1-0XX"],
    ["entries", "*1\r\n*2\r\n$3\r\n1-0\r\n*1\r\n"],
    ["entries", "*1\r\n*2\r\n$3\r\n1-0\r\n*2\r\n*0\r\n"],
    ["entries", "*1\r\n*2\r\n$-1\r\n"],
    ["entries", "*1\r\n*x\r\n"],
    ["entries", `-${"x".repeat(70_000)}`],
    ["value", "*0\r\n"],
  ] as const)("of the shape %s are never %j", (shape, text) => {
    expect(new EntryAnswers(createListener([shape])).read(Buffer.from(text))).toBe(false);
  });

  test("that nobody asked for are none", () => {
    expect(new EntryAnswers(createListener([])).read(Buffer.from("+OK\r\n"))).toBe(false);
  });
});

test("an entry is read as what it is, whatever was read before", () => {
  const few = fc.constantFrom("a", "b", "größe", "", "ce_type", "ce_tyqe", "x".repeat(300), "y".repeat(600));
  const fields = fc.array(fc.tuple(few, few), { maxLength: 5 });
  fc.assert(
    fc.property(fc.array(fields, { minLength: 1, maxLength: 60 }), fc.nat(), (entries, cut) => {
      const wire = respOf([["s", entries.map((each, at) => entry(`${at}-0`, ...each.flat()))]]);
      const listener = createListener(["streams"]);
      const reading = new EntryAnswers(listener);
      reading.read(wire.subarray(0, cut % wire.length));
      reading.read(wire.subarray(cut % wire.length));
      expect(listener.told.slice(1, -1)).toEqual(
        entries.map((each, at) => seen(`${at}-0`, Object.fromEntries(each))),
      );
    }),
  );
});

test("an entry may have more fields than are remembered", () => {
  const words = Array.from({ length: 300 }, (_, at) => [`name ${at}`, `value ${at}`]);
  const listener = createListener(["entries"]);
  new EntryAnswers(listener).read(respOf([entry("1-0", ...words.flat())]));
  expect(listener.told[0]).toEqual(seen("1-0", Object.fromEntries(words)));
});
