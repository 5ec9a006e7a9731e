import { parseJsonDocument } from "@concordat/json";
import { expect, test } from "vitest";
import { type AcceptedBreak, formatAccepted } from "./accepted.ts";
import { parseAccepted } from "./parse-accepted.ts";

const digest = `sha256:${"a".repeat(64)}`;

const entry: AcceptedBreak = {
  rule: "property-required",
  contract: "shop/order/placed",
  direction: "backward",
  writer: "closed",
  before: { version: "1.0.0", digest },
  after: { version: "1.1.0", digest },
  about: "/required/0",
  witness: { id: "1" },
  reason: "no consumer is live yet",
  by: "Ada <ada@example.com>",
  on: "2027-01-01",
  until: "2027-06-30",
};

const parse = (text: string) => parseAccepted(parseJsonDocument(text), "concordat.accepted.json");

test("what is written is read, whatever order it was in", () => {
  const {
    after: _after,
    witness: _witness,
    direction: _direction,
    writer: _writer,
    until: _until,
    ...removed
  } = entry;
  const accepted = [{ ...removed, rule: "version-removed", about: "" }, entry];

  expect(parse(formatAccepted(accepted)).accepted).toEqual(accepted);
  expect(formatAccepted(accepted.toReversed())).toBe(formatAccepted(accepted));
});

test.each([
  ["a member too many", { ...entry, resaon: "x" }, "CONFIG_UNKNOWN_KEY", "/accepted/0/resaon"],
  ["a missing member", { ...entry, before: undefined }, "CONFIG_MISSING", "/accepted/0"],
  ["a reason that is none", { ...entry, reason: "ok" }, "CONFIG_TYPE", "/accepted/0/reason"],
  ["a day that does not exist", { ...entry, until: "2027-02-30" }, "CONFIG_TYPE", "/accepted/0/until"],
  ["what writers send", { ...entry, writer: "open" }, "CONFIG_TYPE", "/accepted/0/writer"],
  ["a direction", { ...entry, direction: "sideways" }, "CONFIG_TYPE", "/accepted/0/direction"],
  [
    "a digest",
    { ...entry, after: { version: "1.1.0", digest: "sha256:0" } },
    "CONFIG_TYPE",
    "/accepted/0/after/digest",
  ],
  [
    "a version",
    { ...entry, before: { version: "1.0", digest } },
    "CONFIG_TYPE",
    "/accepted/0/before/version",
  ],
  ["a contract", { ...entry, contract: "../placed" }, "CONFIG_TYPE", "/accepted/0/contract"],
])("%s is told with its place, and nothing is accepted", (_, bad, code, pointer) => {
  const { accepted, findings } = parse(JSON.stringify({ acceptedVersion: 1, accepted: [bad] }));

  expect(accepted).toBeUndefined();
  expect(findings).toMatchObject([{ code, rule: "project-accepted", at: { pointer } }]);
  expect(findings[0]?.at.range?.start.line).toBe(1);
});

test.each([
  ["another version of the form", '{ "acceptedVersion": 2, "accepted": [] }', "/acceptedVersion"],
  ["no list", '{ "acceptedVersion": 1, "accepted": {} }', "/accepted"],
  ["no object", "[]", ""],
])("%s is refused", (_, text, pointer) => {
  expect(parse(text).findings).toMatchObject([{ code: "CONFIG_TYPE", at: { pointer } }]);
});
