import { expect, test } from "vitest";
import { omsTypes } from "../formats/testing/oms.ts";
import type { ChangeOperation, ChangeResourceType } from "./event-type.ts";
import { createSchemaChangeEvent, type SchemaChange } from "./schema-change-event.ts";

const change: SchemaChange = {
  operation: "create",
  resourceType: "object_type",
  resourceId: "User",
  branch: "main",
  commitId: "abc123",
  author: "developer@example.com",
};
const options = { types: omsTypes, clock: { now: () => Date.UTC(2025, 5, 26, 10) }, newId: () => "id-1" };

test("the printed arguments make the printed event", () => {
  expect(createSchemaChangeEvent(change, options)).toEqual({
    specversion: "1.0",
    type: "com.foundry.oms.objecttype.created",
    source: "/oms/main",
    id: "id-1",
    time: "2025-06-26T10:00:00.000Z",
    datacontenttype: "application/json",
    subject: "object_type/User",
    branch: "main",
    commit: "abc123",
    author: "developer@example.com",
    data: { name: "User", operation: "create", resource_type: "object_type", resource_id: "User" },
  });
});

const operations: readonly ChangeOperation[] = ["create", "update", "delete"];
const resourceTypes: readonly ChangeResourceType[] = ["schema", "object_type", "property", "link_type"];

test.each(
  operations.flatMap((operation) => resourceTypes.map((resourceType) => ({ operation, resourceType }))),
)("$operation of $resourceType is an event", ({ operation, resourceType }) => {
  const { type, subject } = createSchemaChangeEvent({ ...change, operation, resourceType }, options);

  expect(type).toBe(`com.foundry.oms.${resourceType.replace("_", "")}.${operation}d`);
  expect(subject).toBe(`${resourceType}/User`);
});

test("more data is added, and may say another name", () => {
  const data = { name: "Person", description: "…" };

  expect(createSchemaChangeEvent({ ...change, data }, options).data).toEqual({
    name: "Person",
    description: "…",
    operation: "create",
    resource_type: "object_type",
    resource_id: "User",
  });
});

test("a pair that does not go together is an error", () => {
  expect(() => createSchemaChangeEvent({ ...change, operation: "validate" }, options)).toThrow(
    expect.objectContaining({ code: "UNKNOWN_EVENT_TYPE" }),
  );
});
