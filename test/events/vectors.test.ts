import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type CloudEvent,
  decodeStructured,
  type EventVerdict,
  httpBinding,
  kafkaBinding,
  natsBinding,
  parseTimestamp,
  redisBinding,
  structuredType,
} from "@concordat/cloudevents";
import { parseJson } from "@concordat/json";
import { HTTP, Kafka } from "cloudevents";
import { describe, expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";
import { catalogue, writer } from "../catalogue/house.ts";
import type { EventVector } from "./event-vectors.ts";

/**
 * Our bindings made these files, so that they agree with themselves proves little: here the official SDK reads each text,
 * knowing nothing of ours. It has no binding for NATS and Redis; their headers are read as those of the protocol that they
 * are spelt like.
 */
const folder = join(root, "test", "vectors", "events");
const files = readdirSync(folder).map((file) => {
  const { type, contract, events } = parseJson(readFileSync(join(folder, file))) as unknown as {
    readonly type: string;
    readonly contract: string;
    readonly events: readonly EventVector[];
  };
  return { type, contract, events };
});
const vectors = files.flatMap(({ type, events }) =>
  events.map((vector) => ({ title: `${type}, ${vector.name}`, vector })),
);

test("there are the 29 types, and the data of every event is what its contract lets writers send", () => {
  expect(files).toHaveLength(29);
  for (const { contract, events } of files) {
    const version = catalogue.byId(contract);
    if (version === undefined) throw new Error(`the catalogue holds no ${contract}`);
    for (const { data } of events) expect(writer(version)(data), contract).toEqual({ valid: true });
  }
});

describe.each(vectors)("$title", ({ vector: { attributes, data, structured, binary } }) => {
  const { http, nats, kafka, redis } = binary;
  const expected = comparable({ ...attributes, data });

  test("the official SDK reads the structured text", () => {
    const read = HTTP.toEvent({ headers: { "content-type": structuredType }, body: structured });

    expect(comparable(read)).toEqual(expected);
  });

  test("the official SDK reads the headers of HTTP and NATS, once their percent signs are decoded", () => {
    const { "ce-datacontenttype": contentType = "", ...others } = nats.headers;
    const likeHttp = { ...others, "content-type": contentType };

    for (const [headers, body] of [[http.headers, http.body] as const, [likeHttp, nats.body] as const])
      expect(comparable(HTTP.toEvent({ headers: percentDecoded(headers), body }))).toEqual(expected);
  });

  test("the official SDK reads the headers of Kafka and the fields of Redis as they are", () => {
    const { data: value = "", ...headers } = redis.fields;

    // Without the key, of which the SDK would make an attribute `partitionkey`; ours stands in `partition`.
    const { key, ...record } = kafka;
    for (const message of [record, { headers, value }])
      expect(comparable(Kafka.toEvent({ ...message, body: message.value } as never))).toEqual(expected);
    expect(key).toBe(attributes.partition);
  });

  test("our own bindings read all of it, and the way back is the same", () => {
    const event = eventOf(decodeStructured(structured));
    const read = [
      httpBinding.decode(http),
      natsBinding.decode(nats),
      kafkaBinding.decode({ headers: kafka.headers, body: kafka.value }),
      redisBinding.decode({ headers: redis.fields }),
    ];

    expect(event).toEqual({ ...attributes, data });
    for (const verdict of read) expect(comparable(eventOf(verdict))).toEqual(expected);
    expect(httpBinding.encode(event).headers).toEqual(http.headers);
    expect(natsBinding.encode(event).headers).toEqual(nats.headers);
    expect(kafkaBinding.encode(event).headers).toEqual(kafka.headers);
  });
});

function eventOf({ event, violations }: EventVerdict): CloudEvent {
  expect(violations).toEqual([]);
  return event as CloudEvent;
}

/** Attributes as text, since in headers their type is lost, and moments as moments, since the SDK writes them its own way. */
function comparable(event: object): object {
  const { data, ...attributes } = event as Record<string, unknown>;
  const texts = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, name === "time" ? parseTimestamp(String(value)) : String(value)]);
  return { ...Object.fromEntries(texts), data };
}

function percentDecoded(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, decodeURIComponent(value)]),
  );
}
