import fc from "fast-check";
import { expect, test } from "vitest";
import { answerOf, plainSequenceOf } from "./answer.ts";

const of = (text: string) => plainSequenceOf(Buffer.from(text));

test.each([
  ['{"stream":"S","seq":1}', 1],
  ['{"stream":"S", "seq":10}', 10],
  ['{"stream":"größen","seq":0}', 0],
  ['{"stream":"","seq":123456789012345}', 123_456_789_012_345],
])("%s is plain", (text, sequence) => {
  expect(of(text)).toBe(sequence);
});

test.each([
  '{"stream":"S", "seq":10,"duplicate": true}',
  '{"stream":"S","domain":"D","seq":10}',
  '{"error":{"code":503,"description":"x"},"stream":"S","seq":0}',
  '{"stream":"S","error":{},"x":"","seq":0}',
  '{"stream":"S\\",\\"seq":1}',
  '{"stream":"S","seq":01}',
  '{"stream":"S","seq":}',
  '{"stream":"S","seq":-1}',
  '{"stream":"S","seq":1.5}',
  '{"stream":"S","seq":1234567890123456}',
  '{"stream":"S""seq":1}',
  '{"stream":S,"seq":1}',
  '{"stream":"seq":1}',
  '{"seq":1}',
  "}",
  "1}",
  "",
])("%s is for the parser", (text) => {
  expect(of(text)).toBeUndefined();
});

test("what is plain says what the parser says", () => {
  const stream = fc.string({ unit: fc.constantFrom("a", "ü", '"', "\\", ",", " ", '"seq":1}') });
  const answer = fc.record({ stream, seq: fc.nat(), cut: fc.nat(), put: fc.constantFrom("", '"', "0", " ") });
  fc.assert(
    fc.property(answer, ({ stream: name, seq, cut, put }) => {
      const whole = `{"stream":"${name}", "seq":${seq}}`;
      const at = cut % whole.length;
      const text = whole.slice(0, at) + put + whole.slice(at);
      const sequence = of(text);
      if (sequence !== undefined)
        expect(JSON.parse(text)).toEqual({ stream: expect.any(String), seq: sequence });
    }),
    { numRuns: 2_000 },
  );
});

test("an answer is stored, a duplicate, a refusal, or nobody knows", () => {
  const read = (text: string) => answerOf(Buffer.from(text), "a");

  expect(read('{"stream":"S","seq":7}')).toEqual({ status: "stored", position: "7" });
  expect(read('{"stream":"S","seq":7,"duplicate": true}')).toEqual({
    status: "stored",
    position: "7",
    isDuplicate: true,
  });
  const refusal = '{"error":{"code":503,"err_code":10077,"description":"full"},"stream":"S","seq":0}';
  expect(read(refusal)).toMatchObject({
    status: "refused",
    error: { code: "NATS_REFUSED", params: { code: 10077, description: "full" } },
  });
  expect(read("+OK")).toMatchObject({ status: "unknown", error: { code: "TRANSPORT_NO_ANSWER" } });
});
