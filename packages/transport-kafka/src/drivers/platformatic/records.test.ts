import { type CloudEvent, type ContentMode, encodeStructured, kafkaBinding } from "@concordat/cloudevents";
import type { OutgoingMessage } from "@concordat/runtime";
import { PublishCall, SeenFields } from "@concordat/runtime/transport";
import { createRecordsBatch, Reader, readRecordsBatch } from "@platformatic/kafka";
import { expect, test } from "vitest";
import type { FetchedRecord } from "../../driver.ts";
import { Entry, PartitionBatch } from "../../publish/partition-batch.ts";
import { FetchedBatches } from "./fetched-batches.ts";
import { produceRequest } from "./produce-request.ts";
import { RecordTails, varintSize, writeVarint } from "./record-tails.ts";

const as = { producerId: 4_711n, epoch: 3, sequence: 17 };

function message(body: string, headers: Record<string, string> = {}, key?: string): OutgoingMessage {
  const raw = { headers, body: Buffer.from(body) };
  return key === undefined ? { address: "orders", raw } : { address: "orders", raw, key };
}

/** The batch as it stands in a request for one partition: after everything in front of it, whose sizes are known. */
function batchOf(messages: readonly OutgoingMessage[], mode: ContentMode = "binary"): Buffer {
  const tails = new RecordTails();
  const call = new PublishCall(messages.length);
  const entries = messages.map((each, index) => new Entry(tails.encode(each, mode), call, index, 0));
  const request = produceRequest(
    [{ batch: new PartitionBatch("orders", 5, entries), as }],
    1_000,
    Buffer.alloc,
  );
  const magicAt = request.indexOf(Buffer.from([0xff, 0xff, 0xff, 0xff, 2])) + 4;
  const from = magicAt - 16;
  return request.subarray(from, from + 12 + request.readInt32BE(from + 8));
}

/** By the reader of the client, which did not write it. */
function readElsewhere(batch: Buffer) {
  const read = readRecordsBatch(Reader.from(batch));
  return {
    ...read,
    records: read.records.map(({ key, value, headers }) => ({
      key: key && String(key),
      value: value && String(value),
      headers: Object.fromEntries([...headers].map(([name, text]) => [String(name), String(text)])),
    })),
  };
}

const samples: readonly (readonly [what: string, message: OutgoingMessage])[] = [
  ["nothing but a body", message("{}")],
  ["a key and headers", message('{"a":1}', { note: "größe 尺寸 🧭", empty: "" }, "schlüssel")],
  ["more headers than one byte counts", message("x", manyHeaders(200))],
  ["text whose length takes more bytes than its letters would", message("x", { long: "ü".repeat(40) })],
  ["a long header", message("x", { long: "y".repeat(9_000) })],
  ["a body larger than the memory that records share", message("z".repeat(400_000), { note: "n" }, "k")],
  ["a header larger than that", message("x", { long: "y".repeat(400_000) }, "k")],
  ["an empty key", message("x", {}, "")],
];

function manyHeaders(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, number) => [`name-${number}`, `value ${number}`]),
  );
}

test.each(samples)("a record with %s is read by others as it was", (_, sample) => {
  const { raw, key } = sample as Extract<OutgoingMessage, { raw: object }>;

  expect(readElsewhere(batchOf([sample])).records).toEqual([
    { key: key ?? null, value: Buffer.from(raw.body).toString(), headers: raw.headers },
  ]);
});

const placed = {
  specversion: "1.0",
  id: "1",
  source: "/orders",
  type: "com.example.placed",
  time: "2026-01-25T09:00:00Z",
  datacontenttype: "application/json",
  dataschema: "https://example.com/placed/1",
  data: { größe: "尺寸" },
} as const;

const { dataschema: _, ...withoutSchema } = placed;

const likeIt: readonly (readonly [what: string, event: CloudEvent])[] = [
  ["the same again", placed],
  ["another id and time", { ...placed, id: "2", time: "2026-01-25T09:00:01Z" }],
  ["another source", { ...placed, source: "/bestellungen/größe" }],
  ["another schema", { ...placed, dataschema: "https://example.com/placed/2" }],
  ["no schema", withoutSchema],
  ["another content type", { ...placed, datacontenttype: "text/plain", data: "größe" }],
  ["bytes", { ...placed, datacontenttype: "application/octet-stream", data: Uint8Array.of(1, 2) }],
  ["a source longer than what is remembered", { ...placed, source: `/${"x".repeat(2_000)}` }],
  ["extensions", { ...placed, subject: "1", sequencenumber: 7, urgent: true } as CloudEvent],
  ["no data", { specversion: "1.0", id: "3", source: "/orders", type: placed.type }],
];

test("events of one type that differ in what they mostly have in common are each written as they are", () => {
  const events = [...likeIt, ...likeIt.toReversed(), ...likeIt].map(([, event]) => event);

  const { records } = readElsewhere(batchOf(events.map((event) => ({ address: "orders", event }))));

  for (const [index, event] of events.entries()) {
    const { headers, body } = kafkaBinding.encode(event);
    expect(records[index]).toEqual({ key: null, value: body && Buffer.from(body).toString(), headers });
  }
});

