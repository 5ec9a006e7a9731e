import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Passes bytes on, and can cut off whoever is connected: a broker knows no way to do that on demand. */
export async function openRelay(to: number) {
  const open = new Set<Socket>();
  let accepted = 0;
  const server = createServer((outside) => {
    accepted += 1;
    const inside = connect(to, "127.0.0.1");
    for (const [one, other] of [
      [outside, inside],
      [inside, outside],
    ] as const) {
      open.add(one);
      one.pipe(other);
      // Whichever side breaks, the other one hears of it.
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
    }
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
