import { createHash } from "node:crypto";
import { canonicalize, parseJson } from "@concordat/json";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createServer } from "../server.ts";
import { registryWith, snapshotOf } from "../testing/snapshots.ts";

const documents = { "shop/money/1.0.0": { title: "Money" }, "shop/order/1.0.0": {} };
let server: FastifyInstance;

beforeAll(async () => {
  server = await createServer({ registry: await registryWith(snapshotOf(documents, ["shop/money/1.0.0"])) });
});

afterAll(() => server.close());

test("one address leads to the file, which is named by the digest of its bytes, in canonical form", async () => {
  const { statusCode, headers } = await server.inject("/v1/bundle");
  expect([statusCode, headers["cache-control"]]).toEqual([302, "no-cache"]);
  const answer = await server.inject(String(headers.location));
  const hex = createHash("sha256").update(answer.rawPayload).digest("hex");
  expect(headers.location).toBe(`/v1/bundle/${hex}`);
  expect(answer.headers).toMatchObject({
    etag: `"sha256:${hex}"`,
    "cache-control": "public, max-age=31536000, immutable",
    "content-type": expect.stringContaining("application/json"),
  });
  expect(answer.body).toBe(canonicalize(parseJson(answer.body)));
  expect(answer.json()).toMatchObject({
    concordat: "bundle/1",
    base: "https://contracts.test/",
    versions: [
      {
        id: "shop/money/1.0.0",
        subject: "shop.money",
        number: "1.0.0",
        frozen: true,
        document: { title: "Money" },
      },
      { id: "shop/order/1.0.0", frozen: false },
    ],
  });
});

test("who has it gets nothing twice, and a name that nothing has is not found", async () => {
  const { headers } = await server.inject("/v1/bundle");
  const url = String(headers.location);
  const { etag } = (await server.inject(url)).headers;
  const again = await server.inject({ url, headers: { "if-none-match": String(etag) } });
  expect([again.statusCode, again.body]).toEqual([304, ""]);
  for (const name of ["0".repeat(64), "nonsense", "%2e%2e"]) {
    const { statusCode, json } = await server.inject(`/v1/bundle/${name}`);
    expect([statusCode, json().code]).toEqual([404, "NOT_FOUND"]);
  }
});
