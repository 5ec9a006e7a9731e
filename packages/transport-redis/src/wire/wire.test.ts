import { type CloudEvent, createEvent, redisBinding } from "@concordat/cloudevents";
import type { OutgoingMessage } from "@concordat/runtime";
import fc from "fast-check";
import { expect, test } from "vitest";
import { EntryReader } from "../reading/entry-reader.ts";
import { RespBytes } from "../reading/resp-bytes.ts";
import { respOf } from "../testing/resp-of.ts";
import { wordsOf } from "../testing/words-of.ts";
import { createContentReader } from "./decode-content.ts";
import { encodeMessage, type WireOptions } from "./encode-message.ts";
import { EntryText } from "./entry-text.ts";
import { ownHeaders } from "./field-names.ts";
import { writeEvent } from "./write-event.ts";

const options: WireOptions = { mode: "binary", format: "cloudevents", messageBytes: 1_048_576 };
const decode = createContentReader(options);

function written(message: OutgoingMessage, more: Partial<WireOptions> = {}): Buffer[] {
  return wordsOf(encodeMessage(message, { ...options, ...more }).after("", 0));
}

const entries = new EntryReader();

/** As the server gives it back. */
function stored(words: readonly (string | Buffer)[]) {
  const resp = new RespBytes();
  resp.begin(respOf(["1-0", words]));
  const entry = entries.read(resp);
  if (!entry) throw new Error("the entry has no fields");
  return entry;
}

