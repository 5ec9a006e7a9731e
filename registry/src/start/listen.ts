import type { FastifyInstance } from "fastify";
import { registryErrors } from "../errors.ts";

/** Where it listens. */
export type Listening = { readonly url: string };

/** Listens, or throws what to do about it. */
export async function listen(
  server: FastifyInstance,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  try {
    return { url: `${await server.listen({ host, port })}/` };
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") throw registryErrors.PORT_TAKEN({ host, port }, { cause });
    throw registryErrors.ADDRESS_UNUSABLE({ host, port, reason: message }, { cause });
  }
}
