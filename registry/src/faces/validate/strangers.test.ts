import type { Json } from "@concordat/json";
import { afterAll, expect, test } from "vitest";
import { createSandbox } from "../../sandbox/sandbox.ts";
import { openServer, registerSchema, sendJson } from "./testing/open-server.ts";

const sandbox = createSandbox({ threads: 1, timeLimitMs: 400 });
const { ask, registry, close } = await openServer({ sandbox });
afterAll(async () => {
  await close();
  await sandbox.close();
});
const json = sendJson(ask);

/** Each definition asks the next one twice, so the last is asked a billion times. */
const doubling: Json = {
  $ref: "#/$defs/d0",
  $defs: Object.fromEntries(
    Array.from({ length: 32 }, (_, at) => [
      `d${at}`,
      at === 31
        ? { type: "object" }
        : { allOf: [{ $ref: `#/$defs/d${at + 1}` }, { $ref: `#/$defs/d${at + 1}`, title: "twice" }] },
    ]),
  ),
};

const schemas = {
  doubling: await registerSchema(registry, "doubling-value", doubling),
  plain: await registerSchema(registry, "plain-value", { type: "object", required: ["a"] }),
  lookahead: await registerSchema(registry, "lookahead-value", {
    properties: { a: { pattern: "^(?=a)a$" } },
  }),
  backtracking: await registerSchema(registry, "backtracking-value", {
    properties: { a: { pattern: "^(a+)+$" } },
  }),
};
const good = {
  specversion: "1.0",
  id: "e-1",
  source: "/oms/main",
  type: "com.foundry.oms.objecttype.created",
  data: { name: "User" },
};
const by = (name: keyof typeof schemas, data: Json = { a: "a" }): Json => ({
  ...good,
  type: `com.example.${name}`,
  dataschema: `http://registry.test/schemas/ids/${schemas[name].id}`,
  data,
});

test("a schema that asks for more than there is time is told, and good events are judged meanwhile", async () => {
  const slow = json(by("doubling"));
  const meanwhile = await Promise.all([json(good), json(good), json(good)]);

  expect(meanwhile.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await slow).toMatchObject({ status: 422, body: { code: "LIMIT_TIME", contract: "doubling-value" } });
  expect(await json(by("plain"))).toMatchObject({
    status: 200,
    body: { valid: true, contract: "plain-value" },
  });
});

test("a pattern that no linear-time engine has is told; others take time by the length of the text", async () => {
  expect(await json(by("lookahead"))).toMatchObject({
    status: 422,
    body: { code: "SCHEMA_REGEX_UNSUPPORTED" },
  });
  expect(await json(by("backtracking", { a: `${"a".repeat(50_000)}b` }))).toMatchObject({
    status: 422,
    body: { code: "DATA_INVALID", pointer: "/data/a" },
  });
});

test("in a stream, events by such a schema hide none of the others", async () => {
  const lines = [good, by("plain"), by("doubling"), by("plain", {}), by("lookahead"), good];
  const { text } = await ask({
    body: lines.map((line) => JSON.stringify(line)).join("\n"),
    headers: [["content-type", "application/x-ndjson"]],
  });
  const answers = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

  expect(answers.slice(0, -1).map(({ findings }) => findings?.[0].code ?? "valid")).toEqual([
    "valid",
    "valid",
    "LIMIT_TIME",
    "DATA_INVALID",
    "SCHEMA_REGEX_UNSUPPORTED",
    "valid",
  ]);
  expect(answers.at(-1)).toEqual({ summary: { events: 6, valid: 3, invalid: 3 } });
});

test("where too much waits already, the answer is to come again, and ours are judged all the same", async () => {
  const full = createSandbox({ threads: 1, maxWaiting: 0 });
  const busy = await openServer({ registry, sandbox: full });
  const answer = await sendJson(busy.ask)(by("plain"));
  expect(answer).toMatchObject({
    status: 503,
    body: { code: "SANDBOX_BUSY" },
    headers: { "retry-after": "1" },
  });
  expect((await sendJson(busy.ask)(good)).status).toBe(200);

  const lines = [good, by("plain")].map((line) => JSON.stringify(line)).join("\n");
  const { text } = await busy.ask({ body: lines, headers: [["content-type", "application/x-ndjson"]] });
  expect(text).toContain('{"line":2,"valid":false,"view":"reader","findings":[{"code":"SANDBOX_BUSY"');
  await busy.close();
  await full.close();
});
