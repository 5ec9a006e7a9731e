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

export async function startRegistry(
  folder: string,
  environment: Readonly<Record<string, string>>,
  flags: readonly string[] = ["--empty"],
): Promise<ServerProcess> {
  return startServer({
    script: ["registry/src/main.ts", ...flags, "--data", join(folder, "data")],
    environment: { PORT: String(await freePort()), ...environment },
  });
}

export function registerRequest(name: string, schema: string): string {
  return requestText("POST", `/subjects/${name}/versions`, {
    headers: { "content-type": registryJson },
    body: JSON.stringify({ schemaType: "JSON", schema }),
  });
}

export const latestRequest: string = requestText("GET", `/subjects/${subject}/versions/latest`);
