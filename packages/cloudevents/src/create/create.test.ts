import { describe, expect, expectTypeOf, test } from "vitest";
import type { CloudEvent } from "../cloud-event.ts";
import { structuredText } from "../json/encode-structured.ts";
import type { ValidateData } from "../validate/options.ts";
import type { Violation } from "../violation.ts";
import { createEvent } from "./create-event.ts";
import { defineEvent } from "./define-event.ts";
import { eventBuilder } from "./event-builder.ts";
import { createIdSource } from "./event-ids.ts";

const clock = { now: () => Date.UTC(2025, 0, 25, 9) };
const newId = () => "e1";
const onlyNames: ValidateData = (data) =>
  typeof (data as { name?: unknown }).name === "string"
    ? { valid: true }
    : {
        valid: false,
        problems: [{ pointer: "/name", message: "/name must be a string", expected: "a string" }],
      };

function violationsOf(make: () => unknown): string[] {
  try {
    make();
  } catch (error) {
    const { code, params } = error as { code: string; params: { violations: Violation[] } };
    expect(code).toBe("CE_INVALID");
    return params.violations.map((each) => `${each.code} ${each.pointer}`);
  }
  return [];
}

describe("createEvent", () => {
  test("fills in an id, the time and the content type", () => {
    expect(createEvent({ type: "t", source: "/a", data: { name: "User" } }, { clock, newId })).toEqual({
      specversion: "1.0",
      id: "e1",
      type: "t",
      source: "/a",
      time: "2025-01-25T09:00:00.000Z",
      datacontenttype: "application/json",
      data: { name: "User" },
    });
  });

  test("fills in nothing where there is nothing to say", () => {
    expect(createEvent({ type: "t", source: "/a", time: null, data: Uint8Array.of(1) }, { newId })).toEqual({
      specversion: "1.0",
      id: "e1",
      type: "t",
      source: "/a",
      data: Uint8Array.of(1),
    });
    expect(Object.keys(createEvent({ type: "t", source: "/a", time: null, subject: undefined }))).toEqual([
      "specversion",
      "id",
      "type",
      "source",
    ]);
  });

  test("the event is immutable to those who get it", () => {
    const event = createEvent({ type: "t", source: "/a", extensions: { mine: true } });

    expect(() => Object.assign(event, { id: "other" })).toThrow(TypeError);
    expect(() => Object.assign(event, { more: "other" })).toThrow(TypeError);
    expect(event).toMatchObject({ mine: true });
  });

  test("everything that is wrong is in one error, in its message and as data", () => {
    const bad = {
      type: "",
      source: "a b",
      time: "now",
      branch: "",
      extensions: { Mine: 1 },
      data: { n: Number.NaN },
    };

    expect(violationsOf(() => createEvent(bad))).toEqual([
      "CE_EMPTY_ATTR /type",
      "CE_SOURCE_URI /source",
      "CE_EMPTY_ATTR /branch",
      "CE_TIME /time",
      "CE_EXT_NAME /Mine",
      "CE_DATA_UNREPRESENTABLE /data/n",
    ]);
    expect(() => createEvent(bad)).toThrow(
      /type is empty; source "a b" is no URI reference; branch is empty; time "now"/,
    );
    expect(violationsOf(() => createEvent({ type: "t", source: "/a", time: new Date(Number.NaN) }))).toEqual([
      "CE_TIME /time",
    ]);
  });

  test("an extension cannot take the place of an attribute or of the data", () => {
    const extensions = { id: "2", data: "x" };

    expect(violationsOf(() => createEvent({ type: "t", source: "/a", extensions }))).toEqual([
      "CE_EXT_NAME /id",
      "CE_EXT_NAME /data",
    ]);
  });

  test("who makes an event has to make its trace context well", () => {
    expect(violationsOf(() => createEvent({ type: "t", source: "/a", traceparent: "00-0-0-0" }))).toEqual([
      "CE_TRACE_CONTEXT /traceparent",
    ]);
    expect(
      createEvent({ type: "t", source: "/a", traceparent: "00-0-0-0" }, { traceContext: "ignore" }),
    ).not.toHaveProperty("traceparent");
  });
});

describe("defineEvent", () => {
  type User = { readonly name: string };
  const made = defineEvent<User, "t">(
    { type: "t", source: "/a", dataschema: "https://x.example/1", validateData: onlyNames },
    { clock, newId },
  );

  test("makes events of one type, with what they have in common", () => {
    expect(made({ name: "User" })).toEqual({
      specversion: "1.0",
      id: "e1",
      type: "t",
      source: "/a",
      time: "2025-01-25T09:00:00.000Z",
      datacontenttype: "application/json",
      dataschema: "https://x.example/1",
      data: { name: "User" },
    });
    expect(Object.isFrozen(made({ name: "User" }))).toBe(true);
  });

  test("with details it makes the same as createEvent", () => {
    expect(
      made({ name: "User" }, { subject: "s", source: "/b", branch: "main", extensions: { x: 1 } }),
    ).toEqual({
      ...made({ name: "User" }),
      source: "/b",
      subject: "s",
      branch: "main",
      x: 1,
    });
  });

  test("bad data is refused on either way, and so is an id that is none", () => {
    const bad = { name: 5 } as unknown as User;

    expect(violationsOf(() => made(bad))).toEqual(["DATA_INVALID /data/name"]);
    expect(violationsOf(() => made(bad, { subject: "" }))).toEqual(["CE_EMPTY_ATTR /subject"]);
    const nameless = defineEvent({ type: "t", source: "/a" }, { newId: () => "" });
    expect(violationsOf(() => nameless({ at: new Date(0) }))).toEqual([
      "CE_EMPTY_ATTR /id",
      "CE_DATA_UNREPRESENTABLE /data/at",
    ]);
  });

  test("what is common is judged when it is defined", () => {
    expect(violationsOf(() => defineEvent({ type: "t", source: "a b" }))).toEqual(["CE_SOURCE_URI /source"]);
  });

  test("other content types and events without data are made, too", () => {
    const note = defineEvent<string>({ type: "t", source: "/a", datacontenttype: "text/plain" });
    const sign = defineEvent<undefined>({ type: "t", source: "/a" });

    expect(note("hello").data).toBe("hello");
    expect(sign(undefined)).not.toHaveProperty("data");
  });

  test("tells its events from others, and its types are those of the data", () => {
    const event: CloudEvent = made({ name: "User" });

    expect(made.is(event)).toBe(true);
    expect(made.is(createEvent({ type: "other", source: "/a" }))).toBe(false);
    if (made.is(event)) expectTypeOf(event.data).toEqualTypeOf<User | undefined>();
    expectTypeOf(made).parameter(0).toEqualTypeOf<User>();
    expectTypeOf(made({ name: "" }).type).toEqualTypeOf<"t">();
  });
});

