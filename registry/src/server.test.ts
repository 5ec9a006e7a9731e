import { METHODS } from "node:http";
import { expect, test } from "vitest";
import { createServer } from "./server.ts";
import { registryWith, snapshotOf } from "./testing/snapshots.ts";

const snapshot = snapshotOf({
  "shop/money/1.0.0": {},
  "shop/order/placed/1.0.0": {},
  "shop/order/placed/1.1.0": {},
});
const server = await createServer({ registry: await registryWith(snapshot) });

test("health counts contracts and versions", async () => {
  const { headers, json } = await server.inject("/health");

  expect(json()).toEqual({ status: "healthy", contracts: 2, versions: 3, durability: "nothing" });
  expect(headers["cache-control"]).toBe("no-store");
});

const wrongMethods = METHODS.filter((method) => !["GET", "HEAD", "CONNECT"].includes(method));

test.each(["/health", "/v1/contracts", "/shop/money/1.0.0", "/ui/shop/money/1.0.0"])(
  "%s: every other method is refused with what is allowed, and a body is not even read",
  async (url) => {
    for (const method of wrongMethods) {
      const headers = { "content-type": "text/nonsense" };
      const answer = await server.inject({ method: method as "POST", url, headers, payload: "x" });

      expect([answer.statusCode, answer.headers.allow, answer.json().code], method).toEqual([
        405,
        "GET, HEAD",
        "METHOD_NOT_ALLOWED",
      ]);
    }
  },
);

test("a path that is not there is not found by any method", async () => {
  expect((await server.inject({ method: "POST", url: "/v1/validte" })).statusCode).toBe(404);
  expect((await server.inject({ method: "PROPFIND", url: "/ui/nope" })).statusCode).toBe(404);
});

test.each([
  ["a URL that cannot be decoded", "/%zz", 400, "BAD_URL"],
  ["bytes that are no UTF-8", "/shop/%ff/1.0.0", 400, "BAD_URL"],
  ["a path of 513 characters", `/${"x".repeat(512)}`, 414, "URI_TOO_LONG"],
  ["a URL of 2049 characters", `/?${"x".repeat(2047)}`, 414, "URI_TOO_LONG"],
  ["a query where none is read", "/health?a=1", 400, "QUERY_UNKNOWN"],
  ["a query at a document", "/shop/money/1.0.0?a=1", 400, "QUERY_UNKNOWN"],
])("%s is refused with a problem", async (_what, url, status, code) => {
  const { statusCode, headers, json } = await server.inject(url);

  expect(statusCode).toBe(status);
  expect(headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  expect(json()).toMatchObject({
    type: `https://schemas.concordat.example/errors/${code}`,
    title: expect.stringMatching(/^[A-Z]/),
    status,
    code,
    detail: expect.any(String),
    hint: expect.any(String),
    instance: url,
    requestId: headers["x-request-id"],
  });
});

test("paths and URLs at the limit pass it", async () => {
  expect((await server.inject(`/${"x".repeat(511)}`)).statusCode).toBe(404);
  expect((await server.inject(`/?q=${"x".repeat(2044)}`)).statusCode).toBe(200);
});

test("every answer, a refusal too, carries an id of ours and the headers that keep browsers in check", async () => {
  for (const url of ["/health", "/", "/shop/money/1.0.0", "/nope", "/%zz", `/${"x".repeat(600)}`]) {
    const { headers } = await server.inject({
      url,
      headers: { "x-request-id": "theirs", "request-id": "theirs" },
    });

    expect(headers["x-request-id"], url).toMatch(/^[0-9a-f]{16}-[0-9a-z]+$/);
    expect(headers["x-content-type-options"], url).toBe("nosniff");
    expect(headers["content-security-policy"], url).toContain("default-src 'none'");
  }
});

test("what answers programs alone says nothing about pages, and still forbids to guess what it is", async () => {
  for (const url of ["/subjects", "/confluent/schemas/ids/1"]) {
    const { headers } = await server.inject(url);

    expect(headers["x-content-type-options"], url).toBe("nosniff");
    expect(headers, url).not.toHaveProperty("content-security-policy");
  }
});

test("a fault tells the client its request id and nothing else; the log has the reason", async () => {
  const lines: string[] = [];
  const registry = await registryWith(snapshot);
  const state = Object.create(registry.state, {
    subjects: {
      value: () => {
        throw new Error("secret of the house");
      },
    },
  });
  const faulty = await createServer({
    registry: { ...registry, state },
    log: { level: "info", stream: { write: (line) => void lines.push(line) } },
  });

  const { statusCode, headers, body, json } = await faulty.inject("/shop/money/1.0.0");

  expect([statusCode, json().code]).toEqual([500, "SERVER_FAULT"]);
  expect(body).not.toContain("secret");
  const logged = lines.find((line) => line.includes("secret of the house"));
  expect(logged).toContain(String(headers["x-request-id"]));
});

test("the log has one line a request, and a stranger's URL cannot begin a line of its own", async () => {
  const lines: string[] = [];
  const logged = await createServer({
    registry: await registryWith(snapshot),
    log: { level: "info", stream: { write: (line) => void lines.push(line) } },
  });

  await logged.inject("/health");
  await logged.inject("/a%0a%7B%22level%22:60%7D");

  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { msg: "answered", method: "GET", url: "/health", status: 200 },
    { msg: "answered", url: "/a%0a%7B%22level%22:60%7D", status: 404 },
  ]);
});
