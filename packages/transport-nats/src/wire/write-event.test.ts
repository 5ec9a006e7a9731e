import { type CloudEvent, natsBinding } from "@concordat/cloudevents";
import fc from "fast-check";
import { expect, test } from "vitest";
import { HeaderLines, headersOfBlock } from "./headers.ts";
import { writeEvent } from "./write-event.ts";

const text = fc.string({ unit: "binary" });

const anyData = fc.oneof(
  fc.record({ datacontenttype: fc.constantFrom("application/json", "a/b+json"), data: fc.jsonValue() }),
  fc.record({ datacontenttype: fc.constantFrom("text/plain", "application/xml"), data: text }),
  fc.record({ datacontenttype: fc.constantFrom("image/png"), data: fc.uint8Array() }),
  fc.record({ data: fc.oneof(fc.uint8Array(), text, fc.constant(null), fc.constant(0)) }),
  fc.record({ datacontenttype: fc.constantFrom("text/plain", "application/json") }),
  fc.constant({}),
);

/** Few values of each attribute, so that events are alike in some and differ in others. */
const anyEvent = fc
  .tuple(
    anyData,
    fc.record({
      id: text,
      source: fc.constantFrom("/s", "/ü s"),
      type: fc.constantFrom("t", "Größe", "__proto__"),
    }),
    fc.record(
      {
        time: fc.constantFrom("2026-01-25T09:00:00Z", "2026-01-25T09:00:01Z"),
        dataschema: fc.constantFrom("/a", "/b"),
        subject: text,
        free: text,
        sequencenumber: fc.nat(),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([data, required, more]) => ({ specversion: "1.0", ...required, ...more, ...data }) as CloudEvent);

const anyAddress = fc.constantFrom("orders", "größen.alle");

test.each(["binary", "structured"] as const)(
  "in %s mode it is what the binding makes of the event",
  (mode) => {
    fc.assert(
      fc.property(anyEvent, anyAddress, (event, address) => {
        const { lines, body } = written(address, event, mode);
        const message = natsBinding.encode(event, mode);

        expect(headersOfBlock(Buffer.from(lines.text))).toEqual(message.headers);
        expect(Buffer.from(body as string)).toEqual(Buffer.from(message.body as Uint8Array));
      }),
    );
  },
);

test.each(["binary", "structured"] as const)("in %s mode bytes are counted as they are", (mode) => {
  fc.assert(
    fc.property(anyEvent, anyAddress, (event, address) => {
      const { lines } = written(address, event, mode);
      const seen = headersOfBlock(Buffer.from(lines.text));

      expect(lines.wireBytes).toBe(Buffer.byteLength(lines.text));
      expect(lines.bytes).toBe(Buffer.byteLength(Object.entries(seen).flat().join("")));
    }),
  );
});

test("the stream knows an event by address, source and id", () => {
  const event = { specversion: "1.0", id: "a b", source: "/s", type: "t" } as const;
  const idOf = (address: string, mode: "binary" | "structured") =>
    /^Nats-Msg-Id: (.*)\r$/m.exec(written(address, event, mode).lines.text)?.[1];

  expect([idOf("one", "binary"), idOf("two", "binary"), idOf("two", "structured")]).toEqual([
    "one /s a%20b",
    "two /s a%20b",
    "two /s a%20b",
  ]);
});

function written(address: string, event: CloudEvent, mode: "binary" | "structured") {
  const lines = new HeaderLines();
  const body = writeEvent(lines, address, event, mode);
  lines.close();
  return { lines, body };
}