test.each(likeIt)(
  "what is counted of an event (%s) is the same whether its like was written before or not",
  (_, event) => {
    const tails = new RecordTails();
    const size = () => tails.encode({ address: "orders", event }, "binary").bytes;

    expect([size(), size()]).toEqual(Array.from({ length: 2 }, () => countedBytes(event)));
  },
);

function countedBytes(event: CloudEvent): number {
  const { headers, body } = kafkaBinding.encode(event);
  const texts = Object.entries(headers).flat();
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), body?.length ?? 0);
}

test("an event in structured mode is written as its format says", () => {
  const record = batchOf([{ address: "orders", event: placed }], "structured");

  expect(readElsewhere(record).records).toEqual([
    {
      key: null,
      value: Buffer.from(encodeStructured(placed)).toString(),
      headers: { "content-type": "application/cloudevents+json" },
    },
  ]);
});

test("a batch says whose it is and where it stands in the sequence", () => {
  const batch = batchOf(samples.map(([, sample]) => sample));

  expect(readElsewhere(batch)).toMatchObject({
    magic: 2,
    producerId: 4_711n,
    producerEpoch: 3,
    firstSequence: 17,
    lastOffsetDelta: samples.length - 1,
    records: { length: samples.length },
  });
});

test("what a message takes is its body and its headers, in UTF-8", () => {
  const record = new RecordTails().encode(
    message("größe", { note: "ü" }, "a long key that does not count"),
    "binary",
  );

  expect(record.bytes).toBe(7 + 4 + 2);
});

test("a record that could not be made leaves no trace in the next", () => {
  const tails = new RecordTails();
  const bad = { ...message("x"), headers: { "Not Allowed": "x" } };
  expect(() => tails.encode(bad, "binary")).toThrow();

  const record = tails.encode(message("y"), "binary");

  expect(record.bytes).toBe(1);
  expect([...record.slab.bytes.subarray(record.from, record.to)]).toEqual([1, 2, "y".charCodeAt(0), 0]);
});

function read(batches: FetchedBatches): FetchedRecord[] {
  const records: FetchedRecord[] = [];
  for (let record = batches.next(); record !== undefined; record = batches.next()) records.push(record);
  return records;
}

function writtenElsewhere(values: readonly string[], compression = "none", firstOffset = 0): Buffer {
  const messages = values.map((value) => ({
    topic: "orders",
    partition: 0,
    key: Buffer.from(`key of ${value}`),
    value: Buffer.from(value),
    headers: new Map([[Buffer.from("note"), Buffer.from(`ü ${value}`)]]),
  }));
  const bytes = Buffer.from(createRecordsBatch(messages, { compression } as object).buffer);
  bytes.writeBigInt64BE(BigInt(firstOffset), 0);
  return bytes;
}

test.each(["none", "gzip", "snappy", "lz4", "zstd"])(
  "what others wrote is read, with compression %s",
  (compression) => {
    const bytes = writtenElsewhere(["one", "two"], compression, 40);

    const batches = new FetchedBatches(bytes, 40, 42, [], new SeenFields());

    expect(batches.nextOffset).toBe(42);
    const records = read(batches).map(({ raw: { headers, body }, ...rest }) => ({ ...rest, headers, body }));
    expect(records).toEqual(
      ["one", "two"].map((value, index) => ({
        offset: 40 + index,
        key: `key of ${value}`,
        headers: { note: `ü ${value}` },
        body: Buffer.from(value),
      })),
    );
  },
);

test("records before the place that was asked for are left out", () => {
  const bytes = Buffer.concat([
    writtenElsewhere(["a", "b", "c"], "none", 7),
    writtenElsewhere(["d"], "none", 10),
  ]);

  const batches = new FetchedBatches(bytes, 9, 11, [], new SeenFields());

  expect(read(batches).map(({ offset }) => offset)).toEqual([9, 10]);
  expect(batches.nextOffset).toBe(11);
});

test("a batch that was cut off is asked for again", () => {
  const whole = writtenElsewhere(["a"], "none", 7);
  const bytes = Buffer.concat([whole, writtenElsewhere(["b"], "none", 8).subarray(0, 70)]);

  const batches = new FetchedBatches(bytes, 7, 9, [], new SeenFields());

  expect(read(batches)).toHaveLength(1);
  expect(batches.nextOffset).toBe(8);
});

test.each([0, 1, -1, 63, 64, -64, -65, 8_191, 8_192, 2 ** 20, 2 ** 30 - 1, -(2 ** 30)])(
  "the varint of %d takes as many bytes as it is said to",
  (value) => {
    const buffer = Buffer.alloc(8);

    expect(writeVarint(buffer, 0, value)).toBe(varintSize(value));
    expect(Reader.from(buffer).readVarInt()).toBe(value);
  },
);
