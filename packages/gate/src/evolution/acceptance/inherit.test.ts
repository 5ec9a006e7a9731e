import type { Policy } from "@concordat/contracts";
import { expect, test } from "vitest";
import { checkExample } from "../../pages/evolution-example.ts";
import { integer, order, placed, text } from "../testing/order.ts";
import { acceptanceOf } from "./entry-of.ts";

const [first, second, draft] = [`${placed}/1.0.0`, `${placed}/1.1.0`, `${placed}/1.2.0`] as const;

/** Two versions frozen, what breaks between them accepted, all of it or one rule only, and a draft. */
function succession(
  bodies: readonly [first: string, second: string, draft: string],
  { policy = "FULL_TRANSITIVE", only }: { readonly policy?: Policy; readonly only?: string } = {},
) {
  const config = { compatibility: { default: policy } };
  const released = { [first]: bodies[0], [second]: bodies[1] };
  const { breaks } = checkExample({ contracts: released, frozen: [first] }, { config });
  const accepted = breaks
    .filter(({ rule }) => only === undefined || rule === only)
    .map((found) => acceptanceOf(found, { reason: "nobody sends c", on: "2027-01-01" }));
  const contracts = { ...released, [draft]: bodies[2] };
  return checkExample({ contracts, frozen: [first, second], accepted }, { config });
}

/** Breaks of the first promise that the draft is not forgiven; those of the second are its own affair. */
function openTowardsFirst({ breaks }: ReturnType<typeof succession>): readonly string[] {
  return breaks
    .filter(({ before, accepted }) => before.version.id === first && accepted === undefined)
    .map(({ rule }) => rule);
}

const letters = (...members: readonly string[]) => ({ x: { enum: members } });

test("a later version that breaks nothing else needs no new word", () => {
  const { findings, summary } = succession([
    order(letters("a", "b", "c")),
    order(letters("a", "b")),
    order({ ...letters("a", "b"), note: text }),
  ]);

  expect(findings).toMatchObject([{ rule: "enum-narrowed", accepted: { reason: "nobody sends c" } }]);
  expect(findings[0]?.notes).toContainEqual({
    label: "before",
    text: "as accepted for 1.1.0; it was proved that nothing else breaks",
  });
  expect(summary.changes).toMatchObject([{ to: "1.2.0", derived: "1.2.0", status: "accepted" }]);
});

test.each([
  ["takes back a part of the break", letters("a", "b", "c"), letters("a"), letters("a", "b"), []],
  [
    "breaks more in the same place",
    letters("a", "b", "c"),
    letters("a", "b"),
    letters("a"),
    ["enum-narrowed"],
  ],
  [
    "breaks in another place",
    { ...letters("a", "b"), y: text },
    { ...letters("a"), y: text },
    { ...letters("a"), y: integer },
    ["enum-narrowed", "property-type-changed"],
  ],
])("new readers: one that %s", (_, before, forebear, after, open) => {
  const judged = succession([order(before), order(forebear), order(after)], {
    policy: "BACKWARD_TRANSITIVE",
  });

  expect(openTowardsFirst(judged)).toEqual(open);
});

test.each([
  ["adds what they pass over", { ...letters("a", "b"), note: text }, []],
  ["takes back the break", letters("a"), []],
  ["sends more that they refuse", letters("a", "b", "c"), ["enum-narrowed"]],
])("old readers: one that %s", (_, after, open) => {
  const judged = succession([order(letters("a")), order(letters("a", "b")), order(after)], {
    policy: "FORWARD_TRANSITIVE",
  });

  expect(openTowardsFirst(judged)).toEqual(open);
});

test("there is nothing to inherit while a break of the version before is open itself", () => {
  const later = order({ ...letters("a"), y: integer });
  const bodies = [order({ ...letters("a", "b"), y: text }), later, later] as const;

  const policy = "BACKWARD_TRANSITIVE";

  expect(openTowardsFirst(succession(bodies, { policy, only: "enum-narrowed" }))).toEqual([
    "enum-narrowed",
    "property-type-changed",
  ]);
  expect(openTowardsFirst(succession(bodies, { policy }))).toEqual([]);
});

test("parts that both refer to are no obstacle", () => {
  const price = { price: { $ref: "../../parts/money/1.0.0.json" } };
  const money = { "shop/parts/money/1.0.0": order({ amount: integer }, { title: "Money" }) };
  const contracts = {
    ...money,
    [first]: order({ ...letters("a", "b"), ...price }),
    [second]: order({ ...letters("a"), ...price }),
    [draft]: order({ ...letters("a"), ...price, note: text }),
  };
  const { [draft]: _draft, ...released } = contracts;
  const frozen = ["shop/parts/money/1.0.0", first];
  const accepted = checkExample({ contracts: released, frozen }).breaks.map((found) =>
    acceptanceOf(found, { reason: "nobody sends b", on: "2027-01-01" }),
  );

  expect(checkExample({ contracts, frozen: [...frozen, second], accepted }).summary.counts).toMatchObject({
    breaking: 0,
    accepted: 1,
  });
});