function fieldsOf(words: readonly Buffer[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (let at = 0; at < words.length; at += 2) fields[String(words[at])] = String(words[at + 1]);
  return fields;
}

const event = createEvent({
  id: "e1",
  source: "/shop",
  type: "UserRegistered",
  subject: "user_123",
  time: "2026-01-25T09:00:00Z",
  datacontenttype: "application/json",
  data: { name: "Größe 🧭" },
});

const anyData = fc.oneof(
  fc.record({ datacontenttype: fc.constantFrom("application/json", "a/b+json"), data: fc.jsonValue() }),
  fc.record({ datacontenttype: fc.constantFrom("text/plain", "application/xml"), data: fc.string() }),
  fc.record({ datacontenttype: fc.constantFrom("image/png"), data: fc.uint8Array() }),
  fc.record({ data: fc.oneof(fc.uint8Array(), fc.string(), fc.constant(null), fc.constant(0)) }),
  fc.record({ datacontenttype: fc.constantFrom("text/plain", "application/json") }),
  fc.constant({}),
);

const anyEvent = fc
  .tuple(anyData, fc.record({ subject: fc.string(), free: fc.string() }, { requiredKeys: [] }), fc.nat())
  .map(
    ([data, extensions, sequencenumber]) =>
      ({
        specversion: "1.0",
        id: "e1",
        source: "/s",
        type: "t",
        sequencenumber,
        ...extensions,
        ...data,
      }) as CloudEvent,
  );

test.each(["binary", "structured"] as const)(
  "in %s mode the fields are those that the binding makes",
  (mode) => {
    fc.assert(
      fc.property(anyEvent, (each) => {
        const entry = new EntryText();
        writeEvent(entry, each, mode);
        const hex = (word: string | Uint8Array) => Buffer.from(word as string).toString("hex");
        const { fields } = redisBinding.encode(each, mode);
        expect(wordsOf(entry.after("", 0)).map(hex).toSorted()).toEqual(
          Object.entries(fields).flat().map(hex).toSorted(),
        );
      }),
    );
  },
);

test.each(["binary", "structured"] as const)("in %s mode an event comes back as it was", (mode) => {
  const { key, raw } = stored(written({ address: "orders", key: "k", event }, { mode }));

  expect(key).toBe("k");
  expect(decode(raw)).toEqual({ event });
});

test("data that is bytes comes back byte by byte, and holds no text", () => {
  const data = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const bytes = createEvent({ source: "/s", type: "t", datacontenttype: "image/png", data });
  const { raw } = stored(written({ address: "pictures", event: bytes }));
  const { event: back = bytes } = decode(raw);

  expect([...raw.body]).toEqual([...data]);
  expect(back).not.toBe(bytes);
  expect([...(back.data as Uint8Array)]).toEqual([...data]);
});

test("headers stand beside the event under a prefix, and come back under their own names", () => {
  const headers = { note: "größe\r\n", data: "no body", "event-id": "none of the event's" };
  const words = written({ address: "orders", event, headers });
  const { raw } = stored(words);

  expect(fieldsOf(words)).toMatchObject({ h_note: "größe\r\n", h_data: "no body" });
  expect(ownHeaders(raw.headers)).toEqual(headers);
});

test.each(["ce-id", "content-type", "Note", "a_b", ""])("the header %j is refused", (name) => {
  expect(() => written({ address: "orders", event, headers: { [name]: "x" } })).toThrow(
    expect.objectContaining({ code: "MESSAGE_HEADER" }),
  );
});

test.each(["cloudevents", "domain-event"] as const)(
  "a message that is passed on in its bytes is the one that came: %s",
  (format) => {
    const first = stored(written({ address: "a", key: "k", event, headers: { note: "x" } }, { format }));
    const { raw } = first;
    const again = stored(written({ address: "a", key: "k", raw, headers: { note: "y", more: "z" } }));

    expect(again.key).toBe("k");
    expect(again.raw.body).toEqual(raw.body);
    expect(again.raw.headers).toEqual({ ...raw.headers, h_note: "y", h_more: "z" });
    expect(decode(again.raw)).toEqual(decode(raw));
  },
);

test("bytes are those of names and values in UTF-8, without the key", () => {
  const { raw } = stored(written({ address: "a", key: "k", event, headers: { note: "größe" } }));
  const bytes = raw.body.length + Buffer.byteLength(Object.entries(raw.headers).flat().join(""));
  const message: OutgoingMessage = { address: "a", key: "k", event, headers: { note: "größe" } };

  expect(() => written(message, { messageBytes: bytes })).not.toThrow();
  expect(() => written(message, { messageBytes: bytes - 1 })).toThrow(
    expect.objectContaining({ code: "LIMIT_EVENT_BYTES", params: { bytes, limit: bytes - 1 } }),
  );
});

test("an event may be written as a message of the event bus, whose fields others read", () => {
  const words = written({ address: "a", key: "user_123", event }, { format: "domain-event" });
  const fields = fieldsOf(words);

  expect(Object.keys(fields)).toEqual([
    "event_id",
    "event_type",
    "aggregate_id",
    "aggregate_type",
    "version",
    "event_data",
    "metadata",
  ]);
  expect(JSON.parse(fields.event_data ?? "")).toEqual(event.data);
  expect(JSON.parse(fields.metadata ?? "").checksum).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(stored(words).key).toBe("user_123");
  expect(decode(stored(words).raw)).toMatchObject({ event: { id: "e1", type: "UserRegistered" } });
});

test("a key that is not the aggregate's has a field of its own", () => {
  const words = written({ address: "a", key: "other", event }, { format: "domain-event" });

  expect(fieldsOf(words)).toMatchObject({ aggregate_id: "user_123", key: "other" });
  expect(stored(words).key).toBe("other");
});

test("a message of the event bus whose data was changed is no event any more, and says why", () => {
  const fields = fieldsOf(written({ address: "a", event }, { format: "domain-event" }));
  const changed = { ...fields, event_data: JSON.stringify({ name: "another" }) };
  const { raw } = stored(Object.entries(changed).flat());

  expect(decode(raw)).toEqual({
    event: undefined,
    violations: [expect.objectContaining({ code: "CHECKSUM_MISMATCH", pointer: "/metadata/checksum" })],
  });
});

test("what is no event is delivered with what is wrong with it, and with its fields", () => {
  const { raw, key } = stored(["hello", "world", "data", "x", "event_data", "y"]);

  expect(key).toBeUndefined();
  expect(raw).toEqual({ headers: { hello: "world", event_data: "y" }, body: Buffer.from("x") });
  expect(decode(raw)).toMatchObject({ event: undefined, violations: expect.any(Array) });
  expect(ownHeaders(raw.headers)).toEqual({ hello: "world", event_data: "y" });
});

test("entries are read as what they are, whatever was read before", () => {
  const few = fc.constantFrom("a", "b", "größe", "", "ce_type", "ce_tyqe", "x".repeat(300));
  const fields = fc.dictionary(few, few, { maxKeys: 5, noNullPrototype: true });
  fc.assert(
    fc.property(fc.array(fields, { minLength: 1, maxLength: 60 }), (entries) => {
      for (const each of entries) expect(stored(Object.entries(each).flat()).raw.headers).toEqual(each);
    }),
  );
});
