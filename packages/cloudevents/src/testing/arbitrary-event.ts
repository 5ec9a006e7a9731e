import fc from "fast-check";
import type { CloudEvent } from "../cloud-event.ts";
import { dataFlaws } from "../validate/data-flaws.ts";
import { validateEvent } from "../validate/validate-event.ts";
import { forbiddenCharacterOf } from "../values/characters.ts";

/** Any text that an attribute may hold, most of it from beyond ASCII and full of what has to be escaped somewhere. */
const text = fc
  .string({
    unit: fc.oneof(
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
      fc.constantFrom("%", '"', "\\", " ", "é", "🙂", "ce-"),
    ),
    minLength: 1,
    maxLength: 12,
  })
  .filter((each) => forbiddenCharacterOf(each) === undefined);

const jsonValue = fc
  .jsonValue({ maxDepth: 4 })
  .map((value) => JSON.parse(JSON.stringify(value)))
  // Integers that would be rounded are refused, and have tests of their own.
  .filter((value) => dataFlaws(value).length === 0);

/** What one content type has as data, in memory. */
const data = fc.oneof(
  fc.record({
    datacontenttype: fc.constantFrom("application/json", "application/vnd.oms+json; charset=utf-8"),
    data: jsonValue,
  }),
  fc.record({
    datacontenttype: fc.constantFrom("text/plain", "application/xml", "image/svg+xml"),
    data: fc.string({ unit: "grapheme" }),
  }),
  fc.record({
    datacontenttype: fc.constantFrom("application/octet-stream", "image/png"),
    data: fc.uint8Array({ minLength: 1 }),
  }),
  fc.record({ data: fc.uint8Array({ minLength: 1 }) }),
  fc.constant({}),
);

const extensions = fc.record(
  {
    branch: text,
    commit: text,
    author: text,
    tenant: text,
    correlationid: text,
    causationid: text,
    sequencenumber: fc.nat({ max: 2 ** 31 - 1 }),
    traceparent: fc.constant("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
    spanid: fc.constant("00f067aa0ba902b7"),
    tracestate: text,
    partition: text,
    free: text,
  },
  { requiredKeys: [] },
);

/** Valid events of all kinds. Free extensions are texts, the only type that every protocol brings back. */
export const arbitraryEvent: fc.Arbitrary<CloudEvent> = fc
  .tuple(
    fc.record({
      specversion: fc.constant("1.0"),
      id: text,
      type: text,
      source: fc.constantFrom("/oms/main", "urn:a:b", "https://example.com/caf%C3%A9?a=1#b"),
    }),
    fc.record(
      {
        subject: text,
        time: fc.constantFrom("2025-01-25T09:00:00Z", "2025-01-25t18:00:00.123456+09:00"),
        dataschema: fc.constant("https://example.com/s/1.0.0.json"),
      },
      { requiredKeys: [] },
    ),
    extensions,
    data,
  )
  .map((parts) => {
    const verdict = validateEvent(Object.assign({}, ...parts), { traceContext: "strict" });
    if (!verdict.valid) throw new Error(JSON.stringify(verdict.violations));
    return verdict.event;
  });
