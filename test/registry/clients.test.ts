import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";
import { clients } from "./clients/clients.ts";
import { run } from "./clients/run.ts";
import { methodOf, readSuite } from "./clients/step.ts";
import { type OpenRegistry, openRegistry } from "./open-registry.ts";

/** All at once: most of the time is spent waiting for package registries. */
const prepared = new Map<string, Promise<string | undefined>>();

beforeAll(async () => {
  for (const { name, prepare } of clients) prepared.set(name, prepare());
  await Promise.all(prepared.values());
}, 600_000);

describe.each(clients)("$name", ({ name, command, notAsked }) => {
  let registry: OpenRegistry | undefined;

  beforeAll(async () => {
    registry = await openRegistry();
  });
  afterAll(async () => registry?.close());

  test("is answered each step as the original would", { timeout: 120_000 }, async (context) => {
    const missing = await prepared.get(name);
    if (missing !== undefined) {
      if (process.env.CI === "true") throw new Error(missing);
      context.skip(missing);
    }

    const { status, stdout, stderr } = await run(command(registry?.url ?? ""), root);

    expect(status, stderr).toBe(0);
    const { steps, methods } = readSuite(stdout);
    expect(steps.filter(({ answer, expected }) => !isDeepStrictEqual(answer, expected))).toEqual([]);
    // Each method that the client has is asked, or there is a reason why not.
    const asked = new Set(steps.map(methodOf));
    expect(methods.filter((method) => !asked.has(method) && notAsked[method] === undefined)).toEqual([]);
    expect(Object.keys(notAsked).filter((method) => asked.has(method) || !methods.includes(method))).toEqual(
      [],
    );
  });
});
