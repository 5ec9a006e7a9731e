import { expect, test } from "vitest";
import { createRegistry } from "../core/registry.ts";
import { createServer } from "../server.ts";
import { storeErrors } from "../store/errors.ts";
import { createMemoryStore } from "../store/memory.ts";

async function serverWith(ping: () => Promise<void>) {
  const store = { ...createMemoryStore(), ping };
  const registry = await createRegistry({ store });
  return createServer({ registry });
}

const away = () =>
  Promise.reject(
    storeErrors.STORE_UNAVAILABLE({ store: "PostgreSQL, db.test", reason: "connect ECONNREFUSED" }),
  );

test("a store that cannot be reached makes it unready, and leaves it alive", async () => {
  const server = await serverWith(away);

  const { statusCode, body, json } = await server.inject("/health/ready");

  expect(statusCode).toBe(503);
  expect(json()).toMatchObject({
    status: "not ready",
    store: { status: "unreachable", code: "STORE_UNAVAILABLE" },
  });
  // Everybody may ask, so where the store is and why it is away stays in the log.
  expect(body).not.toMatch(/db\.test|ECONNREFUSED/);
  expect((await server.inject("/health/live")).statusCode).toBe(200);
  expect((await server.inject("/v1/contracts")).statusCode).toBe(200);
  await server.close();
});

test("a store that says nothing is one that cannot be reached", async () => {
  const server = await serverWith(() => new Promise(() => {}));

  expect((await server.inject("/health/ready")).statusCode).toBe(503);
  await server.close();
});

test("many who ask at once ask the store once", async () => {
  let pings = 0;
  const server = await serverWith(async () => {
    pings += 1;
  });

  const answers = await Promise.all(Array.from({ length: 50 }, () => server.inject("/health/ready")));

  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
  expect(pings).toBe(1);
  await server.close();
});
