import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { createPostgresPlaces, type StoreAddress } from "@concordat/registry/testing";
import { describeWithService } from "@concordat/test-services/vitest";
import { afterAll, beforeAll, describe, expect, type TestContext, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";
import type { RegistryClient } from "./clients/client.ts";
import { clients } from "./clients/clients.ts";
import { run } from "./clients/run.ts";
import { methodOf, readSuite } from "./clients/step.ts";
import { openGuardedRegistry, openRegistry } from "./open-registry.ts";

const page = readFileSync(join(root, "docs", "reference", "confluent-api.md"), "utf8");

/** All at once: most of the time is spent waiting for package registries. */
const prepared = new Map<string, Promise<string | undefined>>();

beforeAll(async () => {
  for (const { name, prepare } of clients) prepared.set(name, prepare());
  await Promise.all(prepared.values());
}, 600_000);

describe("on SQLite", () => {
  test.concurrent.for(clients)("$name", { timeout: 300_000 }, async (client, context) => {
    const data = mkdtempSync(join(tmpdir(), "registry-client-"));
    context.onTestFinished(() => rmSync(data, { recursive: true }));
    await answersAsTheOriginal(client, { data }, context);
  });
});

describeWithService("postgres", (postgres) => {
  const places = createPostgresPlaces(postgres);
  afterAll(places.close);

  test.concurrent.for(clients)("$name", { timeout: 300_000 }, async (client, context) => {
    const { url, drop } = await places.create();
    context.onTestFinished(drop);
    await answersAsTheOriginal(client, { databaseUrl: url }, context);
  });
});

async function answersAsTheOriginal(
  { name, command, notAsked }: RegistryClient,
  address: StoreAddress,
  context: TestContext,
): Promise<void> {
  const missing = await prepared.get(name);
  if (missing !== undefined) {
    if (process.env.CI === "true") throw new Error(missing);
    context.skip(missing);
  }
  const registry = await openRegistry(address);
  const guarded = await openGuardedRegistry();
  const asked = { url: registry.url, guardedUrl: guarded.url, readToken: guarded.readToken };
  const { status, stdout, stderr } = await run(command(asked), root).finally(async () => {
    await registry.close();
    await guarded.close();
  });

  expect(status, stderr).toBe(0);
  const { steps, methods } = readSuite(stdout);
  expect(steps.filter(({ answer, expected }) => !isDeepStrictEqual(answer, expected))).toEqual([]);
  expect(page).toContain(`\n| ${name} | ${steps.length} |\n`);
  // Each method that the client has is asked, or there is a reason why not.
  const called = new Set(steps.map(methodOf));
  expect(methods.filter((method) => !called.has(method) && notAsked[method] === undefined)).toEqual([]);
  expect(Object.keys(notAsked).filter((method) => called.has(method) || !methods.includes(method))).toEqual(
    [],
  );
}
