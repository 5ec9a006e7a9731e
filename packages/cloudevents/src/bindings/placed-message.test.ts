import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryEvent } from "../testing/arbitrary-event.ts";
import { kafkaBinding } from "./kafka.ts";
import type { EncodedMessage } from "./message.ts";
import { natsBinding } from "./nats.ts";
import { HeaderPlaces, PlacedMessage } from "./placed-message.ts";
import { redisBinding } from "./redis.ts";

const numRuns = process.env.CONCORDAT_COUNTS === "full" ? 10_000 : 300;

type Message = EncodedMessage<Readonly<Record<string, string>>, Uint8Array | null | undefined>;

const bindings = [
  ["ce_", kafkaBinding],
  ["ce_", redisBinding],
  ["ce-", natsBinding],
] as const;

/** Each as a transport hands it over that has seen those before it. */
function placed(
  messages: readonly (readonly [names: readonly string[], values: readonly string[], body: Uint8Array])[],
) {
  const known = new Map<string, HeaderPlaces>();
  return messages.map(([names, values, body]) => {
    const line = names.join("\n");
    const places = known.get(line) ?? new HeaderPlaces(names);
    known.set(line, places);
    return new PlacedMessage(places, values, body);
  });
}

const name = (prefix: string) =>
  fc.oneof(
    fc
      .constantFrom(
        ...["specversion", "id", "source", "type", "time", "datacontenttype", "dataschema", "subject"],
        ...["sequencenumber", "traceparent", "spanid", "free", "a_b", "data", "data_base64", "__proto__"],
        ...["ce_branch", "ID", "x".repeat(30), "1", ""],
      )
      .map((attribute) => prefix + attribute),
    fc.constantFrom("content-type", "Content-Type", "note", "__proto__", "CE_type", "CE-type"),
  );

const value = fc.oneof(
  fc.constantFrom("1.0", "0.3", "1", "/s", "t", "2026-01-25T09:00:00Z", "application/json", "text/plain"),
  fc.constantFrom("", " ", "%41", "%", "größe", "a\u0000", " application/json ", "https://example.com/s/1"),
  fc.constantFrom(
    "application/cloudevents+json",
    "application/cloudevents-batch+json",
    "image/png",
    "no type",
  ),
  fc.constantFrom(
    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    "00f067aa0ba902b7",
    "x".repeat(2_000),
  ),
);

const body = fc.constantFrom('{"a":1}', "", "{", '{"a":1,"a":2}', "[12345678901234567890]", "ü", '"x"');

/** What an event that is good looks like, and anything else. */
const headersWith = (prefix: string) => {
  const good = [
    [`${prefix}specversion`, "1.0"],
    [`${prefix}id`, "1"],
    [`${prefix}source`, "/s"],
    [`${prefix}type`, "t"],
    [`${prefix}time`, "2026-01-25T09:00:00Z"],
    prefix === "ce_" ? ["content-type", "application/json"] : ["ce-datacontenttype", "application/json"],
  ] as const;
  const other = fc.tuple(name(prefix), value);
  const replaced = fc.tuple(fc.nat({ max: good.length - 1 }), value);
  return fc
    .tuple(fc.array(other, { maxLength: 3 }), fc.array(replaced, { maxLength: 2 }))
    .map(([more, changes]) => {
      const headers: [string, string][] = good.map(([each, is]) => [each, is]);
      for (const [at, is] of changes) headers[at] = [good[at]?.[0] as string, is];
      return [...headers, ...more];
    });
};

test.each(bindings)(
  "with %s headers, what was seen before changes nothing in what is read",
  (prefix, binding) => {
    const message = fc.tuple(headersWith(prefix), body);
    const options = fc.constantFrom(
      {},
      { maxBytes: 4 },
      { traceContext: "strict" } as const,
      { knownTypes: new Set(["t"]) },
      {
        validateData: () => ({ valid: false, problems: [{ pointer: "", message: "is not wanted" }] }),
      } as const,
    );
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 12 }), options, (messages, given) => {
        const seen = placed(
          messages.map(([headers, text]) => [
            headers.map(([each]) => each),
            headers.map(([, is]) => is),
            Buffer.from(text),
          ]),
        );
        for (const [index, each] of seen.entries()) {
          const headers: Record<string, string> = {};
          for (const [name, is] of messages[index]?.[0] ?? []) headers[name] = is;
          const meant = binding.decode({ headers, body: each.body }, given);
          const read = binding.decode(each, given);
          expect(read).toEqual(meant);
          expect(JSON.stringify(read)).toBe(JSON.stringify(meant));
          expect(Object.isFrozen(read.event)).toBe(Object.isFrozen(meant.event));
          expect(each.headers).toEqual(headers);
        }
      }),
      { numRuns },
    );
  },
);

test.each(bindings)(
  "with %s headers, events come back as they were, whatever came before them",
  (_, binding) => {
    fc.assert(
      fc.property(fc.array(arbitraryEvent, { minLength: 1, maxLength: 8 }), (events) => {
        const messages: Message[] = [...events, ...events].map((event) => binding.encode(event));
        const seen = placed(
          messages.map(({ headers, body }) => [
            Object.keys(headers),
            Object.values(headers),
            body ?? new Uint8Array(),
          ]),
        );
        for (const [index, message] of seen.entries())
          expect(binding.decode(message).event).toEqual(events[index % events.length]);
      }),
      { numRuns },
    );
  },
);

test("headers are those of the message, of a name that stands twice the last one", () => {
  const places = new HeaderPlaces(["a", "b", "a"]);

  expect(new PlacedMessage(places, ["1", "2", "3"], new Uint8Array()).headers).toEqual({ a: "3", b: "2" });
});
