import type { FastifyInstance } from "fastify";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import type { Registry } from "../../core/registry.ts";
import { createServer } from "../../server.ts";
import { registryWith, snapshotOf } from "../../testing/snapshots.ts";

const base = "https://contracts.test/";
const good = {
  project: { base },
  versions: [{ contract: "shop/coin", number: "1.0.0", text: `{"$id":"${base}shop/coin/1.0.0.json"}` }],
};
let registry: Registry;
let server: FastifyInstance;

beforeEach(async () => {
  registry = await registryWith(snapshotOf({ "shop/money/1.0.0": {} }, ["shop/money/1.0.0"]));
  server = await createServer({ registry });
  onTestFinished(async () => void (await server.close()));
});

const push = (body: unknown, { query = "", type = "application/json" } = {}) =>
  server.inject({
    method: "POST",
    url: `/v1/push${query}`,
    headers: { "content-type": type },
    payload: typeof body === "string" ? body : JSON.stringify(body),
  });

test("a push is stored, a dry run is not, and what was pushed is served", async () => {
  const before = registry.state.sequence;
  const dry = await push(good, { query: "?dryRun=true" });
  const outcome = { id: "shop/coin/1.0.0", outcome: "registered" };
  expect([dry.statusCode, dry.json()]).toEqual([200, { dryRun: true, versions: [outcome] }]);
  expect(registry.state.sequence).toBe(before);
  expect((await push(good)).json()).toEqual({ dryRun: false, versions: [outcome] });
  expect((await server.inject("/shop/coin/1.0.0")).body).toBe(good.versions[0]?.text);
});

test.each<[string, unknown, object, number, string]>([
  ["no body", "", {}, 400, "JSON_EMPTY"],
  ["half a body", '{"project":', {}, 400, "JSON_SYNTAX"],
  ["a name twice", '{"project":1,"project":2}', {}, 400, "JSON_DUPLICATE_KEY"],
  ["another type", good, { type: "text/plain" }, 415, "MEDIA_TYPE"],
  ["a misspelt query", good, { query: "?dryrun=true" }, 400, "QUERY_UNKNOWN"],
  ["a bad query", good, { query: "?dryRun=yes" }, 400, "QUERY_INVALID"],
  ["no project", { versions: [] }, {}, 400, "PUSH_INVALID"],
  ["a misspelt member", { ...good, versoins: [] }, {}, 400, "PUSH_INVALID"],
  [
    "a number for a text",
    { ...good, versions: [{ contract: 5, number: "1.0.0", text: "{}" }] },
    {},
    400,
    "PUSH_INVALID",
  ],
  ["a model that is none", { ...good, project: { base, model: {} } }, {}, 400, "PUSH_INVALID"],
  ["another base", { ...good, project: { base: "https://other.test/" } }, {}, 409, "PUSH_BASE"],
  [
    "a version that is none",
    { ...good, versions: [{ ...good.versions[0], text: "[]" }] },
    {},
    409,
    "PUSH_REFUSED",
  ],
])("%s is refused with a problem, nothing changes, and a good push still works", async (...row) => {
  const [, body, options, status, code] = row;
  const before = registry.state.catalogueRevision;
  const { statusCode, headers, json } = await push(body, options);
  expect([statusCode, json().code]).toEqual([status, code]);
  expect(headers["content-type"]).toContain("application/problem+json");
  expect(registry.state.catalogueRevision).toBe(before);
  expect((await push(good)).statusCode).toBe(200);
});

test("a refusal names each version, its code, and what to do", async () => {
  const { json } = await push({ ...good, versions: [{ ...good.versions[0], number: "one" }] });
  expect(json().findings).toEqual([
    {
      id: "shop/coin/one",
      code: "VERSION_INVALID",
      message: expect.any(String),
      hint: expect.any(String),
    },
  ]);
});
