import type { Verdict } from "@concordat/compat";
import type { Json } from "@concordat/json";
import { describe, expect, test } from "vitest";
import { answerOf, outcomeOf, readEverydayChanges } from "./everyday.ts";
import { judgeOf } from "./judge.ts";

const groups = readEverydayChanges();

describe.each(groups)("$title", ({ changes }) => {
  test.each(changes)("$description", (change) => {
    const { backward, forward, number, passes } = outcomeOf(change);

    expect({
      backward: backward.map(answerOf),
      forward: forward.map(answerOf),
      number,
      passes,
    }).toEqual(change.expect);

    const earlier = change.versions.slice(0, -1);
    const last = change.versions.at(-1) as Json;
    for (const [index, version] of earlier.entries()) {
      expectWitnesses(backward[index], version, last);
      expectWitnesses(forward[index], last, version);
    }
  });

  test.each(changes)("$description: the examples are events that its writers send", ({ versions }) => {
    for (const contract of versions) {
      const { examples } = contract as { readonly examples: readonly Json[] };

      expect(examples.filter((example) => !judgeOf(contract, { view: "closed" })(example))).toEqual([]);
    }
  });
});

test("a required member is added: the witness is an event without it", () => {
  const [members] = groups;
  const change = members?.changes.find(({ description }) => description === "a required member is added");
  const [verdict] = change === undefined ? [] : outcomeOf(change).backward;

  expect(verdict).toMatchObject({ status: "incompatible", witness: { order: "A-17" } });
  expect(verdict).not.toHaveProperty(["witness", "note"]);
});

/** By the validator that publishers and consumers run. */
function expectWitnesses(verdict: Verdict | undefined, writer: Json, reader: Json): void {
  if (verdict?.status !== "incompatible") return;
  const [writes, reads] = [judgeOf(writer, { view: "closed" }), judgeOf(reader)];
  for (const { witness } of verdict.findings)
    expect({ witness, written: writes(witness), read: reads(witness) }).toEqual({
      witness,
      written: true,
      read: false,
    });
}
