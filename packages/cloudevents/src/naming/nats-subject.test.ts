import { expect, test } from "vitest";
import { omsTypes } from "../formats/testing/oms.ts";
import { natsSubjectOf } from "./nats-subject.ts";

test.each([
  ["com.foundry.oms.objecttype.created", "oms.objecttype.created"],
  ["com.foundry.oms.branch.merged", "oms.branch.merged"],
])("%s travels on %s", (type, subject) => {
  expect(natsSubjectOf(type)).toBe(subject);
});

test("a foreign type travels on the subject that its contract names", () => {
  expect(natsSubjectOf("com.oms.indexing.completed", "funnel.indexing.completed")).toBe(
    "funnel.indexing.completed",
  );
});

test("a foreign type without a subject is an error that says so", () => {
  expect(() => natsSubjectOf("com.oms.indexing.completed")).toThrow(
    expect.objectContaining({
      code: "NO_SUBJECT",
      message: expect.stringContaining("com.oms.indexing.completed"),
    }),
  );
});

test.each([
  ["com.foundry.oms..created", undefined],
  ["com.foundry.", undefined],
  ["com.foundry.oms.größe", undefined],
  ["com.oms.any", "oms.>"],
  ["com.oms.any", "oms.*.created"],
  ["com.oms.any", ""],
])("%s on %j: a subject that a publisher cannot use is refused", (type, explicit) => {
  expect(() => natsSubjectOf(type, explicit)).toThrow(expect.objectContaining({ code: "SUBJECT_INVALID" }));
});

test("every type of the ontology has the subject that its group and verb make", () => {
  expect(omsTypes).toHaveLength(29);
  for (const type of omsTypes) {
    const [group, verb] = type.split(".").slice(-2);
    expect(natsSubjectOf(type)).toBe(`oms.${group}.${verb}`);
  }
});
