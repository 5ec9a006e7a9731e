import { jsonErrors } from "@concordat/json";
import { expect, test } from "vitest";
import { createAuthenticate } from "../../auth/authenticate.ts";
import { accessErrors } from "../../auth/errors.ts";
import { createRegistry } from "../../core/registry.ts";
import { coreErrors, registryErrors } from "../../errors.ts";
import { createServer } from "../../server.ts";
import { storeErrors } from "../../store/errors.ts";
import { createMemoryStore } from "../../store/memory.ts";
import { refusalOf } from "./refusal-of.ts";

const inImport = { subject: ":.lab:orders", mode: "IMPORT", action: "register" };

test.each([
  ["a fault of ours", new TypeError("secret words"), 500, 500, "Internal Server Error"],
  ["many requests", accessErrors.RATE_LIMIT({ actor: "ada", kind: "writes", limit: 20 }), 429, 429, /./],
  ["large headers", registryErrors.LIMIT_HEADER_BYTES({ limit: 16_384 }), 431, 431, /./],
  ["a large body", jsonErrors.LIMIT_BYTES({ bytes: 9, limit: 8 }), 422, 42209, /too large/],
  [
    "a schema too hard to judge",
    registryErrors.LIMIT_TIME({ work: "judging", milliseconds: 5 }),
    422,
    42201,
    /5 ms/,
  ],
  [
    "a store that is away",
    storeErrors.STORE_UNAVAILABLE({ store: "x", reason: "secret words" }),
    500,
    50001,
    /^Error in/,
  ],
  [
    "others that were quicker",
    coreErrors.SUBJECT_CONTENDED({ target: "a", attempts: 20 }),
    500,
    50002,
    /timed out/,
  ],
  [
    "a mode",
    coreErrors.MODE_FORBIDS(inImport),
    422,
    42205,
    "Subject :.lab:orders in context :.lab: is not in read-write mode",
  ],
  [
    "an id of another schema",
    coreErrors.ID_CONFLICT({ id: 7, context: "." }),
    422,
    42205,
    "Overwrite new schema with id 7 in context  is not permitted.",
  ],
])("%s is told in the words of this API", (_what, error, status, code, message) => {
  const refusal = refusalOf(error);

  expect([refusal.status, refusal.code]).toEqual([status, code]);
  expect(refusal.message).toMatch(message);
  expect(refusal.message).not.toContain("secret");
});

test("who is not known is told so in the form of this API, and how to do better in that of HTTP", async () => {
  const registry = await createRegistry({ store: createMemoryStore() });
  const authenticate = createAuthenticate({ tokenOf: () => undefined, now: Date.now });
  const server = await createServer({ registry, access: { authenticate } });

  for (const url of ["/subjects", "/confluent/nothing", "/subjects/a/b/c"]) {
    const answer = await server.inject({ url, headers: { authorization: "Bearer x" } });

    expect([answer.statusCode, answer.json().error_code], url).toEqual([401, 401]);
    expect(answer.headers["www-authenticate"]).toHaveLength(2);
    expect(answer.headers["content-type"]).toBe("application/vnd.schemaregistry.v1+json");
  }
  await server.close();
  await registry.close();
});
