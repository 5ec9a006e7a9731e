import { request } from "node:http";
import type { Json } from "@concordat/json";
import { register } from "../../../core/commands/register.ts";
import type { Registry } from "../../../core/registry.ts";
import { createServer, type ServerOptions } from "../../../server.ts";
import { inlineJudge } from "../../../testing/inline-judge.ts";
import { registryWith, shippedSnapshot } from "../../../testing/snapshots.ts";

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** Where it is JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects of it
  readonly body: any;
};

export type Sent = {
  readonly body?: string | Uint8Array;
  /** In front of `body`'s own; as they are sent, repetitions included. */
  readonly headers?: readonly (readonly [string, string])[];
  readonly query?: string;
};

/** The registry with the shipped catalogue, listening, so that headers arrive as they are sent. */
export async function openServer(options: Partial<ServerOptions> = {}) {
  const registry = options.registry ?? (await registryWith(shippedSnapshot()));
  const server = await createServer({ ...options, registry });
  const url = await server.listen({ host: "127.0.0.1", port: 0 });
  const ask = (sent: Sent): Promise<Answer> => post(`${url}/v1/validate${sent.query ?? ""}`, sent);
  return { url, registry, server, ask, close: () => server.close() };
}

/** Structured, unless said otherwise. */
export function sendJson(ask: (sent: Sent) => Promise<Answer>) {
  return (value: Json, type = "application/cloudevents+json", query = "") =>
    ask({ body: JSON.stringify(value), headers: [["content-type", type]], query });
}

export async function registerSchema(registry: Registry, subject: string, schema: Json) {
  const registration = { subject, text: JSON.stringify(schema), references: [] };
  return registry.execute(register(registration, inlineJudge), { actor: "stranger" });
}

function post(url: string, { body = "", headers = [] }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(body);
    const all = ["host", new URL(url).host, ...headers.flat(), "content-length", String(bytes.length)];
    const outgoing = request(url, { method: "POST", headers: all }, async (incoming) => {
      const pieces: Buffer[] = [];
      for await (const piece of incoming) pieces.push(piece as Buffer);
      const text = Buffer.concat(pieces).toString();
      const { statusCode: status = 0, headers } = incoming;
      resolve({ status, headers, text, body: parsed(text) });
    });
    outgoing.on("error", reject);
    outgoing.end(bytes);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
