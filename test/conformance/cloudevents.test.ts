import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CloudEvent, httpBinding, kafkaBinding } from "@concordat/cloudevents";
import { describe, expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";

type Vector = {
  readonly description: string;
  readonly given: {
    readonly binding: "http" | "kafka";
    readonly headers: Record<string, string>;
    readonly body: string;
  };
  readonly expect: {
    readonly attributes?: Record<string, string>;
    readonly json?: unknown;
    readonly text?: string;
    readonly refused?: readonly string[];
  };
};

const { vectors } = JSON.parse(
  readFileSync(join(root, "test", "vectors", "cloudevents", "conformance.json"), "utf8"),
) as { readonly vectors: readonly Vector[] };
const bindings = { http: httpBinding, kafka: kafkaBinding };

const readable = vectors.filter(({ expect: { refused } }) => refused === undefined);
const refused = vectors.filter(({ expect: wanted }) => wanted.refused !== undefined);

test("there are vectors of both kinds", () => {
  expect(readable.length).toBeGreaterThan(10);
  expect(refused.length).toBeGreaterThan(0);
});

describe.each(readable)("$description", ({ given, expect: wanted }) => {
  const binding = bindings[given.binding];

  test("is read as the suite says", () => {
    const { event, violations } = binding.decode(given);

    expect(violations).toEqual([]);
    const { data, ...attributes } = event as CloudEvent;
    expect(attributes).toEqual(wanted.attributes);
    expect(data).toEqual(wanted.text ?? wanted.json);
  });

  test("comes back in either mode", () => {
    const event = binding.decode(given).event as CloudEvent;

    for (const mode of ["binary", "structured"] as const) {
      const { headers, body } = binding.encode(event, mode);
      expect(binding.decode({ headers, body }).event).toEqual(event);
    }
  });
});

test.each(refused)("$description", ({ given, expect: wanted }) => {
  const { violations } = bindings[given.binding].decode(given);

  expect(violations.map(({ code }) => code)).toEqual(wanted.refused);
});
