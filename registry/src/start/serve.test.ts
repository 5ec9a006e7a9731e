import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { readSettings } from "../settings/read-settings.ts";
import { freePort } from "../testing/free-port.ts";
import { type RunningRegistry, startRegistry } from "./serve.ts";

const folder = mkdtempSync(join(tmpdir(), "registry-serve-"));
const running: RunningRegistry[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

type Flags = Readonly<Record<string, string | boolean>>;

async function start(flags: Flags, environment: Readonly<Record<string, string>> = {}) {
  const lines: string[] = [];
  const port = String(await freePort());
  const { settings } = readSettings({ flags: { port, empty: true, ...flags }, environment, cwd: folder });
  const registry = await startRegistry(settings, { log: { write: (line) => void lines.push(line) } });
  running.push(registry);
  const call = (method: string, path: string, headers: Record<string, string> = {}, body?: unknown) =>
    fetch(new URL(path, registry.url), {
      method,
      // The next registry may get the same port, and a connection that was kept is none of its own.
      headers: {
        connection: "close",
        ...headers,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return { registry, lines, call };
}

const adminToken = "b5o1qL7Zr3xW9vT2kYc8HdNf";
const as = (secret: string) => ({ authorization: `Bearer ${secret}` });

test("what was registered is there after a restart, and readiness says what a write survives", async () => {
  const first = await start({ data: "kept" });
  const schema = { schemaType: "JSON", schema: '{"type":"object"}' };
  const registered = await first.call("POST", "/subjects/kept-value/versions", {}, schema);
  expect(registered.status).toBe(200);
  expect(await (await first.call("GET", "/health/ready")).json()).toMatchObject({
    status: "ready",
    closing: false,
    store: { status: "reachable", durability: "power loss" },
    state: { status: "current" },
  });
  await first.registry.close();

  const second = await start({ data: "kept" });
  expect(await (await second.call("GET", "/subjects")).json()).toEqual(["kept-value"]);
});

test("a token is made, used, and worth nothing the moment it is revoked", async () => {
  const { call } = await start({ data: ":memory:" }, { CONCORDAT_ADMIN_TOKEN: adminToken });
  const made = await call("POST", "/v1/tokens", as(adminToken), {
    name: "billing",
    role: "write",
    expires: "30d",
  });
  const { id, secret, ...told } = (await made.json()) as Record<string, string>;
  expect(made.status).toBe(201);
  expect(made.headers.get("cache-control")).toBe("no-store");
  expect(told).toMatchObject({ name: "billing", role: "write", standing: "valid", createdBy: "admin-token" });

  expect((await call("GET", "/v1/contracts", as(secret ?? ""))).status).toBe(200);
  expect((await call("GET", "/v1/tokens", as(secret ?? ""))).status).toBe(403);
  const list = await (await call("GET", "/v1/tokens", as(adminToken))).text();
  expect(list).toContain(id);
  expect(list).not.toContain(secret);
  expect(list).not.toContain('"hash"');

  expect((await call("DELETE", `/v1/tokens/${id}`, as(adminToken))).status).toBe(204);
  expect((await call("GET", "/v1/contracts", as(secret ?? ""))).status).toBe(401);
  expect((await call("DELETE", `/v1/tokens/${id}`, as(adminToken))).status).toBe(204);
  expect((await call("DELETE", "/v1/tokens/nope", as(adminToken))).status).toBe(404);
});

test.each([
  ["no name", { role: "read" }],
  ["a role that is none", { name: "x", role: "root" }],
  ["a member too many", { name: "x", role: "read", admin: true }],
  ["a name that means everybody", { name: "anonymous", role: "read" }],
  ["a line break in the name", { name: "x\ny", role: "read" }],
  ["a moment that has passed", { name: "x", role: "read", expires: "2020-01-01T00:00:00Z" }],
  ["a moment without a zone", { name: "x", role: "read", expires: "2030-01-01T00:00:00" }],
])("a token with %s is not made", async (_what, wish) => {
  const { call } = await start({ data: ":memory:" });

  expect((await call("POST", "/v1/tokens", {}, wish)).status).toBeLessThan(500);
  expect(await (await call("GET", "/v1/tokens")).json()).toEqual({ tokens: [] });
});

test("whom a proxy brings is not on this machine, unless somebody has said what anonymous callers may", async () => {
  const brought = { "x-forwarded-for": "203.0.113.7" };
  const { call } = await start({ data: ":memory:" });
  expect((await call("GET", "/v1/contracts")).status).toBe(200);
  expect((await call("GET", "/v1/contracts", brought)).status).toBe(401);

  const open = await start({ data: ":memory:", anonymous: "read" });
  expect((await open.call("GET", "/v1/contracts", brought)).status).toBe(200);
});

test("one caller that runs wild is held, and others are not", async () => {
  const { call } = await start(
    { data: ":memory:", "reads-per-second": "5" },
    { CONCORDAT_ADMIN_TOKEN: adminToken },
  );
  const made = await call("POST", "/v1/tokens", as(adminToken), { name: "other", role: "read" });
  const { secret } = (await made.json()) as { readonly secret: string };

  const answers = await Promise.all(
    Array.from({ length: 30 }, () => call("GET", "/v1/contracts", as(secret))),
  );
  const refused = answers.find(({ status }) => status === 429);
  expect(refused?.headers.get("retry-after")).toBe("1");
  expect(await refused?.json()).toMatchObject({ code: "RATE_LIMIT" });
  expect((await call("GET", "/v1/contracts", as(adminToken))).status).toBe(200);
  expect((await call("GET", "/health")).status).toBe(200);
});

test("metrics count by route, never by path, and need a role", async () => {
  const { call } = await start({ data: "measured" }, { CONCORDAT_ADMIN_TOKEN: adminToken });
  await call("GET", "/v1/contracts/a.b.c", as(adminToken));
  await call("GET", "/v1/contracts/d.e.f", as(adminToken));
  await call("GET", "/v1/contracts/d.e.f", as("wrong"));
  await call("GET", "/health/ready");

  expect((await call("GET", "/metrics")).status).toBe(401);
  const text = await (await call("GET", "/metrics", as(adminToken))).text();

  const route = 'http_request_method="GET",http_route="/v1/contracts/:subject"';
  expect(text).toContain(
    `http_server_request_duration_seconds_count{${route},http_response_status_code="404"} 2\n`,
  );
  expect(text).toContain('concordat_registry_auth_refused_total{code="AUTH_REFUSED"} 1\n');
  expect(text).toContain('concordat_registry_store_duration_seconds_count{operation="ping",ok="true"} 1\n');
  expect(text).toMatch(/^nodejs_eventloop_delay_seconds\{quantile="0.99"\} [0-9.e-]+$/m);
  expect(text).not.toContain("a.b.c");
  for (const line of text.trimEnd().split("\n"))
    expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([a-z_]+="[^"]*",?)+\})? [-+0-9.eE]+)$/);
});

test("five secrets go through everything that can be done with them, and stand nowhere afterwards", async () => {
  const { registry, lines, call } = await start(
    { data: ":memory:", "log-level": "trace" },
    { CONCORDAT_ADMIN_TOKEN: `${adminToken}-canary` },
  );
  const admin = as(`${adminToken}-canary`);
  const token = async (role: string) => {
    const made = await call("POST", "/v1/tokens", admin, { name: `the ${role}`, role });
    return ((await made.json()) as { readonly secret: string }).secret;
  };
  const made = [await token("read"), await token("write"), await token("admin")];
  const stranger = `concordat_0123456789ab_${"Canary".repeat(7)}x`;
  const secrets = [`${adminToken}-canary`, ...made, stranger];
  const answers: string[] = [];

  for (const secret of secrets) {
    const basic = { authorization: `Basic ${Buffer.from(`user:${secret}`).toString("base64")}` };
    for (const headers of [
      as(secret),
      basic,
      { authorization: secret },
      { authorization: `Digest ${secret}` },
    ])
      for (const [method, path, body] of [
        ["GET", "/v1/contracts"],
        ["GET", "/v1/tokens"],
        ["GET", "/v1/audit"],
        ["GET", "/metrics"],
        ["GET", "/subjects/nope/versions/latest"],
        ["GET", "/ui/nope"],
        ["PUT", "/config", { compatibility: "NONSENSE" }],
        ["POST", "/subjects/x/versions", { schemaType: "JSON", schema: "{" }],
        ["POST", "/v1/tokens", { name: "x" }],
        ["PATCH", "/v1/tokens"],
      ] as const)
        answers.push(await (await call(method, path, headers, body)).text());
  }
  // Where it has no business, in a path, it comes back to whoever sent it, and is kept nowhere.
  for (const secret of made) await call("DELETE", `/v1/tokens/${secret}`, admin);
  for (const secret of made) await call("GET", `/v1/contracts?token=${secret}`, admin);
  answers.push(await (await call("GET", "/v1/audit", admin)).text());
  answers.push(await (await call("GET", "/metrics", admin)).text());
  await registry.close();

  const everything = [...lines, ...answers].join("\n");
  expect(lines.length).toBeGreaterThan(200);
  for (const secret of secrets) {
    const random = secret.split("_").slice(2).join("_") || secret;
    expect(everything.includes(random)).toBe(false);
    expect(everything.includes(Buffer.from(`user:${secret}`).toString("base64"))).toBe(false);
  }
});

test("nothing is written by a start that is refused, and no answer is sent twice", async () => {
  await expect(
    start({ data: "untouched", host: "0.0.0.0", anonymous: "write", empty: false }),
  ).rejects.toMatchObject({ code: "OPEN_TO_EVERYBODY" });

  const { lines, call } = await start({ data: "untouched" });
  expect(await (await call("GET", "/health/ready")).json()).toMatchObject({ state: { sequence: 0 } });
  const made = await call("POST", "/v1/tokens", {}, { name: "x", role: "read" });
  await call("DELETE", made.headers.get("location") ?? "");
  await call("GET", "/metrics");
  expect(lines.filter((line) => line.includes("already sent"))).toEqual([]);
});

test("what cannot start leaves nothing open", async () => {
  await start({ data: "held" });

  await expect(start({ data: "held", host: "192.0.2.1", insecure: true })).rejects.toMatchObject({
    code: "ADDRESS_UNUSABLE",
  });
  expect(await (await start({ data: "held" })).call("GET", "/health").then(({ status }) => status)).toBe(200);
});

test("the first token closes the door that stood open for want of one, at once", async () => {
  const { call } = await start({ data: join(folder, "first-token") });
  expect((await call("GET", "/subjects")).status).toBe(200);

  const made = await call("POST", "/v1/tokens", {}, { name: "ops", role: "admin" });
  const { secret, id } = (await made.json()) as { readonly secret: string; readonly id: string };

  expect((await call("GET", "/subjects")).status).toBe(401);
  expect((await call("DELETE", `/v1/tokens/${id}`, as(secret))).ok).toBe(true);
  // Revoking it opens nothing again.
  expect((await call("GET", "/subjects")).status).toBe(401);
});
