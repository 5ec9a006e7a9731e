import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmdirSync } from "node:fs";
import { createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { freePort } from "./testing/free-port.ts";

type Child = ChildProcessByStdio<null, Readable, Readable>;

const children: Child[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

test("it starts, answers, ends politely with 0, and starts again on the same port", async () => {
  const PORT = String(await freePort());
  const etags = new Set<string | null>();

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const child = start({ PORT });
    const url = await addressOf(child);
    expect(url).toBe(`http://127.0.0.1:${PORT}/`);

    const answer = await fetch(`${url}oms/objecttype/created/1.0.0`);
    etags.add(answer.headers.get("etag"));
    expect(await answer.json()).toMatchObject({ title: "Object type created" });
    expect((await fetch(`${url}health`)).status).toBe(200);

    child.kill(signal);
    expect(await once(child, "exit")).toEqual([0, null]);
  }
  expect(etags.size).toBe(1);
});

test("started through a shell, as npm does, it ends when the shell is killed", async () => {
  const PORT = String(await freePort());
  // The second command keeps the shell from becoming the server itself.
  const command = `"${process.execPath}" "${join(import.meta.dirname, "main.ts")}"; true`;
  const shell = spawn("sh", ["-c", command], {
    env: {
      ...process.env,
      CONCORDAT_DATA: ":memory:",
      LOG_LEVEL: "silent",
      PORT,
      npm_lifecycle_event: "start",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(shell);
  await addressOf(shell);

  shell.kill("SIGKILL");

  const isGone = () =>
    fetch(`http://127.0.0.1:${PORT}/health`).then(
      () => false,
      () => true,
    );
  await expect.poll(isGone).toBe(true);
});

test("a taken port is refused in words that help", async () => {
  const holder = createTcpServer();
  const port = await freePort();
  holder.listen(port, "127.0.0.1");
  await once(holder, "listening");

  const { code, stderr } = await failed({ PORT: String(port) });
  holder.close();

  expect(code).toBe(7);
  expect(stderr).toContain(`error[PORT_TAKEN]: 127.0.0.1:${port} is already served by another process`);
  expect(stderr).toContain("PORT=8082 npm start");
});

test("an address of another machine is refused", async () => {
  const { code, stderr } = await failed({ HOST: "192.0.2.1", CONCORDAT_INSECURE: "true" });

  expect(code).toBe(2);
  expect(stderr).toContain("error[ADDRESS_UNUSABLE]: 192.0.2.1:");
});

test("beyond this machine it does not start before somebody has said who may do what", async () => {
  const { code, stderr } = await failed({ HOST: "0.0.0.0" });

  expect(code).toBe(2);
  expect(stderr).toContain("error[AUTH_NOT_SET_UP]: on 0.0.0.0 nobody could do anything");
  expect(stderr).toContain("CONCORDAT_ADMIN_TOKEN");
});

test("a folder without contracts is refused", async () => {
  const folder = mkdtempSync(join(tmpdir(), "registry-empty-"));
  const { code, stderr } = await failed({ CONCORDAT_PROJECT: folder });
  rmdirSync(folder);

  expect(code).toBe(4);
  expect(stderr).toContain("error[CATALOGUE_EMPTY]");
});

function start(environment: Readonly<Record<string, string>>): Child {
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
    env: { ...process.env, CONCORDAT_DATA: ":memory:", LOG_LEVEL: "silent", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  return child;
}

async function failed(environment: Readonly<Record<string, string>>) {
  const child = start(environment);
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  return { code, stderr };
}

/** The last word of the line that says it is ready. */
async function addressOf(child: Child): Promise<string> {
  for await (const chunk of child.stdout) {
    const found = /at (http:\S+)/.exec(String(chunk));
    if (found?.[1] !== undefined) return found[1];
  }
  throw new Error(`it ended without a word: ${await text(child.stderr)}`);
}
