import { expect, test } from "vitest";
import { changeOperations, changeResourceTypes, eventTypeOf } from "./event-type.ts";

const types = ["schema", "objecttype", "property", "linktype"].flatMap((group) => [
  ...["created", "updated", "deleted"].map((verb) => `com.foundry.oms.${group}.${verb}`),
  ...(group === "schema" ? ["com.foundry.oms.schema.validated"] : []),
]);

const pairs = changeOperations.flatMap((operation) =>
  changeResourceTypes.map((resourceType) => [operation, resourceType] as const),
);
const isLegal = (operation: string, resourceType: string) =>
  operation !== "validate" || resourceType === "schema";

test.each(pairs.filter((pair) => isLegal(...pair)))("%s of %s has a type", (operation, resourceType) => {
  const group = resourceType.replace("_", "");
  expect(eventTypeOf(operation, resourceType, types)).toBe(`com.foundry.oms.${group}.${operation}d`);
});

const illegal: readonly (readonly [string, string])[] = [
  ...pairs.filter((pair) => !isLegal(...pair)),
  ["create", "branch"],
  ["merge", "schema"],
  ["create", "objecttype"],
];

test.each(illegal)("%s of %s has none, and those that are there are named", (operation, resourceType) => {
  expect(() => eventTypeOf(operation, resourceType, [...types, "com.foundry.oms.branch.created"])).toThrow(
    expect.objectContaining({ code: "UNKNOWN_EVENT_TYPE", hint: expect.stringContaining("validate schema") }),
  );
});
