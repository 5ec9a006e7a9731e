import { expect, test } from "vitest";
import { conversations } from "../graph/application-graph.ts";
import { channel, message, model, operation, version } from "../testing/models.ts";
import { memberChanges } from "./member-changes.ts";
import { stepBetween } from "./step.ts";
import { surveyOf } from "./survey.ts";

const text = { type: "string" };

function stepOf(before: object, after: object) {
  const survey = surveyOf(
    model({
      contracts: [version("shop/order/1.0.0", { ...before }), version("shop/order/1.1.0", { ...after })],
    }),
  );
  const [older, newer] = survey.model.contracts;
  if (older === undefined || newer === undefined) throw new Error("a version is missing");
  return {
    step: stepBetween(older, newer, survey),
    changes: memberChanges(survey.outline(older), survey.outline(newer)),
  };
}

test("other words are a patch, an optional member is minor, a new duty is major", () => {
  const before = { properties: { a: text } };

  expect(stepOf(before, { properties: { a: { ...text, description: "What." } } }).step.derived).toBe("patch");
  expect(stepOf(before, { properties: { a: text, b: text } }).step).toMatchObject({
    derived: "minor",
    claimed: "minor",
    backward: { status: "compatible" },
    forward: { status: "compatible" },
  });
  expect(stepOf(before, { ...before, required: ["a"] }).step).toMatchObject({
    derived: "major",
    backward: { status: "incompatible", findings: [{ rule: "property-required" }] },
    forward: { status: "compatible" },
  });
});

test("a schema that cannot be put together leaves the step open", () => {
  const { step } = stepOf({ properties: { a: text } }, { properties: { a: { $ref: "../gone/1.0.0.json" } } });

  expect(step.derived).toBeUndefined();
  expect(step.backward).toMatchObject({ status: "undecided" });
});

test("changes are told member by member", () => {
  const { changes } = stepOf(
    { required: ["a"], properties: { a: text, b: text, c: { type: "integer", minimum: 1 } } },
    { properties: { a: { ...text, deprecated: true }, c: { type: "number", minimum: 2 }, d: text } },
  );

  expect(changes).toEqual([
    { path: "a", is: "changed", words: ["no longer required", "now deprecated"] },
    { path: "c", is: "changed", words: ["type: integer → number", "limits: ≥ 1 → ≥ 2"] },
    { path: "d", is: "added", words: ["optional, string"] },
    { path: "b", is: "removed", words: ["optional, string"] },
  ]);
});

const placed = message("placed", { payload: { kind: "contract", contract: "shop/order/1.0.0" } });
const orders = channel("orders", ["placed"]);

test("who sends and who receives is told by contract, and who hears whom by channel", () => {
  const survey = surveyOf(
    model({
      contracts: [version("shop/order/1.0.0", {}), version("shop/line/1.0.0", {})],
      messages: [placed],
      channels: [orders, channel("others", ["placed"])],
      operations: [
        operation("shop", "send", orders),
        operation("depot", "receive", orders),
        operation("audit", "receive", channel("others", ["placed"])),
      ],
    }),
  );

  expect(survey.applications).toEqual(["audit", "depot", "shop"]);
  expect(
    survey.contract("shop/order")?.flows.map(({ application, direction }) => [application, direction]),
  ).toEqual([
    ["shop", "send"],
    ["depot", "receive"],
    ["audit", "receive"],
  ]);
  expect(survey.contract("shop/line")?.flows).toEqual([]);
  expect(conversations(survey)).toEqual([{ from: "shop", to: "depot", messages: ["placed"] }]);
});

test("a document that names no application tells of its own", () => {
  const { flows } = surveyOf(
    model({ messages: [placed], channels: [orders], operations: [operation("", "send", orders)] }),
  );

  expect(flows.map(({ application }) => application)).toEqual(["Shop"]);
});

test("a reply goes the other way", () => {
  const answers = channel("answers", ["placed"]);
  const asking = operation("shop", "send", orders, { reply: { channel: "answers", messages: ["placed"] } });
  const { flows } = surveyOf(
    model({ messages: [placed], channels: [orders, answers], operations: [asking] }),
  );

  expect(flows.map(({ direction, channel: on, isReply }) => [direction, on.name, isReply])).toEqual([
    ["send", "orders", false],
    ["receive", "answers", true],
  ]);
});

test("a contract knows which others are made of it", () => {
  const { contract } = surveyOf(
    model({
      contracts: [
        version("shop/line/1.0.0", {}),
        version("shop/order/1.0.0", { properties: { line: { $ref: "../line/1.0.0.json" } } }),
      ],
    }),
  );

  expect(contract("shop/line")?.usedBy).toEqual(["shop/order"]);
});
