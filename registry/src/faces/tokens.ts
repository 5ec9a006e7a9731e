import type { JsonObject } from "@concordat/json";
import type { FastifyInstance } from "fastify";
import { parseExpiry } from "../auth/expiry.ts";
import { originOf } from "../auth/origin-of.ts";
import { type Role, roles } from "../auth/role.ts";
import { mintSecret } from "../auth/secret.ts";
import { tellToken } from "../auth/told-token.ts";
import { createToken, revokeToken } from "../core/commands/tokens.ts";
import { jsonBody } from "../http/body.ts";
import { declareRoute } from "../http/declare-route.ts";
import { meaning, nonEmpty } from "../http/readers.ts";
import type { World } from "../world.ts";

/** `/v1/tokens`: who may do what. Secrets are shown once, in the answer that makes them. */
export function tokensFace(server: FastifyInstance, { registry }: World): void {
  const told = (id: string) => {
    const token = registry.state.tokens.get(id);
    return token === undefined ? {} : tellToken(token, Date.now());
  };

  declareRoute(server, {
    method: "GET",
    url: "/v1/tokens",
    role: "admin",
    chapter: "tokens",
    summary: "All tokens there ever were, without their secrets",
    answers: { 200: { says: "The oldest first.", types: { "application/json": list } } },
    handler: ({ reply }) => {
      reply.header("cache-control", "no-store");
      return { tokens: [...registry.state.tokens.keys()].map(told) };
    },
  });

  declareRoute(server, {
    method: "POST",
    url: "/v1/tokens",
    role: "admin",
    chapter: "tokens",
    summary: "Make a token",
    says: "The answer holds the secret, which is shown this once: the registry keeps its hash alone.",
    body: jsonBody<Wish>(wish),
    answers: { 201: { says: "The token with its secret.", types: { "application/json": made } } },
    refusals: { 400: ["TOKEN_NAME", "TOKEN_EXPIRY"] },
    handler: async ({ body: { name, role, expires }, request, reply }) => {
      const minted = mintSecret();
      const until = expires === undefined ? {} : { expires: parseExpiry(expires, Date.now()) };
      const id = await registry.execute(createToken({ name, role, ...until }, minted), originOf(request));
      reply.code(201).header("cache-control", "no-store").header("location", `/v1/tokens/${id}`);
      return { ...told(id), secret: minted.secret };
    },
  });

  declareRoute(server, {
    method: "DELETE",
    url: "/v1/tokens/:id",
    role: "admin",
    chapter: "tokens",
    summary: "Revoke a token",
    says: "It ends at once here, and within seconds at other instances. Revoking it again is harmless.",
    params,
    answers: { 204: { says: "It is revoked." } },
    refusals: { 404: ["TOKEN_UNKNOWN"] },
    handler: async ({ params: { id }, request, reply }) => {
      await registry.execute(revokeToken(id), originOf(request));
      return reply.code(204).send();
    },
  });
}

const params = { id: meaning("The public id, never the secret.", nonEmpty) };

type Wish = { readonly name: string; readonly role: Role; readonly expires?: string };

const wish = {
  type: "object",
  required: ["name", "role"],
  additionalProperties: false,
  properties: {
    name: { type: "string", description: "Who or what it is for; the audit names it." },
    role: { enum: [...roles] },
    expires: {
      type: "string",
      description:
        "A moment, as 2027-06-30T00:00:00Z, or a number of days, as 90d. Without it: until it is revoked.",
    },
  },
} satisfies JsonObject;

const token = {
  type: "object",
  required: ["id", "name", "role", "createdAt", "createdBy", "standing"],
  properties: {
    id: { type: "string", description: "Public; it names the token." },
    name: { type: "string" },
    role: { enum: [...roles] },
    createdAt: { type: "string", format: "date-time" },
    createdBy: { type: "string" },
    expires: { type: "string", format: "date-time" },
    revokedAt: { type: "string", format: "date-time" },
    standing: { enum: ["valid", "expired", "revoked"] },
  },
} satisfies JsonObject;

const made = {
  ...token,
  required: [...token.required, "secret"],
  properties: { ...token.properties, secret: { type: "string" } },
} satisfies JsonObject;

const list = {
  type: "object",
  required: ["tokens"],
  properties: { tokens: { type: "array", items: token } },
} satisfies JsonObject;