describe("eventBuilder", () => {
  const builder = eventBuilder<{ readonly name: string; readonly description?: string }>(
    "com.foundry.oms.objecttype.created",
    "/oms/main",
    { clock, newId },
  );

  test("the sample of the event service comes out exactly", () => {
    const event = builder
      .withSubject("object_type/User")
      .withData({ name: "User", description: "User entity" })
      .withOmsContext("main", "abc123", "developer@example.com")
      .withCorrelation("corr-123")
      .build();

    expect(event).toEqual({
      specversion: "1.0",
      type: "com.foundry.oms.objecttype.created",
      source: "/oms/main",
      id: "e1",
      time: "2025-01-25T09:00:00.000Z",
      datacontenttype: "application/json",
      subject: "object_type/User",
      branch: "main",
      commit: "abc123",
      author: "developer@example.com",
      correlationid: "corr-123",
      data: { name: "User", description: "User entity" },
    });
  });

  test("every step sets what it says", () => {
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    expect(
      builder
        .withOmsContext("b", "c", "a", "t")
        .withCorrelation("co", "ca", 3)
        .withTrace(traceparent, "00f067aa0ba902b7", "a=b")
        .withPartition("p")
        .withId("mine")
        .withTime(new Date(0))
        .withDataschema("https://x.example/1")
        .withExtension("x", 1)
        .withExtension("y", true)
        .build(),
    ).toEqual({
      specversion: "1.0",
      type: "com.foundry.oms.objecttype.created",
      source: "/oms/main",
      branch: "b",
      commit: "c",
      author: "a",
      tenant: "t",
      correlationid: "co",
      causationid: "ca",
      sequencenumber: 3,
      traceparent,
      spanid: "00f067aa0ba902b7",
      tracestate: "a=b",
      partition: "p",
      id: "mine",
      time: "1970-01-01T00:00:00.000Z",
      dataschema: "https://x.example/1",
      x: 1,
      y: true,
    });
  });

  test("may be kept and used again: each event is one of its own", () => {
    const ids = ["1", "2", "3"];
    const base = eventBuilder("t", "/a", { newId: () => ids.shift() ?? "" });
    const derived = base.withSubject("s");

    expect([base.build().id, derived.build().id, base.build().id]).toEqual(["1", "2", "3"]);
    expect(base.withId("x").build()).not.toHaveProperty("subject");
  });

  test("refuses with all violations", () => {
    const bad = eventBuilder("t", "", { validateData: onlyNames }).withSubject("").withExtension("Bad", 1);

    expect(violationsOf(() => bad.build())).toEqual([
      "CE_EMPTY_ATTR /source",
      "CE_EMPTY_ATTR /subject",
      "CE_EXT_NAME /Bad",
    ]);
    expect(
      violationsOf(() => eventBuilder("t", "/a", { validateData: onlyNames }).withData({}).build()),
    ).toEqual(["DATA_INVALID /data/name"]);
  });

  test("the type argument says what withData takes", () => {
    expectTypeOf(builder.withData)
      .parameter(0)
      .toEqualTypeOf<{ readonly name: string; readonly description?: string }>();
  });
});

describe("ids", () => {
  test("are UUIDs of version 7 that begin with the time", () => {
    const id = createIdSource(() => 0x0193_4f2a_9d1c)();

    expect(id).toMatch(/^01934f2a-9d1c-7000-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test("sort as they were made, within a millisecond, beyond 4096 of them and when the clock goes back", () => {
    let now = 1_700_000_000_000;
    const next = createIdSource(() => now);
    const ids = Array.from({ length: 10_000 }, (_, n) => {
      if (n === 5000) now -= 1000;
      if (n === 9000) now += 5000;
      return next();
    });

    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("use every random bit they are given, and draw them in pools", () => {
    let draws = 0;
    const next = createIdSource(
      () => 0,
      (numbers) => {
        draws += 1;
        numbers.fill(0xffff);
      },
    );

    expect(next()).toBe("00000000-0000-7000-bfff-ffffffffffff");
    for (let n = 1; n < 256; n += 1) next();
    expect(draws).toBe(1);
    next();
    expect(draws).toBe(2);
  });
});

test("an event is written with correct escapes, whatever its attributes hold", () => {
  const event = createEvent({
    type: 't"\\',
    source: "/a",
    id: '"\\/é🙂',
    time: null,
    datacontenttype: 'text/plain; charset="utf-8"',
    data: 'a"b\\c\u2028\u0000',
  });

  expect(JSON.parse(structuredText(event))).toEqual(event);
});
