import { expect, test } from "vitest";
import { lintExample } from "../pages/lint-example.ts";

const contracts = {
  "shop/order/placed/1.0.0": `{ "properties": { "name": { "type": "string" }, "size": { "type": "strng" } } }`,
};
const settings = (lint: unknown) => JSON.stringify({ lint });
const exception = { rule: "description-missing", path: "shop/order/*", reason: "taken over as it was found" };

test("findings come in the order of the text, and contracts are counted", async () => {
  const { findings, checked } = await lintExample({ contracts });

  expect(findings.map(({ rule, at }) => [rule, at.pointer])).toEqual([
    ["description-missing", "/properties/name"],
    ["description-missing", "/properties/size"],
    ["keyword-value", "/properties/size/type"],
  ]);
  expect(checked).toBe(1);
});

test("a rule can be switched off, and raised", async () => {
  const { findings } = await lintExample({
    contracts,
    config: settings({
      rules: { "keyword-value": { level: "off", reason: "for this test" }, "description-missing": "error" },
    }),
  });

  expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([
    ["description-missing", "error"],
    ["description-missing", "error"],
  ]);
});

test("an exception sets findings apart, with its reason, and others stay", async () => {
  const { findings, suppressed } = await lintExample({
    contracts,
    config: settings({ suppress: [exception] }),
  });

  expect(findings.map(({ rule }) => rule)).toEqual(["keyword-value"]);
  expect(suppressed.map(({ finding, reason }) => [finding.rule, finding.at.pointer, reason])).toEqual([
    ["description-missing", "/properties/name", exception.reason],
    ["description-missing", "/properties/size", exception.reason],
  ]);
});

test.each([
  ["2027-01-30", ["description-missing", "description-missing", "keyword-value", "suppression-expired"]],
  ["2027-01-31", ["keyword-value"]],
])("an exception until %s, on 2027-01-31", async (until, rules) => {
  const config = settings({ suppress: [{ ...exception, until }] });
  const { findings } = await lintExample({ contracts, config }, "2027-01-31");

  expect(findings.map(({ rule }) => rule).sort()).toEqual(rules);
});

test("exceptions for the rules of other checks are none of lint's business", async () => {
  const config = settings({ suppress: [{ ...exception, rule: "property-required" }] });
  const { findings } = await lintExample({ contracts, config });

  expect(findings.filter(({ rule }) => rule === "suppression-unused")).toEqual([]);
});

test("a fault in one contract does not keep the others from being judged", async () => {
  const { findings } = await lintExample({
    contracts: {
      "shop/order/lost/1.0.0": `{ "title": "Order lost", "x-concordat": { "kind": "fragment", "owner": "shop" }, "$ref": "#/nope" }`,
      "shop/order/placed/1.0.0": `{ "examples": [3, {}] }`,
    },
  });

  expect(findings.map(({ code }) => code)).toEqual(["SCHEMA_REF_UNRESOLVED", "SCHEMA_EXAMPLE_INVALID"]);
});

test("rules that run validators are asked of some contracts only, where that is wished, and others of all", async () => {
  const bad = '{ "properties": { "id": { "type": "string" } }, "examples": [{ "id": 1 }, {}] }';
  const example = { contracts: { "shop/order/paid/1.0.0": bad, "shop/order/placed/1.0.0": bad } };
  const isAsked = ({ contract }: { readonly contract: string }) => contract === "shop/order/placed";
  const rulesAbout = async (contract: string) => {
    const { findings } = await lintExample(example, "2027-01-31", { isAsked });
    return findings.filter(({ at }) => at.contract === `${contract}/1.0.0`).map(({ rule }) => rule);
  };

  expect(await rulesAbout("shop/order/placed")).toEqual(
    expect.arrayContaining(["example-invalid", "description-missing"]),
  );
  expect(await rulesAbout("shop/order/paid")).toContain("description-missing");
  expect(await rulesAbout("shop/order/paid")).not.toContain("example-invalid");
});

test("an exception is not called unused by those who did not ask", async () => {
  const suppress = [
    { rule: "example-invalid", path: "shop/order/paid", reason: "sent by an old system" },
    { rule: "description-missing", path: "shop/order/nowhere", reason: "sent by an old system" },
  ];
  const example = {
    contracts: { "shop/order/paid/1.0.0": "{}" },
    config: JSON.stringify({ lint: { suppress } }),
  };
  const { findings } = await lintExample(example, "2027-01-31", { isAsked: () => false });

  expect(findings.filter(({ rule }) => rule === "suppression-unused")).toMatchObject([
    { at: { pointer: "/lint/suppress/1/rule" } },
  ]);
});
