import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { LinkOptions } from "../link/link.ts";

type Test = { onTestFinished(cleanUp: () => void): void };

/** A server that lets everybody in, keeps what it is told, and says what the test has it say. */
export async function serveRedis({ onTestFinished }: Test) {
  const heard: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    const index = heard.push("") - 1;
    let isGreeted = false;
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      heard[index] += chunk.toString();
      if (isGreeted || !heard[index]?.includes("PING")) return;
      isGreeted = true;
      const commands = (heard[index] ?? "").match(/^\*/gm) ?? [];
      socket.write("+OK\r\n".repeat(commands.length));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `redis://127.0.0.1:${port}`, heard, sockets };
}

export function linkOptionsTo(url: string, more: Partial<LinkOptions> = {}): LinkOptions {
  return { url, name: "test", connectTimeoutMs: 5_000, silenceMs: 10_000, pauseBefore: () => 1, ...more };
}
