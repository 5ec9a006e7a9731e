import type { AcceptedBreak } from "@concordat/contracts";
import { expect, test } from "vitest";
import { checkExample } from "../../pages/evolution-example.ts";
import { integer, order, placed, text } from "../testing/order.ts";
import { acceptanceOf, withAccepted } from "./entry-of.ts";

const narrowed = {
  contracts: {
    [`${placed}/1.0.0`]: order({ x: { enum: ["a", "b", "c"] } }),
    [`${placed}/1.1.0`]: order({ x: { enum: ["a", "b"] } }),
  },
  frozen: [`${placed}/1.0.0`],
};

const decision = { reason: "nobody sends c", by: "ada@example.com", on: "2027-01-01" };

function acceptAll(example: Parameters<typeof checkExample>[0], until?: string): readonly AcceptedBreak[] {
  const { breaks } = checkExample(example);
  return breaks.map((found) => acceptanceOf(found, { ...decision, ...(until && { until }) }));
}

test("an accepted break is shown as accepted, and its version stays within the major", () => {
  const accepted = acceptAll(narrowed);
  const { findings, summary, changes } = checkExample({ ...narrowed, accepted });

  expect(accepted).toMatchObject([
    { rule: "enum-narrowed", contract: placed, direction: "backward", witness: { x: "c" } },
  ]);
  expect(findings).toMatchObject([
    { rule: "enum-narrowed", accepted: { reason: "nobody sends c", by: "ada@example.com" } },
  ]);
  expect(summary.changes).toMatchObject([{ status: "accepted", derived: "1.1.0" }]);
  expect(changes[0]?.step).toBe("minor");
});

test("a break that grew behind the same witness is back, and says what it was accepted for", () => {
  const accepted = acceptAll(narrowed);
  const grown = {
    ...narrowed,
    contracts: { ...narrowed.contracts, [`${placed}/1.1.0`]: order({ x: { enum: ["a"] } }) },
  };
  const { findings, summary } = checkExample({ ...grown, accepted });

  expect(summary.counts).toMatchObject({ breaking: 1 });
  const [broken] = findings.filter(({ rule }) => rule === "enum-narrowed");
  expect(broken?.accepted).toBeUndefined();
  expect(broken?.notes).toContainEqual({
    label: "before",
    text: 'accepted once ("nobody sends c"), but 1.1.0 changed since 2027-01-01, when it was accepted',
  });
});

test("another break beside the accepted one is not covered", () => {
  const accepted = acceptAll(narrowed);
  const two = {
    ...narrowed,
    contracts: {
      ...narrowed.contracts,
      [`${placed}/1.1.0`]: order({ x: { enum: ["a", "b"] } }, { required: ["x"] }),
    },
  };
  const { findings } = checkExample({ ...two, accepted });

  expect(findings.filter(({ accepted: mark }) => mark !== undefined)).toEqual([]);
});

test("what was accepted of writers of declared members is not accepted of others, and the other way it is", () => {
  const entriesFor = (writer: "closed" | "as-written") =>
    checkExample(narrowed, { writer }).breaks.map((found) => acceptanceOf(found, decision));
  const breaking = (accepted: ReturnType<typeof entriesFor>, writer: "closed" | "as-written") =>
    checkExample({ ...narrowed, accepted }, { writer }).summary.counts.breaking;

  expect(entriesFor("closed")).toMatchObject([{ writer: "closed" }]);
  expect(breaking(entriesFor("closed"), "as-written")).toBe(1);
  expect(breaking(entriesFor("as-written"), "closed")).toBe(0);
});

test("of two breaks by one rule, or of one both ways, only the one that is named is accepted", () => {
  const letters = { enum: ["a", "b"] };
  const two = {
    contracts: {
      [`${placed}/1.0.0`]: order({ x: letters, y: letters, z: text }),
      [`${placed}/1.1.0`]: order({ x: { enum: ["a"] }, y: { enum: ["a"] }, z: integer }),
    },
    frozen: [`${placed}/1.0.0`],
  };
  const entries = acceptAll(two);
  const openAfter = (accepted: readonly AcceptedBreak[]) =>
    checkExample({ ...two, accepted })
      .breaks.filter(({ accepted: mark }) => mark === undefined)
      .map(({ rule, direction, about }) => [rule, direction, about]);

  expect(entries).toHaveLength(4);
  for (const entry of entries) {
    const others = entries.filter((other) => other !== entry);
    expect(openAfter(others)).toEqual([[entry.rule, entry.direction, entry.about]]);
  }
});

test("an acceptance holds through its last day and not a day longer", () => {
  const accepted = acceptAll(narrowed, "2027-01-31");
  const on = (today: string) => checkExample({ ...narrowed, accepted }, { today }).summary.counts.breaking;

  expect(on("2027-01-31")).toBe(0);
  expect(on("2027-02-01")).toBe(1);
});

