import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeHeaderValue, HeaderLines, headersOfBlock, keyOf, ownHeadersOf, statusOf } from "./headers.ts";

const text = fc.string({ unit: "binary" }).map((each) => each.toWellFormed());

test("whatever text a value is, it comes back", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^x[a-z0-9-]{0,20}$/), text), (headers) => {
      const lines = new HeaderLines();
      for (const [name, value] of Object.entries(headers)) lines.add(name, encodeHeaderValue(value));
      lines.close();
      expect(ownHeadersOf(headersOfBlock(Buffer.from(lines.text)))).toEqual(headers);
    }),
  );
});

test("no raw value can break out of its line", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("\r", "\n", "\0", "a", ":", " ", "ü") }), (value) => {
      const lines = new HeaderLines();
      lines.addRaw("x-raw", value);
      const names = Object.keys(headersOfBlock(Buffer.from(lines.text)));
      expect(names).toEqual(["x-raw"]);
    }),
  );
});

test("bytes are counted as the reader sees them, and as they are on the wire", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom("a", "ü", "尺", "-") }), { minLength: 1 }),
      (values) => {
        const lines = new HeaderLines();
        lines.addRaw("x-raw", values.join("\r\n"));
        lines.addForServer("Nats-Msg-Id", "not counted");
        const counted = Object.entries(headersOfBlock(Buffer.from(lines.text)))
          .flat()
          .join("");
        expect(lines.bytes).toBe(Buffer.byteLength(counted));
        expect(lines.wireBytes).toBe(Buffer.byteLength(lines.text));
      },
    ),
  );
});

test("a block of others is read: odd spacing, no colon, an empty value, what is for the server, a name of the language", () => {
  const block =
    "NATS/1.0\r\nA:1\r\nb :  two  \r\nnonsense\r\n: no name\r\nEmpty:\r\nNats-Expected-Stream: S\r\n__proto__: x\r\n\r\n";

  expect(headersOfBlock(Buffer.from(block))).toEqual({ A: "1", "b ": "two", Empty: "" });
  expect(headersOfBlock(undefined)).toEqual({});
});

test("what carries the event is no header of one's own; a value that is no encoding is what it is", () => {
  const headers = {
    "Ce-Id": "1",
    "Content-Type": "x",
    "concordat-key": "a%20b",
    "X-Odd": "100%",
    note: "a%20b",
  };

  expect(ownHeadersOf(headers)).toEqual({ "x-odd": "100%", note: "a b" });
  expect(keyOf(headers)).toBe("a b");
});

test.each([
  ["NATS/1.0 503\r\n\r\n", { code: 503, text: "", headers: {} }],
  [
    "NATS/1.0 408 Request Timeout\r\nNats-Pending-Messages: 7\r\n\r\n",
    { code: 408, text: "Request Timeout", headers: { "Nats-Pending-Messages": "7" } },
  ],
  ["NATS/1.0\r\na: b\r\n\r\n", { code: 0, text: "", headers: { a: "b" } }],
])("the status of %j", (block, status) => {
  expect(statusOf(Buffer.from(block))).toEqual(status);
});
