import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { joinSockets } from "@concordat/test-services";

/** Passes bytes on, and can cut off whoever is connected: a broker knows no way to do that on demand. */
export async function openRelay(to: number) {
  const open = new Set<Socket>();
  let accepted = 0;
  const server = createServer((outside) => {
    accepted += 1;
    joinSockets(outside, connect(to, "127.0.0.1"), open);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    /** Connections so far. */
    get accepted() {
      return accepted;
    },
    cut,
    close() {
      cut();
      server.close();
    },
  };
}
