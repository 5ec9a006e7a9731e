import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { defineKind, type InstallKit, type Kind } from "../kind.ts";
import { familyOf, identifyProcess, isRunning, type ProcessId } from "../os/processes.ts";
import { waitUntil } from "../os/wait-until.ts";
import { createPortPool } from "../ports.ts";
import type { Register } from "../supervise/register.ts";
import type { Ward } from "../supervise/ward.ts";
import { findOrInstall } from "./installer.ts";

let into: string;
beforeEach(() => {
  into = mkdtempSync(join(tmpdir(), "concordat-installed-"));
  onTestFinished(() => rmSync(into, { recursive: true, force: true }));
});

test("what is installed is found the next time", async () => {
  const kind = fakeKind(
    async (kit) => void (await kit.step("making it", "sh", ["-c", "echo x > program"], here(kit))),
  );

  const first = await findOrInstall(kind, installing());
  const second = await findOrInstall(fakeKind(refuse), installing());

  expect(first).toEqual({ at: join(into, "fake-1.0.0", "program"), version: "1.0.0" });
  expect(second).toEqual(first);
});

test("those who need it at the same moment wait for one installation", async () => {
  let installations = 0;
  const kind = fakeKind(async (kit) => {
    installations += 1;
    await kit.step("making it", "sh", ["-c", "echo x > program"], here(kit));
  });

  await Promise.all([1, 2, 3, 4].map(() => findOrInstall(kind, installing())));

  expect(installations).toBe(1);
});

test("an interrupted installation ends what it started and leaves nothing half done", async () => {
  const interruption = new AbortController();
  const kind = fakeKind(async (kit) => {
    writeFileSync(join(kit.folder, "program"), "half of it");
    await kit.step("waiting", "sh", ["-c", "sleep 1000 & wait"]);
  });
  const seen: ProcessId[] = [];
  const register = registerThat((ward) => {
    if ("process" in ward) seen.push(ward.process);
  });

  const installation = findOrInstall(kind, installing({ signal: interruption.signal, register }));
  expect(await waitUntil(() => familyOf(seen[0]?.pid ?? 0).length === 2, { within: 10_000 })).toBe(true);
  const family = familyOf(seen[0]?.pid ?? 0).flatMap((pid) => identifyProcess(pid) ?? []);
  interruption.abort();

  await expect(installation).rejects.toMatchObject({ code: "SERVICE_INSTALL_FAILED" });
  expect(await waitUntil(() => !family.some(isRunning), { within: 10_000 })).toBe(true);
  expect(folders()).toEqual([]);
});

test("what a killed process left half done is cleared, and never taken for installed", async () => {
  const leftover = join(into, "fake-1.0.0.unfinished-abcdef");
  mkdirSync(leftover);
  writeFileSync(join(leftover, "program"), "half of it");
  let wasCalled = false;
  const kind = fakeKind(async (kit) => {
    wasCalled = true;
    writeFileSync(join(kit.folder, "program"), "all of it");
  });

  await findOrInstall(kind, installing());

  expect(wasCalled).toBe(true);
  expect(folders()).toEqual(["fake-1.0.0"]);
});

test("a step that fails is named, with the end of what it said", async () => {
  const kind = fakeKind(
    async (kit) => void (await kit.step("fetching it", "sh", ["-c", "echo no route; exit 1"])),
  );

  await expect(findOrInstall(kind, installing())).rejects.toMatchObject({
    code: "SERVICE_INSTALL_FAILED",
    params: { name: "fake", step: "fetching it", output: "no route\n" },
  });
  expect(folders()).toEqual([]);
});

test("an installation that finds nothing to work with says what is missing", async () => {
  const kind = fakeKind(async (kit) => kit.unavailable("there is no compass", "buy a compass"));

  await expect(findOrInstall(kind, installing())).rejects.toMatchObject({
    code: "SERVICE_UNAVAILABLE",
    message: "fake cannot be had here: there is no compass",
    hint: "buy a compass",
  });
});

test("an installation that leaves nothing usable is not taken for one", async () => {
  await expect(
    findOrInstall(
      fakeKind(async () => {}),
      installing(),
    ),
  ).rejects.toMatchObject({
    code: "SERVICE_INSTALL_FAILED",
    params: { step: "finding what was installed" },
  });
});

function fakeKind(install: (kit: InstallKit) => Promise<void>): Kind {
  return defineKind({
    name: "fake",
    version: "1.0.0",
    ports: { main: 20_000 },
    advertisesItself: false,
    durable: false,
    inCompose: false,
    url: () => "fake:",
    isReady: async () => true,
    extend: () => ({}),
    native: {
      async find(home) {
        const at = join(home, "program");
        return existsSync(at) ? { at, version: "1.0.0" } : undefined;
      },
      install,
      prepare: async () => {},
      launch: () => ({ program: "true", args: [] }),
      stopSignal: "SIGTERM",
    },
  });
}

function installing(changes: { signal?: AbortSignal; register?: Register } = {}) {
  const register = registerThat(() => undefined);
  const signal = new AbortController().signal;
  return { into, say: () => undefined, signal, pool: createPortPool(), register, ...changes };
}

function registerThat(sees: (ward: Ward) => void): Register {
  return {
    wardenPid: () => undefined,
    track(ward) {
      if (ward) sees(ward);
      return () => undefined;
    },
    close: async () => {},
  };
}

function here({ folder }: InstallKit) {
  return { cwd: folder };
}

async function refuse(): Promise<never> {
  throw new Error("it is installed already");
}

function folders(): readonly string[] {
  return readdirSync(into).filter((name) => !name.endsWith(".sock"));
}
