import { decodeStructured, httpBinding, structuredText } from "@concordat/cloudevents";
import { canonicalize, type Json, parseJson } from "@concordat/json";
import { expect, test } from "vitest";
import { readCases } from "./read-cases.ts";

/** What is empty, null or absent in an event, and which texts an attribute may hold. */
type Read = {
  readonly refused?: readonly string[];
  readonly data?: Json;
  readonly subject?: string;
  readonly rewritten?: string;
};

test.each(readCases<{ readonly structured: string }, Read>("null-and-empty/structured"))(
  "structured, $name",
  ({ given, expect: wanted }) => {
    const { event, violations } = decodeStructured(given.structured);

    expect(violations.map(({ code }) => code)).toEqual(wanted.refused ?? []);
    expect(event && "data" in event).toBe(event && "data" in wanted);
    expect(event?.data).toEqual(wanted.data);
    expect(event && canonicalize(parseJson(structuredText(event)))).toBe(wanted.rewritten);
  },
);

type Sent = { readonly headers: Readonly<Record<string, string>>; readonly body?: string };

test.each(readCases<Sent, Read>("null-and-empty/binary"))("binary, $name", ({ given, expect: wanted }) => {
  const { event, violations } = httpBinding.decode(given);

  expect(violations.map(({ code }) => code)).toEqual(wanted.refused ?? []);
  expect(event && "data" in event).toBe(event && "data" in wanted);
  expect(event?.data).toEqual(wanted.data);
  expect(event?.subject).toBe(wanted.subject);
});

type Attribute = { readonly kept: true } | { readonly refused: string };

test.each(readCases<{ readonly subject: string }, Attribute>("unicode/attributes"))(
  "an attribute, $name",
  ({ given: { subject }, expect: wanted }) => {
    const text = JSON.stringify({ specversion: "1.0", id: "1", source: "/a", type: "t", subject });
    const { event, violations } = decodeStructured(text);

    expect(violations.map(({ code }) => code)).toEqual("refused" in wanted ? [wanted.refused] : []);
    expect(event?.subject).toBe("kept" in wanted ? subject : undefined);
    if (event === undefined) return;
    const { headers, body } = httpBinding.encode(event);
    expect(httpBinding.decode({ headers, body }).event?.subject).toBe(subject);
  },
);
