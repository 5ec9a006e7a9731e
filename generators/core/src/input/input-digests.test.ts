import { expect, test } from "vitest";
import type { GenerationInput, SchemaEntry } from "./input.ts";
import { inputDigests } from "./input-digests.ts";

const message: SchemaEntry = {
  key: "messages/lit",
  uri: "asyncapi:/messages/lit/payload",
  title: "Lit",
  kind: "message",
  dialect: "2020-12",
  deprecated: false,
  examples: [{ lumens: 1 }],
};
const input: GenerationInput = {
  title: "Lights",
  version: "1.0.0",
  documents: new Map([[message.uri, { type: "object" }]]),
  schemas: [message],
  events: [],
  operations: [],
};
const told = (change: Partial<SchemaEntry>) =>
  inputDigests({ ...input, schemas: [{ ...message, ...change }] }).get(message.key);

test("what a message says of itself, and its payload does not, is part of what an output is made of", () => {
  const before = told({});

  expect(told({})).toBe(before);
  for (const change of [
    { examples: [{ lumens: 2 }] },
    { description: "A light." },
    { deprecated: true },
    { title: "Lighted" },
  ])
    expect(told(change)).not.toBe(before);
});

test("the settings of the target are part of it, too", () => {
  const settings = { entries: { ".": "*" } };

  expect(inputDigests(input, settings)).toEqual(inputDigests(input, structuredClone(settings)));
  expect(inputDigests(input, settings).get("settings")).not.toBe(inputDigests(input).get("settings"));
});
