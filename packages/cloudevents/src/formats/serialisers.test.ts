import { expect, test } from "vitest";
import { createFormats } from "./formats.ts";
import { formatSerialiser, jsonSerialiser } from "./json-serialisers.ts";
import { createSerialisers, type Serialiser } from "./serialisers.ts";
import { event, everyExtension } from "./testing/oms.ts";
import { createUpcasters } from "./upcasters.ts";

const merged = event({
  type: "com.foundry.oms.branch.merged",
  dataschema: "https://schemas.concordat.example/oms/branch/merged/1.0.0",
  data: { größe: 1 },
  ...everyExtension,
});
const registered = event({
  type: "UserRegistered",
  source: "/eventbus/User",
  subject: "user_123",
  time: "2025-06-08T12:00:00Z",
  datacontenttype: "application/json",
  aggregatetype: "User",
  aggregateversion: 1,
  category: "domain_event",
  priority: "high",
  retrycount: 0,
  maxretries: 3,
  data: { user_id: "user_123" },
});

const formats = createFormats({ types: ["UserRegistered"] });
const redis = formatSerialiser("domain_event", "application/vnd.eventbus+json", formats);

test("events are written as JSON unless something else was said about their type", () => {
  const serialisers = createSerialisers({ fallback: jsonSerialiser() });
  serialisers.register(redis);
  serialisers.useFor("UserRegistered", "domain_event");
  const written = [merged, registered].map(serialisers.write);

  expect(written).toMatchObject([
    { contentType: "application/cloudevents+json", schemaVersion: "1.0.0" },
    { contentType: "application/vnd.eventbus+json" },
  ]);
  expect(written.map(serialisers.read)).toEqual([{ event: merged }, { event: registered }]);
});

test("a serialiser that nobody registered is an error that names those there are", () => {
  const serialisers = createSerialisers({ fallback: jsonSerialiser() });
  const error = expect.objectContaining({
    code: "FORMAT_UNREGISTERED",
    hint: expect.stringContaining("json"),
  });

  expect(() => serialisers.get("avro")).toThrow(error);
  expect(() => serialisers.useFor("UserRegistered", "avro")).toThrow(error);
});

test("bytes of a content type that nobody knows are refused", () => {
  const serialisers = createSerialisers({ fallback: jsonSerialiser() });

  expect(serialisers.read({ contentType: "application/avro", bytes: new Uint8Array() })).toMatchObject({
    violations: [{ code: "UNKNOWN_FORMAT", message: expect.stringContaining("application/avro") }],
  });
});

test("parameters of a content type do not matter", () => {
  const serialisers = createSerialisers({ fallback: jsonSerialiser() });
  const { bytes } = serialisers.write(merged);

  expect(serialisers.read({ contentType: "Application/CloudEvents+JSON; charset=utf-8", bytes })).toEqual({
    event: merged,
  });
});

test.each([
  ["a name", { ...redis, contentType: "a/b" }],
  ["a content type", { ...redis, name: "other" }],
])("%s belongs to one serialiser", (_what, second: Serialiser) => {
  const serialisers = createSerialisers({ fallback: jsonSerialiser() });
  serialisers.register(redis);

  expect(() => serialisers.register(second)).toThrow(expect.objectContaining({ code: "FORMAT_TAKEN" }));
});

test("what was written by an old version is read as the current one", () => {
  const upcasters = createUpcasters({ currentVersion: () => "2.0.0" });
  upcasters.registerUpcaster(merged.type, "1", () => ({ version: "2.0.0", data: { size: 1 } }));
  const serialisers = createSerialisers({ fallback: jsonSerialiser(), upcasters });

  expect(serialisers.read(serialisers.write(merged))).toEqual({
    event: {
      ...merged,
      dataschema: "https://schemas.concordat.example/oms/branch/merged/2.0.0",
      data: { size: 1 },
    },
  });
});

test.each([jsonSerialiser(), redis])(
  "$name refuses bytes that are no JSON, and throws nothing",
  (serialiser) => {
    for (const bytes of ["", "{", "[]", '{"a":1,"a":2}'].map((text) => new TextEncoder().encode(text)))
      expect(serialiser.read(bytes)).toHaveProperty("violations.0.code");
  },
);
