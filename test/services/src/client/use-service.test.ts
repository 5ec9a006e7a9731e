import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createIsolatedRun, enterIsolatedRun } from "../fixtures/isolated-run.ts";
import type { useService as UseService } from "./use-service.ts";

/** A machine on which nothing can be had: Docker is asked for, and there is no engine at that address. */
let useService: typeof UseService;
let leave: () => Promise<void>;
beforeEach(async () => {
  // A process keeps its connection; each test here is to begin like a process of its own.
  vi.resetModules();
  ({ useService } = await import("./use-service.ts"));
  vi.stubEnv("CONCORDAT_SERVICES", "docker");
  vi.stubEnv("DOCKER_HOST", "unix:///nowhere/docker.sock");
  leave = await enterIsolatedRun(await createIsolatedRun(), vi.stubEnv);
});
afterEach(async () => {
  await leave();
  vi.unstubAllEnvs();
});

test("a test whose service cannot be had is skipped with the reason", async () => {
  vi.stubEnv("CI", "");
  const { notes, scope } = recordSkips();

  await expect(useService("redis", scope)).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });

  expect(notes).toEqual([
    "redis cannot be had here: CONCORDAT_SERVICES asks for Docker, and no Docker engine with Compose answers",
  ]);
});

test("in CI it fails instead", async () => {
  vi.stubEnv("CI", "true");
  const { notes, scope } = recordSkips();

  await expect(useService("redis", scope)).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });

  expect(notes).toEqual([]);
});

test("without a test there is nothing to skip, and the error comes through", async () => {
  await expect(useService("redis", { exclusive: true })).rejects.toMatchObject({
    code: "SERVICE_UNAVAILABLE",
    hint: "start Docker, or unset CONCORDAT_SERVICES",
  });
});

/** Vitest's own `skip` throws, and so ends the test; this one lets us look on. */
function recordSkips() {
  const notes: string[] = [];
  const scope = {
    task: { name: "a test" },
    onTestFinished: () => undefined,
    skip: (note: string) => void notes.push(note),
  };
  return { notes, scope };
}
