import { createRegistry, createServer, type ServerOptions } from "@concordat/registry";
import {
  createAuthenticate,
  freePort,
  mintSecret,
  openStore,
  type StoreAddress,
} from "@concordat/registry/testing";

export type OpenRegistry = { readonly url: string; close(): Promise<void> };

/** An empty registry that listens. */
export async function openRegistry(
  address: StoreAddress,
  options: Pick<ServerOptions, "access"> = {},
): Promise<OpenRegistry> {
  const store = await openStore(address);
  const registry = await createRegistry({ store });
  const server = await createServer({ registry, ...options });
  const url = await listenSomewhere(server);
  return {
    url,
    async close() {
      await server.close();
      await registry.close();
      await store.close();
    },
  };
}

/** One that lets nobody in but the owner of a token, who may read. */
export async function openGuardedRegistry(): Promise<OpenRegistry & { readonly readToken: string }> {
  const { id, secret, hash } = mintSecret();
  const now = new Date().toISOString();
  const token = { token: id, name: "reader", role: "read", hash, createdAt: now, createdBy: "test" } as const;
  const tokenOf = (asked: string) => (asked === id ? token : undefined);
  const authenticate = createAuthenticate({ tokenOf, now: Date.now });
  return { ...(await openRegistry({ data: ":memory:" }, { access: { authenticate } })), readToken: secret };
}

type Listening = { listen(at: { readonly host: string; readonly port: number }): Promise<string> };

/** Those that start at the same time may be lent the same free port. */
async function listenSomewhere(server: Listening): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await server.listen({ host: "127.0.0.1", port: await freePort() });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE" || attempt === 20) throw error;
    }
  }
}
