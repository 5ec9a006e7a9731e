import type { FastifyInstance } from "fastify";
import { onTestFinished } from "vitest";
import { createRegistry, type Registry } from "../core/registry.ts";
import { createServer } from "../server.ts";
import { createMemoryStore } from "../store/memory.ts";

export type Told = { readonly status: number; readonly type: string | undefined; readonly body: unknown };

/** A client of the Confluent face that asks a server without a network between. */
export type ConfluentClient = {
  readonly server: FastifyInstance;
  readonly registry: Registry;
  ask(method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE", url: string, body?: unknown): Promise<Told>;
  /** Registers a JSON Schema and gives its id. */
  register(subject: string, schema: unknown, more?: object): Promise<number>;
};

/** Of an empty registry, or of the given one. Ends with its test. */
export async function confluentClient(given?: Registry): Promise<ConfluentClient> {
  const registry = given ?? (await createRegistry({ store: createMemoryStore() }));
  const server = await createServer({ registry });
  onTestFinished(async () => {
    await server.close();
    await registry.close();
  });

  const ask: ConfluentClient["ask"] = async (method, url, body) => {
    const payload = body === undefined ? {} : { payload: JSON.stringify(body) };
    const headers = { "content-type": "application/vnd.schemaregistry.v1+json" };
    const answer = await server.inject({ method, url, headers, ...payload });
    return {
      status: answer.statusCode,
      type: answer.headers["content-type"]?.toString(),
      body: answer.body === "" ? undefined : JSON.parse(answer.body),
    };
  };

  return {
    server,
    registry,
    ask,
    register: async (subject, schema, more = {}) => {
      const url = `/subjects/${encodeURIComponent(subject)}/versions`;
      const { status, body } = await ask("POST", url, { ...jsonSchema(schema), ...more });
      if (status !== 200) throw new Error(JSON.stringify(body));
      return (body as { readonly id: number }).id;
    },
  };
}

/** A schema as this API wants it sent. */
export function jsonSchema(schema: unknown): { readonly schema: string; readonly schemaType: "JSON" } {
  return { schema: typeof schema === "string" ? schema : JSON.stringify(schema), schemaType: "JSON" };
}
