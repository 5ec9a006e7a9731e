import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";
import { catalogue, examplesOf, findings, lock, reader, version, writer } from "./house.ts";
import promised from "./promised-contracts.json" with { type: "json" };

test("everything below schemas/ was understood", () => {
  expect(findings).toEqual([]);
});

test("every promised contract exists; a service contract as a request, a response or both", () => {
  const missing = promised.filter(
    (path) => ![path, `${path}/request`, `${path}/response`].some((each) => catalogue.contract(each)),
  );

  expect(promised).toHaveLength(70);
  expect(missing).toEqual([]);
});

test("one schema file per version, and every version in the lock with its digest", () => {
  const files = readdirSync(join(root, "schemas"), { recursive: true, encoding: "utf8" }).filter(
    (name) => /\d+\.\d+\.\d+\.json$/.test(name) && !name.startsWith("meta"),
  );

  expect(files).toHaveLength(catalogue.versions.length);
  expect(Object.fromEntries(lock.contracts)).toEqual(
    Object.fromEntries(catalogue.versions.map(({ id, digest }) => [id, digest])),
  );
});

test("path, version and $id say the same, and versions are semantic", () => {
  for (const { uri, document, id } of catalogue.versions) {
    expect(document.$id).toBe(uri);
    expect(id).toMatch(/\/(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/);
  }
});

test("every example of every contract passes the reader view and the writer view", () => {
  for (const each of catalogue.versions) {
    const [read, write] = [reader(each), writer(each)];
    expect(examplesOf(each).length, each.id).toBeGreaterThan(0);
    for (const example of examplesOf(each)) {
      expect(read(example), each.id).toEqual({ valid: true });
      expect(write(example), each.id).toEqual({ valid: true });
    }
  }
});

test("evolution is real: several contracts have a later version", () => {
  const evolved = catalogue.contracts.filter(({ versions }) => versions.length > 1).map(({ path }) => path);

  expect(evolved).toEqual([
    "commerce/order/placed",
    "commerce/payment/failed",
    "funnel/indexing/completed",
    "oms/objecttype/created",
  ]);
});

test("the two printed samples of an object type, with and without description, validate", () => {
  for (const id of ["oms/objecttype/created/1.0.0", "oms/objecttype/created/1.1.0"]) {
    expect(writer(version(id))({ name: "User", description: "User entity" })).toEqual({ valid: true });
    expect(writer(version(id))({ name: "User" })).toEqual({ valid: true });
  }
});

test("the printed sample of an indexing result validates, and none of its required fields may be missing", () => {
  const indexingCompleted = version("funnel/indexing/completed/1.0.0");
  const sample = {
    branch_name: "feature/user-schema",
    indexing_id: "idx-123",
    started_at: "2025-06-26T10:00:00Z",
    completed_at: "2025-06-26T10:30:00Z",
    status: "success",
    records_indexed: 1250,
    validation_results: { passed: true, errors: [] },
  };

  expect(writer(indexingCompleted)(sample)).toEqual({ valid: true });
  for (const name of [
    "branch_name",
    "indexing_id",
    "started_at",
    "completed_at",
    "status",
    "validation_results",
  ]) {
    const { [name as keyof typeof sample]: _gone, ...rest } = sample;
    expect(reader(indexingCompleted)(rest), name).toMatchObject({ valid: false });
  }
});

test("the event bus message has its ten metadata fields and refuses a message without a required one", () => {
  const message = version("eventbus/message/1.0.0");
  const sample = {
    event_id: "3f2c1a52-7d0e-4c0b-9a53-0d8f3c1b2e47",
    event_type: "UserRegistered",
    aggregate_id: "user_123",
    aggregate_type: "User",
    version: 1,
    event_data: {},
    metadata: {
      issuer_id: "user_456",
      issuer_type: "user",
      causation_id: "cmd_789",
      correlation_id: "corr_101",
      category: "domain_event",
      priority: "normal",
      timestamp: "2025-06-08T12:00:00Z",
      checksum: "sha256_hash",
      retry_count: 0,
      max_retries: 3,
    },
  };

  expect(writer(message)(sample)).toEqual({ valid: true });
  for (const name of Object.keys(sample)) {
    const { [name as keyof typeof sample]: _gone, ...rest } = sample;
    expect(reader(message)(rest), name).toMatchObject({ valid: false });
  }
  for (const name of ["category", "priority", "timestamp", "retry_count", "max_retries"]) {
    const { [name as keyof typeof sample.metadata]: _gone, ...metadata } = sample.metadata;
    expect(reader(message)({ ...sample, metadata }), name).toMatchObject({ valid: false });
  }
});
