import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import fastify from "fastify";
import { afterAll, expect, test } from "vitest";
import { freePort } from "../testing/free-port.ts";
import { drain } from "./drain.ts";

const folder = mkdtempSync(join(tmpdir(), "registry-drain-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("asked to end in the middle of writing, it keeps every version that it has acknowledged, and ends with 0", async () => {
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const first = start(port);
  await ready(first);
  const acknowledged = new Set<number>();
  let refused = 0;
  let ends = false;

  const writer = async (name: number) => {
    for (let round = 0; !ends; round += 1) {
      const schema = `{"title":"${name}-${round}"}`;
      const answer = await register(url, `s${name}-${round}-value`, schema);
      if (answer === undefined) refused += 1;
      else acknowledged.add(answer);
    }
  };
  const writers = Array.from({ length: 8 }, (_, name) => writer(name));
  await expect.poll(() => acknowledged.size).toBeGreaterThan(50);
  first.kill("SIGTERM");
  const exit = once(first, "exit");
  await expect.poll(() => refused).toBeGreaterThan(0);
  ends = true;
  await Promise.all(writers);
  expect(await exit).toEqual([0, null]);

  const second = start(port);
  await ready(second);
  const schemas = (await (await fetch(`${url}/schemas`)).json()) as readonly { readonly id: number }[];
  const ids = new Set(schemas.map(({ id }) => id));
  second.kill("SIGTERM");
  await once(second, "exit");
  expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([]);
});

test("what is under way is answered, and a client that hangs is cut off", async () => {
  const server = fastify();
  let arrived = 0;
  let answer: () => void = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  server.get("/slow", async () => {
    arrived += 1;
    await answered;
    return "done";
  });
  server.get("/never", async () => {
    arrived += 1;
    return new Promise(() => {});
  });
  const url = await server.listen({ host: "127.0.0.1", port: await freePort() });
  const slow = fetch(`${url}/slow`).then((each) => each.text());
  const never = fetch(`${url}/never`).then(
    () => "answered",
    () => "cut off",
  );
  await expect.poll(() => arrived).toBe(2);

  const drained = drain(server, 1);
  answer();

  expect(await slow).toBe("done");
  await drained;
  expect(await never).toBe("cut off");
});

type Child = ChildProcessByStdio<null, Readable, Readable>;

function start(port: string): Child {
  const args = [join(import.meta.dirname, "..", "main.ts"), "--port", port, "--data", folder, "--empty"];
  return spawn(process.execPath, args, {
    env: { ...process.env, LOG_LEVEL: "silent" },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function ready(child: Child): Promise<void> {
  for await (const chunk of child.stdout) if (String(chunk).includes(" at http")) return;
  throw new Error(`it ended without a word: ${await text(child.stderr)}`);
}

/** The id, or nothing where it was refused or there is nobody any more. Each on a connection of its own. */
function register(url: string, subject: string, schema: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const headers = { "content-type": "application/json" };
    const request = httpRequest(
      `${url}/subjects/${subject}/versions`,
      { method: "POST", agent: false, headers },
      (response) => {
        text(response).then(
          (body) =>
            resolve(response.statusCode === 200 ? (JSON.parse(body) as { id: number }).id : undefined),
          () => resolve(undefined),
        );
      },
    );
    request.on("error", () => resolve(undefined));
    request.end(JSON.stringify({ schemaType: "JSON", schema }));
  });
}
