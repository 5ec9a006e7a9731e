import { expect, test } from "vitest";
import { familyOf, identifyProcess, isRunning, type ProcessId } from "./processes.ts";
import { findPrograms, runProgram } from "./programs.ts";
import { waitUntil } from "./wait-until.ts";

test("output and errors come back as one text", async () => {
  expect(await runProgram("sh", ["-c", "echo out; echo err >&2"])).toEqual({
    ok: true,
    output: "out\nerr\n",
  });
});

test("a program that cannot be started is a failure like any other", async () => {
  const { ok, output } = await runProgram("no-such-program-here", []);

  expect(ok).toBe(false);
  expect(output).toContain("ENOENT");
});

test("an interruption ends the program and what it started", async () => {
  const interruption = new AbortController();
  let family: readonly ProcessId[] = [];
  const track = (pid: number) => {
    void waitUntil(() => familyOf(pid).length === 2, { within: 10_000 }).then(() => {
      family = familyOf(pid).flatMap((member) => identifyProcess(member) ?? []);
      interruption.abort();
    });
    return () => undefined;
  };

  const { ok } = await runProgram("sh", ["-c", "sleep 1000 & wait"], { signal: interruption.signal, track });

  expect(ok).toBe(false);
  expect(family).toHaveLength(2);
  expect(await waitUntil(() => !family.some(isRunning), { within: 10_000 })).toBe(true);
});

test("programs are found on the PATH first, then in further folders, and only what can be executed", () => {
  expect(findPrograms("sh", ["/bin"])[0]).toMatch(/\/sh$/);
  expect(findPrograms("passwd", ["/etc"])).not.toContain("/etc/passwd");
  expect(findPrograms("no-such-program-here")).toEqual([]);
});
