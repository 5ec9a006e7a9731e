import { policies } from "@concordat/contracts";
import { describe, expect, test } from "vitest";
import { checkExample } from "../pages/evolution-example.ts";
import { integer, order, placed, text } from "./testing/order.ts";

/** `x` is a text, then anything, then a number: each neighbour keeps the promise of the one before, the ends do not. */
const drifting = {
  contracts: {
    [`${placed}/1.0.0`]: order({ x: text }),
    [`${placed}/1.1.0`]: order({ x: {} }),
    [`${placed}/1.2.0`]: order({ x: integer }),
  },
  frozen: [`${placed}/1.0.0`, `${placed}/1.1.0`],
};

/** A new enum member: old readers refuse it, new readers take all there was. */
const widened = {
  contracts: {
    [`${placed}/1.0.0`]: order({ x: { enum: ["a"] } }),
    [`${placed}/1.1.0`]: order({ x: { enum: ["a", "b"] } }),
  },
  frozen: [`${placed}/1.0.0`],
};

/** The way back: new readers refuse what was sent, old readers take all that is. */
const narrowed = {
  contracts: {
    [`${placed}/1.0.0`]: order({ x: { enum: ["a", "b"] } }),
    [`${placed}/1.1.0`]: order({ x: { enum: ["a"] } }),
  },
  frozen: [`${placed}/1.0.0`],
};

function directions(example: Parameters<typeof checkExample>[0], policy: string) {
  const { breaks } = checkExample(example, { config: { compatibility: { default: policy } } });
  return [...new Set(breaks.map(({ direction }) => direction))];
}

describe.each(policies)("%s", (policy) => {
  const asksBackward = /BACKWARD|FULL/.test(policy);
  const asksForward = /FORWARD|FULL/.test(policy);

  test(`${asksForward ? "refuses" : "allows"} what old readers do not take`, () => {
    expect(directions(widened, policy)).toEqual(asksForward ? ["forward"] : []);
  });

  test(`${asksBackward ? "refuses" : "allows"} what new readers do not take`, () => {
    expect(directions(narrowed, policy)).toEqual(asksBackward ? ["backward"] : []);
  });

  test("holds a version against every promise only when it is transitive", () => {
    const { breaks } = checkExample(drifting, { config: { compatibility: { default: policy } } });
    const against = [...new Set(breaks.map(({ before }) => before.version.version))];
    const expected = policy === "NONE" ? [] : policy.endsWith("TRANSITIVE") ? ["1.0.0", "1.1.0"] : ["1.1.0"];

    // From anything to a number breaks backward, from text to a number both ways.
    expect(against).toEqual(
      policy === "FORWARD" ? [] : policy === "FORWARD_TRANSITIVE" ? ["1.0.0"] : expected,
    );
  });
});

test("a policy for some contracts wins over the default", () => {
  const config = {
    compatibility: { overrides: [{ path: "shop/**", policy: "NONE", reason: "not live before summer" }] },
  };
  const { breaks, summary } = checkExample(narrowed, { config });

  expect(breaks).toEqual([]);
  expect(summary.changes).toMatchObject([{ to: "1.1.0", status: "unchecked" }]);
});

test("a new major version answers to no promise of the last one", () => {
  const contracts = { ...narrowed.contracts, [`${placed}/2.0.0`]: order({ x: { enum: ["c"] } }) };
  const { breaks } = checkExample({ contracts, frozen: [`${placed}/1.0.0`, `${placed}/1.1.0`] });

  expect(breaks).toEqual([]);
});

test("a fix of an older line answers to the newer one too", () => {
  const contracts = {
    [`${placed}/1.0.0`]: order({ x: text }),
    [`${placed}/1.0.1`]: order({ x: text, y: text }),
    [`${placed}/1.1.0`]: order({ x: text, y: integer }),
  };
  const { breaks } = checkExample({ contracts, frozen: [`${placed}/1.0.0`, `${placed}/1.1.0`] });

  expect(breaks.map(({ before }) => before.version.version)).toEqual(["1.1.0", "1.1.0"]);
});

test("of two versions that arrive together, the later answers to the earlier, and not the other way", () => {
  const { breaks } = checkExample({
    base: { [`${placed}/1.0.0`]: order({ x: text }) },
    contracts: {
      [`${placed}/1.0.0`]: order({ x: text }),
      [`${placed}/1.1.0`]: order({ x: text, y: text }),
      [`${placed}/1.2.0`]: order({ x: text, y: integer }),
    },
    frozen: [`${placed}/1.0.0`, `${placed}/1.1.0`, `${placed}/1.2.0`],
  });

  expect(breaks.map(({ before, after }) => [before.version.version, after?.version.version])).toEqual([
    ["1.1.0", "1.2.0"],
    ["1.1.0", "1.2.0"],
  ]);
});

test("adding an optional member is safe for writers of declared members, and not for others", () => {
  const added = {
    contracts: {
      [`${placed}/1.0.0`]: order({ x: text }),
      [`${placed}/1.1.0`]: order({ x: text, y: text }),
    },
    frozen: [`${placed}/1.0.0`],
  };

  expect(checkExample(added).breaks).toEqual([]);
  const { findings } = checkExample(added, { writer: "as-written" });
  expect(findings).toHaveLength(1);
  expect(findings[0]?.notes).toContainEqual({
    label: "writer",
    text: expect.stringContaining("writers send whatever the schema lets through"),
  });
});

test("what is not decided fails, warns or is let through, as the settings say", () => {
  const example = {
    contracts: {
      [`${placed}/1.0.0`]: order({ x: { $ref: "https://elsewhere.example/x.json" } }),
      [`${placed}/1.1.0`]: order({ x: text }),
    },
    frozen: [`${placed}/1.0.0`],
  };
  const severities = (undecided: string) =>
    checkExample(example, { config: { compatibility: { undecided } } }).findings.map(
      ({ severity }) => severity,
    );

  expect(severities("fail")).toEqual(["error", "error"]);
  expect(severities("warn")).toEqual(["warning", "warning"]);
  expect(severities("allow")).toEqual([]);
  const { summary } = checkExample(example, { config: { compatibility: { undecided: "allow" } } });
  expect(summary.counts).toMatchObject({ undecided: 1, compatible: 0 });
});
