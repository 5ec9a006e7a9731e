import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@concordat/registry/testing";
import { openConnection, requestText } from "./connection.ts";
import { type ServerProcess, startServer } from "./server-process.ts";

/** The registry and what it is measured against, each in a process of its own. */
export type RegistryBench = {
  readonly registry: ServerProcess;
  readonly bare: ServerProcess;
  /** To be called in the end: servers that run keep the bench from ending. */
  stop(): Promise<void>;
};

export const registryJson = "application/vnd.schemaregistry.v1+json";
const subject = "bench-value";

/** Starts both, and registers the schema that look-ups ask for. Both answer with the same bytes. */
export async function startRegistryBench(
  schema: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<RegistryBench> {
  const folder = mkdtempSync(join(tmpdir(), "registry-bench-"));
  const registry = await startRegistry(folder, environment);
  const connection = await openConnection(registry.port);
  await connection.ask(registerRequest(subject, schema), 200);
  const answer = await connection.ask(requestText("GET", "/schemas/ids/1"), 200);
  connection.close();
  const [head = "", text = ""] = answer.split("\r\n\r\n");
  const type = /^content-type: (.*)$/im.exec(head)?.[1]?.trim() ?? registryJson;
  writeFileSync(join(folder, "get.json"), JSON.stringify({ type, text }));
  const script = ["test/bench/http/bare-server.ts", folder];
  if (environment.DATABASE_URL !== undefined) script.push(environment.DATABASE_URL);
  const bare = await startServer({ script, environment: { PORT: String(await freePort()) } });
  return {
    registry,
    bare,
    stop: async () => {
      await Promise.all([registry.stop(), bare.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A registry that answers nobody without a token, and one that may read. It holds the schema, too. */
export async function closedRegistry(
  schema: string,
): Promise<{ readonly server: ServerProcess; readonly token: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "registry-bench-"));
  const admin = randomUUID();
  const server = await startRegistry(folder, { CONCORDAT_ADMIN_TOKEN: admin });
  const connection = await openConnection(server.port);
  const headers = { authorization: `Bearer ${admin}` };
  await connection.ask(registerRequest(subject, schema, headers), 200);
  const wish = JSON.stringify({ name: "bench", role: "read" });
  const made = await connection.ask(
    requestText("POST", "/v1/tokens", {
      headers: { ...headers, "content-type": "application/json" },
      body: wish,
    }),
    201,
  );
  connection.close();
  const { secret: token } = JSON.parse(made.slice(made.indexOf("\r\n\r\n"))) as { readonly secret: string };
  return {
    server,
    token,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Missing = { readonly missing: string; stop(): Promise<void> };

/** Both in one PostgreSQL that nobody else uses, each in a database of its own. */
export async function startPostgresBench(schema: string): Promise<RegistryBench | Missing> {
  const { useService } = await import("@concordat/test-services");
  try {
    const postgres = await useService("postgres", { exclusive: true });
    const { url } = await postgres.createDatabase("bench");
    const bench = await startRegistryBench(schema, { DATABASE_URL: url });
    return {
      ...bench,
      stop: async () => {
        await bench.stop();
        await postgres.release();
      },
    };
  } catch (error) {
    return { missing: (error as Error).message, stop: async () => {} };
  }
}

export async function startRegistry(
  folder: string,
  environment: Readonly<Record<string, string>>,
  flags: readonly string[] = ["--empty"],
): Promise<ServerProcess> {
  // A flag goes before the environment, and two places are one too many.
  const place = environment.DATABASE_URL === undefined ? ["--data", join(folder, "data")] : [];
  return startServer({
    script: ["registry/src/main.ts", ...flags, ...place],
    environment: { PORT: String(await freePort()), ...environment },
  });
}

export function registerRequest(
  name: string,
  schema: string,
  headers: Readonly<Record<string, string>> = {},
): string {
  return requestText("POST", `/subjects/${name}/versions`, {
    headers: { ...headers, "content-type": registryJson },
    body: JSON.stringify({ schemaType: "JSON", schema }),
  });
}

export const latestRequest: string = requestText("GET", `/subjects/${subject}/versions/latest`);
