import { once } from "node:events";
import { createServer } from "node:net";

/** Below the ports that the system lends, so that nobody gets it in between. Another one each time. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 9_000);
    const server = createServer().listen(port, "127.0.0.1");
    // Rejects where somebody has it.
    const isFree = await once(server, "listening").then(
      () => true,
      () => false,
    );
    server.close();
    if (isFree) return port;
  }
}
