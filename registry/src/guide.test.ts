import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadProject } from "./core/commands/load-project.ts";
import { readProject } from "./core/read-project.ts";
import { createRegistry } from "./core/registry.ts";
import { createServer } from "./server.ts";
import { createMemoryStore } from "./store/memory.ts";
import { isShownBy, runCurl, shownCommands } from "./testing/curl.ts";
import { repository } from "./testing/snapshots.ts";

let server: FastifyInstance;

beforeAll(async () => {
  const { loading } = readProject(repository);
  if (loading === undefined) throw new Error("the shipped catalogue cannot be read");
  const registry = await createRegistry({ store: createMemoryStore() });
  await registry.execute(loadProject(loading), { actor: "registry" });
  server = await createServer({ registry });
});

afterAll(() => server.close());

describe.each(["README.md", "docs/guides/registry-api.md"])("%s", (page) => {
  const shown = shownCommands(readFileSync(join(repository, page), "utf8"));

  test("has commands", () => expect(shown.length).toBeGreaterThan(3));

  test.each(shown)("$command prints what is shown", async ({ command, printed }) => {
    const actual = await runCurl(server, command);

    expect(isShownBy(printed, actual), `${printed}\n---\n${actual}`).toBe(true);
  });
});
