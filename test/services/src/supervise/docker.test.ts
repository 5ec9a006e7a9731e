import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { kindOf } from "../kinds.ts";
import { runFolderVariable } from "../paths.ts";
import { composeFile, createDockerEngine, hasDocker } from "./docker.ts";
import type { Order } from "./engine.ts";
import type { Register } from "./register.ts";
import type { Ward } from "./ward.ts";

/**
 * Not Docker: a script in its place, which writes down how it is called, and follows a log until the container is told to end.
 * It shows what we ask Compose for, and nothing about what Compose does.
 */
const standIn = `#!/bin/sh
here=$(dirname "$0")
echo "$* [$CONCORDAT_REDIS_PORT]" >> "$here/calls"
case "$*" in
  *" up "*) rm -f "$here/ended" ;;
  *" down"*|*" kill "*) touch "$here/ended" ;;
  *" logs "*) until [ -e "$here/ended" ]; do sleep 0.02; done ;;
esac
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "concordat-docker-"));
  writeFileSync(join(folder, "docker"), standIn);
  chmodSync(join(folder, "docker"), 0o755);
  vi.stubEnv("PATH", `${folder}${delimiter}${process.env.PATH}`);
  vi.stubEnv(runFolderVariable, join(folder, "run"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test("an engine is there when Docker and Compose both answer", async () => {
  expect(await hasDocker()).toBe(true);
});

test("an instance is a project of its own, with its ports in the environment", async () => {
  const { engine } = createEngine();

  const running = await engine.start(order("redis-2", 30_500), () => undefined);
  await running.stop();

  const [up, ...later] = calls();
  expect(up).toMatch(/ --project-name concordat-[0-9a-f]{12}-redis-2 up --detach redis \[30500\]$/);
  expect(up).toContain(`compose --file ${composeFile} `);
  expect(later.map(verb).sort()).toEqual(["down", "logs"]);
});

test("faults are asked of Compose, and a killed container has ended", async () => {
  const { engine } = createEngine();
  const running = await engine.start(order("redis-2", 30_500), () => undefined);

  await running.pause();
  await running.resume();
  expect(running.hasEnded()).toBe(false);
  await running.kill9();

  expect(running.hasEnded()).toBe(true);
  expect(calls().map(verb)).toEqual(expect.arrayContaining(["pause", "unpause", "kill"]));
  expect(calls().at(-1)).toContain("kill --signal SIGKILL redis");
});

test("should the supervisor die, the container goes, and its volume with it unless a person said up", async () => {
  const { engine, wards } = createEngine();
  for (const lifetime of ["passing", "kept"] as const) {
    const running = await engine.start({ ...order("redis", 26_379), lifetime }, () => undefined);
    await running.stop();
  }

  const ends = wards.flatMap((ward) => ("command" in ward ? [ward.command.slice(5).join(" ")] : []));
  expect(ends).toEqual([expect.stringMatching(/ down --volumes$/), expect.stringMatching(/ down$/)]);
});

function createEngine() {
  const wards: Ward[] = [];
  const register: Register = {
    wardenPid: () => undefined,
    track(ward) {
      if (ward) wards.push(ward);
      return () => undefined;
    },
    close: async () => {},
  };
  return { engine: createDockerEngine(register, new AbortController().signal), wards };
}

function order(id: string, main: number): Order {
  const kind = kindOf("redis");
  return { id, name: "redis", kind, ports: { main }, lifetime: "passing", survives: "process-crash" };
}

function calls(): readonly string[] {
  return readFileSync(join(folder, "calls"), "utf8").trim().split("\n");
}

function verb(call: string): string | undefined {
  return / --project-name \S+ (\S+)/.exec(call)?.[1];
}
