import { expect, test } from "vitest";
import type { TokenState } from "../core/state/token-state.ts";
import { createServer } from "../server.ts";
import { registryWith, snapshotOf } from "../testing/snapshots.ts";
import { createAuthenticate } from "./authenticate.ts";
import type { AnonymousRole } from "./role.ts";
import { mintSecret } from "./secret.ts";

const registry = await registryWith(snapshotOf({ "shop/money/1.0.0": {} }));
const now = Date.parse("2026-11-27T12:00:00Z");

const minted = mintSecret();
const token: TokenState = {
  token: minted.id,
  name: "billing",
  role: "read",
  hash: minted.hash,
  createdAt: "2026-11-01T00:00:00Z",
  createdBy: "ada",
};

async function serverFor(tokens: readonly TokenState[], anonymous: AnonymousRole = "none") {
  const authenticate = createAuthenticate({
    tokenOf: (id) => tokens.find((each) => each.token === id),
    adminToken: "the secret of the settings, long",
    anonymous,
    now: () => now,
  });
  return createServer({ registry, access: { authenticate } });
}

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString("base64")}` });

test.each([
  ["a bearer token", bearer(minted.secret)],
  ["a scheme in other letters", { authorization: `bearer ${minted.secret}` }],
  ["basic auth with the secret for a password", basic(`anybody:${minted.secret}`)],
  ["a user without a name", basic(`:${minted.secret}`)],
  ["the secret of the settings", bearer("the secret of the settings, long")],
])("%s is let in", async (_what, headers) => {
  const server = await serverFor([token]);

  expect((await server.inject({ url: "/v1/contracts", headers })).statusCode).toBe(200);
});

test.each([
  ["nothing", {}, "AUTH_REQUIRED"],
  ["a stranger's token", bearer(mintSecret().secret), "AUTH_REFUSED"],
  ["the public id with another secret", bearer(`concordat_${minted.id}_${"A".repeat(43)}`), "AUTH_REFUSED"],
  ["the stored hash", bearer(minted.hash), "AUTH_REFUSED"],
  ["an empty token", bearer(""), "AUTH_REFUSED"],
  ["another scheme", { authorization: `Digest ${minted.secret}` }, "AUTH_REFUSED"],
  ["a scheme that every object has", { authorization: `constructor ${minted.secret}` }, "AUTH_REFUSED"],
  ["a scheme alone", { authorization: "Bearer" }, "AUTH_REFUSED"],
  ["basic auth that is no pair", { authorization: "Basic !!!" }, "AUTH_REFUSED"],
  ["the secret for a user", basic(`${minted.secret}:`), "AUTH_REFUSED"],
  ["text after the secret", bearer(`${minted.secret} x`), "AUTH_REFUSED"],
])("%s is refused with 401 and with the ways to do better", async (_what, headers, code) => {
  const server = await serverFor([token]);

  const answer = await server.inject({ url: "/v1/contracts", headers });

  expect([answer.statusCode, answer.json().code]).toEqual([401, code]);
  expect(answer.headers["www-authenticate"]).toEqual([
    'Bearer realm="Concordat registry"',
    'Basic realm="Concordat registry", charset="UTF-8"',
  ]);
});

test.each([
  ["expired", { ...token, expires: "2026-11-27T12:00:00Z" }, "the token has expired"],
  ["revoked", { ...token, revokedAt: "2026-11-27T11:00:00Z" }, "the token was revoked"],
])("a token that is %s is told so", async (_what, gone, detail) => {
  const server = await serverFor([gone]);

  const answer = await server.inject({ url: "/v1/contracts", headers: bearer(minted.secret) });

  expect([answer.statusCode, answer.json().detail]).toEqual([401, detail]);
});

test("a token that expires in a millisecond is still good", async () => {
  const server = await serverFor([{ ...token, expires: "2026-11-27T12:00:00.001Z" }]);

  const answer = await server.inject({ url: "/v1/contracts", headers: bearer(minted.secret) });

  expect(answer.statusCode).toBe(200);
});

test("bad credentials are refused also where nobody needs any", async () => {
  const server = await serverFor([], "admin");

  expect((await server.inject("/v1/contracts")).statusCode).toBe(200);
  expect((await server.inject({ url: "/v1/contracts", headers: bearer("x") })).statusCode).toBe(401);
});

test("health is for everybody, also for those with bad credentials", async () => {
  const server = await serverFor([]);

  expect((await server.inject({ url: "/health", headers: bearer("x") })).statusCode).toBe(200);
});

test("what does not exist is not told to strangers", async () => {
  const server = await serverFor([]);

  for (const url of ["/nope", "/v1/nope", "/shop/money/9.0.0", "/ui/nope"])
    expect((await server.inject(url)).statusCode, url).toBe(401);
  expect((await server.inject({ method: "POST", url: "/v1/nope" })).statusCode).toBe(401);
});

test("a route that does not say whom it serves ends the start", async () => {
  const server = await serverFor([])
    .then(() => import("fastify"))
    .then(({ fastify }) => fastify());
  const { protect } = await import("./protect.ts");
  protect(server, { authenticate: () => ({ actor: "x" }) });

  expect(() => server.get("/open", async () => "")).toThrow(
    expect.objectContaining({ code: "ROUTE_WITHOUT_ROLE" }),
  );
});
