import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { settingSpecs } from "@concordat/registry/settings";
import { freePort } from "@concordat/registry/testing";
import { afterAll, expect, test } from "vitest";
import { run } from "../run.ts";
import { capturedIo } from "../testing/captured-io.ts";
import { registry } from "./registry.ts";

const folder = mkdtempSync(join(tmpdir(), "cli-registry-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function command(...args: readonly string[]) {
  const io = capturedIo({ cwd: folder });
  const code = await run(["registry", ...args], io);
  return { code, out: io.out(), err: io.err() };
}

test("every setting with a flag is a flag of the command", () => {
  const flags = settingSpecs.flatMap(([, { flag }]) => flag ?? []);

  // The project is a flag of every command.
  expect(flags.filter((flag) => !(flag in registry.flags))).toEqual(["project"]);
});

test("the settings are printed with where they come from, and nothing starts", async () => {
  const { code, out } = await command("--port", "9", "--data", "store", "--print-config");

  expect(code).toBe(0);
  expect(out).toMatch(/^port +9 +--port$/m);
  expect(out).toContain(join(folder, "store"));
});

test.each([
  [["--prot", "1"], 2, "did you mean"],
  [["--port", "x"], 2, "error[SETTING_INVALID]: --port"],
  [["--admin-token", "x"], 2, "has no flag --admin-token"],
  [["tokn", "list"], 2, 'does not know what to do with "tokn"'],
  [["token"], 2, "usage: concordat registry token create"],
  [["token", "create", "--name", "x"], 2, "wants --name and --role"],
  [["token", "revoke"], 2, "wants the id of one token"],
  [["token", "list", "--data", ":memory:"], 2, "keeps no token in memory"],
  [["token", "create", "--name", "x", "--role", "root"], 2, "--role takes one of read, write, admin"],
  [["token", "create", "--name", "anonymous", "--role", "read"], 4, "error[TOKEN_NAME]"],
  [
    ["token", "create", "--name", "x", "--role", "read", "--expires", "2020-01-01T00:00:00Z"],
    4,
    "error[TOKEN_EXPIRY]",
  ],
  [["token", "revoke", "nope"], 4, "error[TOKEN_UNKNOWN]"],
])("%j is refused", async (args, expected, words) => {
  const { code, err } = await command(...args);

  expect(err).toContain(words);
  expect(code).toBe(expected);
});

test("a token is made, listed without its secret, and revoked", async () => {
  const made = await command(
    "token",
    "create",
    "--name",
    "billing service",
    "--role",
    "read",
    "--expires",
    "90d",
  );
  const secret = made.out.trim();
  expect(secret).toMatch(/^concordat_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$/);
  expect(made.err).not.toContain(secret);
  const id = secret.split("_")[1] ?? "";

  const listed = await command("token", "list");
  expect(listed.out).toMatch(
    new RegExp(`^${id}  read   valid    2027-05-01T12:00:00.000Z  billing service$`, "m"),
  );
  expect(listed.out).not.toContain(secret);

  expect((await command("token", "revoke", id)).code).toBe(0);
  const [token] = JSON.parse((await command("token", "list", "--format", "json")).out);
  expect(token).toMatchObject({
    id,
    standing: "revoked",
    createdBy: expect.stringContaining("command line"),
  });
  expect(token).not.toHaveProperty("hash");
});

test("a token made at the command line opens a registry that runs on the same store", async () => {
  const data = join(folder, "shared");
  const env = { ...process.env, CONCORDAT_ADMIN_TOKEN: "b5o1qL7Zr3xW9vT2kYc8HdNf", LOG_LEVEL: "silent" };
  const main = join(import.meta.dirname, "..", "main.ts");
  const port = String(await freePort());
  const child = spawn(process.execPath, [main, "registry", "--data", data, "--port", port], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const failure = text(child.stderr);
  try {
    for await (const chunk of child.stdout) if (String(chunk).includes(" at http")) break;
    const url = `http://127.0.0.1:${port}`;
    const io = capturedIo({ cwd: folder });
    await run(["registry", "token", "create", "--name", "late", "--role", "read", "--data", data], io);
    const authorization = `Bearer ${io.out().trim()}`;
    const status = async () => (await fetch(`${url}/v1/contracts`, { headers: { authorization } })).status;

    expect((await fetch(`${url}/v1/contracts`)).status).toBe(401);
    await expect.poll(status).toBe(200);

    const id = io.out().split("_")[1] ?? "";
    await run(["registry", "token", "revoke", id, "--data", data], capturedIo({ cwd: folder }));
    await expect.poll(status).toBe(401);
  } finally {
    child.kill("SIGTERM");
  }
  expect(await once(child, "exit"), await failure).toEqual([0, null]);
});
