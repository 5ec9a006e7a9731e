import { request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createToken, revokeToken } from "../core/commands/tokens.ts";
import { createServer } from "../server.ts";
import { freePort } from "../testing/free-port.ts";
import { registryWith, snapshotOf } from "../testing/snapshots.ts";
import { createAuthenticate } from "./authenticate.ts";
import { mayDo, type Role, type RouteRole } from "./role.ts";
import { mintSecret } from "./secret.ts";
import { whoMay } from "./testing/who-may.ts";

/** Every caller against every route of the OpenAPI document, which is made of the routes that the server has. */
const registry = await registryWith(snapshotOf({ "shop/money/1.0.0": {} }, ["shop/money/1.0.0"]));
const server: FastifyInstance = await createServer({
  registry,
  access: {
    authenticate: createAuthenticate({ tokenOf: (id) => registry.state.tokens.get(id), now: Date.now }),
  },
});

async function secretOf(
  role: Role,
  { expires, revoke = false }: { expires?: string; revoke?: boolean } = {},
) {
  const minted = mintSecret();
  const wish = { name: `the ${role}`, role, ...(expires && { expires }) };
  await registry.execute(createToken(wish, minted), { actor: "test" });
  if (revoke) await registry.execute(revokeToken(minted.id), { actor: "test" });
  return minted.secret;
}

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const callers: readonly (readonly [string, Readonly<Record<string, string>>, Role | undefined])[] = [
  ["nobody", {}, undefined],
  ["a stranger", bearer(mintSecret().secret), undefined],
  ["an expired admin", bearer(await secretOf("admin", { expires: "2026-01-01T00:00:00Z" })), undefined],
  ["a revoked admin", bearer(await secretOf("admin", { revoke: true })), undefined],
  ["a reader", bearer(await secretOf("read")), "read"],
  ["a writer", bearer(await secretOf("write")), "write"],
  ["an admin", bearer(await secretOf("admin")), "admin"],
];

type Row = { readonly method: string; readonly path: string; readonly role: RouteRole };

const document = (await server.inject("/openapi.json")).json() as {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly "x-concordat-role": RouteRole }>>>
  >;
};
const rows: readonly Row[] = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path,
    role: operation["x-concordat-role"],
  })),
);

beforeAll(async () => {
  await server.listen({ host: "127.0.0.1", port: await freePort() });
});
afterAll(() => server.close());

test("each route serves whom it is meant to serve, and each is meant", () => {
  const meant = (["public", "read", "write", "admin"] as const).flatMap((role) =>
    whoMay[role].map((route) => `${route} ${role}`),
  );
  const served = new Set(rows.map(({ method, path, role }) => `${method} ${plain(path)} ${role}`));

  expect([...served].filter((row) => !meant.includes(row))).toEqual([]);
  expect(meant.filter((row) => !served.has(row))).toEqual([]);
});

test.each(callers)(
  "%s: every route lets pass whom it serves, and nobody else",
  async (_who, headers, has) => {
    const wrong: string[] = [];
    for (const { method, path, role } of rows)
      for (const each of method === "GET" ? ["GET", "HEAD"] : [method]) {
        const { status } = await send(each, sample(path), headers);
        const expected = mayDo(has, role) ? "passes" : has === undefined ? 401 : 403;
        const found = status === 401 || status === 403 ? status : "passes";
        if (found !== expected || status >= 500) wrong.push(`${each} ${path}: ${status}`);
      }
    expect(wrong).toEqual([]);
  },
);

test("OPTIONS and methods that a path lacks need what the path's mildest route needs", async () => {
  const wrong: string[] = [];
  for (const [path, operations] of Object.entries(document.paths)) {
    const isPublic = Object.values(operations).some((each) => each["x-concordat-role"] === "public");
    for (const method of ["OPTIONS", "TRACE", "PROPFIND"]) {
      const { status } = await send(method, sample(path), {});
      if (status !== (isPublic ? 405 : 401)) wrong.push(`${method} ${path}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
});

const spellings: readonly (readonly [string, (path: string) => string])[] = [
  ["two slashes", (path) => `/${path}`],
  ["a slash at the end", (path) => `${path}/`],
  ["capitals", (path) => path.toUpperCase()],
  ["a matrix parameter", (path) => `${path};x=1`],
  ["a dot as a segment", (path) => `/.${path}`],
  ["an encoded dot as a segment", (path) => `/%2e${path}`],
  ["a way up", (path) => `/health/..${path}`],
  ["an encoded way up", (path) => `/health/%2e%2e${path}`],
  ["an encoded slash", (path) => `/%2f${path.slice(1)}`],
  ["an encoded letter", (path) => path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`)],
  ["a backslash", (path) => `/\\${path.slice(1)}`],
  ["a zero byte", (path) => `${path}%00`],
  ["a query that looks like a path", (path) => `${path}?/../../health`],
  ["a whole address", (path) => `http://127.0.0.1${path}`],
  ["the address of somebody else", (path) => `http://evil.test${path}`],
];

test.each(spellings)("%s: no other spelling of a path lets anybody past", async (_what, spell) => {
  const [nobody, reader] = [callers[0], callers[4]];
  const before = registry.state.sequence;
  const wrong: string[] = [];
  for (const { method, path, role } of rows) {
    if (role === "public") continue;
    const spelled = spell(sample(path));
    const stranger = await send(method, spelled, nobody?.[1] ?? {});
    if (![400, 401, 404].includes(stranger.status))
      wrong.push(`nobody ${method} ${spelled}: ${stranger.status}`);
    if (role === "read") continue;
    const known = await send(method, spelled, reader?.[1] ?? {});
    if (known.status < 400) wrong.push(`a reader ${method} ${spelled}: ${known.status}`);
  }
  expect(wrong).toEqual([]);
  expect(registry.state.sequence).toBe(before);
});

/** As it stands in the table: one row for the same route below every prefix. */
function plain(path: string): string {
  return path.replace(/^\/confluent(?=\/|$)/, "").replace(/^\/contexts\/\{context\}(?=\/)/, "") || "/";
}

/** Names of nothing, so that nothing comes of it where somebody may. */
function sample(path: string): string {
  return path.replace("{path}", "shop/money/1.0.0").replaceAll(/\{[a-z]+\}/gi, "1");
}

/** By hand, since `fetch` mends a path before it sends it. */
function send(method: string, path: string, headers: Readonly<Record<string, string>>) {
  const { port } = server.server.address() as AddressInfo;
  return new Promise<{ readonly status: number; readonly body: string }>((resolve, reject) => {
    const request = httpRequest({ host: "127.0.0.1", port, method, path, headers }, (response) =>
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject),
    );
    request.on("error", reject).end();
  });
}
