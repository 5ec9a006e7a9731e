import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
import { createServer, type TlsOptions } from "node:tls";
import type { TestScope } from "../client/use-service.ts";
import { joinSockets } from "../os/join-sockets.ts";

export type TlsProxy = {
  readonly port: number;
  /** Connections whose handshake succeeded. */
  readonly accepted: number;
  close(): Promise<void>;
};

export type TlsProxyOptions = TlsOptions & {
  /** Where the service is, which does not speak TLS itself. */
  readonly to: { readonly host: string; readonly port: number };
  /** Default: any that is free. */
  readonly port?: number;
};

/** Ends TLS before a service, for what a client has to be shown: certificates, authorities, names. Closed when the test ends. */
export async function openTlsProxy(
  test: Pick<TestScope, "onTestFinished">,
  options: TlsProxyOptions,
): Promise<TlsProxy> {
  const { to, port = 0, ...tls } = options;
  const open = new Set<Socket>();
  let accepted = 0;
  const server = createServer(tls, (outside) => {
    accepted += 1;
    joinSockets(outside, connect(to), open);
  });
  server.on("tlsClientError", (_, socket) => socket.destroy());
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const close = async () => {
    for (const socket of open) socket.destroy();
    server.close();
  };
  test.onTestFinished(close);
  return {
    port: (server.address() as AddressInfo).port,
    get accepted() {
      return accepted;
    },
    close,
  };
}
