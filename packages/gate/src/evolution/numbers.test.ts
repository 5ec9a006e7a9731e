import { describe, expect, test } from "vitest";
import { checkExample } from "../pages/evolution-example.ts";
import { integer, order, placed, text } from "./testing/order.ts";

/** What a draft of this number and content is called, and what is said about its number. */
function numberOf(
  version: string,
  content: string,
  frozen: Readonly<Record<string, string>> = { "1.0.0": order({ x: text }) },
) {
  const before = Object.fromEntries(
    Object.entries(frozen).map(([number, body]) => [`${placed}/${number}`, body]),
  );
  const { changes, findings } = checkExample({
    contracts: { ...before, [`${placed}/${version}`]: content },
    frozen: Object.keys(before),
  });
  const [change] = changes;
  const said = findings.filter(({ rule }) => rule === "version-number").map(({ severity }) => severity);
  return { step: change?.step, derived: change?.derived, relation: change?.relation, said };
}

const described = order({ x: { ...text, description: "What it says, at more length." } });
const added = order({ x: text, y: text });
const broken = order({ x: integer });

test("the same events in other words are a patch", () => {
  expect(numberOf("1.0.1", described)).toEqual({
    step: "patch",
    derived: "1.0.1",
    relation: "equal",
    said: [],
  });
});

test("other events, and every promise kept, are a minor step", () => {
  // An open schema lets an undeclared member through; declared, it has a type, so readers take less than before.
  expect(numberOf("1.1.0", added)).toEqual({
    step: "minor",
    derived: "1.1.0",
    relation: "narrower",
    said: [],
  });
});

test("a member that only writers gain is a minor step too, though readers take the same", () => {
  const anything = order({ x: text, y: {} });

  expect(numberOf("1.1.0", anything)).toMatchObject({ step: "minor", relation: "equal", said: [] });
});

test("a broken promise is a major step, and the break says so itself", () => {
  expect(numberOf("1.1.0", broken)).toMatchObject({ step: "major", derived: "2.0.0", said: [] });
});

test("a number that says too little is an error, one that says too much a warning", () => {
  expect(numberOf("1.0.1", added)).toMatchObject({ derived: "1.1.0", said: ["error"] });
  expect(numberOf("1.1.0", described)).toMatchObject({ derived: "1.0.1", said: ["warning"] });
});

test("a major number without a broken promise says too much", () => {
  expect(numberOf("2.0.0", added)).toMatchObject({ step: "minor", derived: "1.1.0", said: ["warning"] });
  expect(numberOf("2.0.0", broken)).toMatchObject({ step: "major", derived: "2.0.0", said: [] });
});

test("the derived number follows the last one of its line, also where the draft goes on from an older", () => {
  const frozen = { "1.0.0": order({ x: text }), "1.1.0": added, "1.1.1": added };

  expect(numberOf("1.0.1", described, frozen)).toMatchObject({ derived: "1.0.1", said: [] });
  expect(numberOf("1.0.1", order({ x: text, z: text }), frozen)).toMatchObject({
    derived: "1.2.0",
    said: ["error"],
  });
});

test("the first version of a contract needs nothing", () => {
  const { findings, summary } = checkExample({ contracts: { [`${placed}/0.3.0`]: added } });

  expect(findings).toEqual([]);
  expect(summary.changes).toEqual([
    {
      contract: placed,
      to: "0.3.0",
      status: "new",
      policy: "FULL_TRANSITIVE",
      writer: "closed",
      heldAgainst: [],
    },
  ]);
});

describe("a version that was changed in place", () => {
  const inPlace = (before: string, after: string, frozen: readonly string[] = []) =>
    checkExample({
      base: {
        [`${placed}/1.0.0`]: before,
        "shop/order/paid/1.0.0": order({ x: text }, { title: "Order paid" }),
      },
      contracts: {
        [`${placed}/1.0.0`]: after,
        "shop/order/paid/1.0.0": order({ x: text }, { title: "Order paid" }),
      },
      frozen: ["shop/order/paid/1.0.0", ...frozen].slice(0, frozen.length),
    });

  test("is held against what it was, where the base never froze anything", () => {
    const { findings, summary } = inPlace(order({ x: text }), broken);

    expect(findings.map(({ rule }) => rule)).toEqual(["property-type-changed", "property-type-changed"]);
    expect(summary.counts).toMatchObject({ breaking: 1, unchanged: 1 });
  });

  test("wants a number of its own, even if no promise is broken", () => {
    const { findings } = inPlace(order({ x: text }), added);

    expect(findings).toMatchObject([
      {
        rule: "version-number",
        severity: "error",
        message: "1.0.0 was changed in place, and it is a minor step from 1.0.0",
      },
    ]);
  });

  test("is compared with what it was, not with the version before it", () => {
    const { findings } = checkExample({
      base: { [`${placed}/1.0.0`]: order({ x: text }), [`${placed}/1.1.0`]: added },
      contracts: {
        [`${placed}/1.0.0`]: order({ x: text }),
        [`${placed}/1.1.0`]: order({ x: text, y: text, z: text }),
      },
    });

    expect(findings).toMatchObject([
      {
        message: "1.1.0 was changed in place, and it is a minor step from 1.1.0",
        hint: expect.stringMatching(/^call it 1\.2\.0;/),
      },
    ]);
  });

  test("is no major step because it left the lock, which is another matter", () => {
    const { changes } = checkExample({
      base: { [`${placed}/1.0.0`]: order({ x: text }) },
      contracts: { [`${placed}/1.0.0`]: described },
      unfrozen: [`${placed}/1.0.0`],
    });

    expect(changes[0]).toMatchObject({ step: "patch", derived: "1.0.1" });
  });

  test("is free to change while it is a draft beside frozen versions", () => {
    const { findings, summary } = checkExample({
      base: { [`${placed}/1.0.0`]: order({ x: text }), [`${placed}/1.1.0`]: added },
      contracts: {
        [`${placed}/1.0.0`]: order({ x: text }),
        [`${placed}/1.1.0`]: order({ x: text, y: integer }),
      },
      frozen: [`${placed}/1.0.0`],
    });

    expect(findings).toEqual([]);
    expect(summary.changes).toMatchObject([{ from: "1.0.0", to: "1.1.0", status: "compatible" }]);
  });
});