test("once its version is frozen, the last day has no meaning any more", () => {
  const accepted = acceptAll(narrowed, "2027-01-31");
  const base = { [`${placed}/1.0.0`]: narrowed.contracts[`${placed}/1.0.0`] ?? "" };
  const frozen = [`${placed}/1.0.0`, `${placed}/1.1.0`];

  expect(
    checkExample({ ...narrowed, base, frozen, accepted }, { today: "2028-01-01" }).findings,
  ).toMatchObject([{ accepted: { reason: "nobody sends c" } }]);
});

test("a change of what was promised ends it too: the other side of the break is not the same", () => {
  const accepted = acceptAll(narrowed);
  const other = {
    ...narrowed,
    contracts: { ...narrowed.contracts, [`${placed}/1.0.0`]: order({ x: { enum: ["a", "b", "c", "d"] } }) },
  };

  expect(checkExample({ ...other, accepted }).summary.counts.breaking).toBe(1);
});

test("a change of what a version refers to ends it as well", () => {
  const withMoney = (amount: object) => ({
    contracts: {
      "shop/parts/money/1.0.0": order({ amount }, { title: "Money", "x-concordat": { kind: "fragment" } }),
      [`${placed}/1.0.0`]: order({ x: { enum: ["a", "b"] } }),
      [`${placed}/1.1.0`]: order({ x: { enum: ["a"] }, price: { $ref: "../../parts/money/1.0.0.json" } }),
    },
    frozen: [`${placed}/1.0.0`],
  });
  const accepted = acceptAll(withMoney(integer));

  expect(checkExample({ ...withMoney(integer), accepted }).summary.counts.breaking).toBe(0);
  expect(checkExample({ ...withMoney(text), accepted }).summary.counts.breaking).toBe(1);
});

test("between frozen versions an acceptance stands, whether or not they are judged again", () => {
  const accepted = acceptAll(narrowed);
  const frozen = [`${placed}/1.0.0`, `${placed}/1.1.0`];
  const released = { ...narrowed, frozen };

  expect(checkExample({ ...released, accepted }).findings).toEqual([]);
  const pullRequest = {
    base: { [`${placed}/1.0.0`]: narrowed.contracts[`${placed}/1.0.0`] ?? "" },
    contracts: narrowed.contracts,
    frozen,
  };
  expect(checkExample({ ...pullRequest, accepted }).summary.counts).toMatchObject({
    breaking: 0,
    accepted: 1,
  });
});

test("an entry that covers nothing is told, and why", () => {
  const accepted = acceptAll(narrowed);
  const why = (example: Parameters<typeof checkExample>[0]) =>
    checkExample({ ...example, accepted }).findings.flatMap(({ rule, severity, message }) =>
      rule === "accepted-stale" ? [[severity, message]] : [],
    );

  const mended = { ...narrowed.contracts, [`${placed}/1.1.0`]: order({ x: { enum: ["a", "b", "c"] } }) };
  expect(why({ ...narrowed, contracts: mended })).toEqual([
    [
      "warning",
      `enum-narrowed of ${placed} is accepted, and ${placed}/1.1.0 changed since, and what was accepted is not what it is now`,
    ],
  ]);
  const { [`${placed}/1.1.0`]: _gone, ...without } = narrowed.contracts;
  expect(why({ ...narrowed, contracts: without })).toEqual([
    ["warning", `enum-narrowed of ${placed} is accepted, and the catalogue holds no ${placed}/1.1.0`],
  ]);
});

test("accepting again replaces the entry about the same break and keeps the others", () => {
  const [first] = acceptAll(narrowed);
  if (first === undefined) throw new Error("nothing was accepted");
  const other = { ...first, contract: "shop/order/paid" };
  const again = { ...first, reason: "still nobody sends c" };

  expect(withAccepted([first, other], [again])).toEqual([other, again]);
});

test("what is gone can be accepted too", () => {
  const removed = {
    base: { [`${placed}/1.0.0`]: order({ x: text }), "shop/order/paid/1.0.0": order({ x: text }) },
    contracts: { [`${placed}/1.0.0`]: order({ x: text }) },
  };
  const accepted = acceptAll(removed);

  expect(accepted).toMatchObject([{ rule: "version-removed", contract: "shop/order/paid" }]);
  expect(accepted[0]).not.toHaveProperty("after");
  expect(checkExample({ ...removed, accepted }).summary.counts).toMatchObject({ breaking: 0, accepted: 1 });
  expect(checkExample({ ...removed, contracts: removed.base, accepted }).findings).toMatchObject([
    { rule: "accepted-stale" },
  ]);
  // The lock of what is left cannot know what was there.
  expect(checkExample({ contracts: removed.contracts, accepted }).findings).toEqual([]);
});
