import { mkdirSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { ownerVariable } from "./client/connect.ts";
import { runFolder, socketName } from "./paths.ts";

/**
 * Makes the main process of vitest the owner of all services that its workers use.
 *
 * Starts nothing: it opens a socket, and the supervisor, which the first `useService` of a worker starts, connects to it. That
 * connection ends with this process, however it dies. After an orderly run this waits until everything is stopped.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  mkdirSync(runFolder(), { recursive: true });
  const path = `${socketName(join(runFolder(), `owner.${process.pid}`))}.sock`;
  rmSync(path, { force: true });
  const visitors = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    visitors.add(socket.resume());
    socket.on("error", () => undefined).on("close", () => visitors.delete(socket));
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(path, resolve));
  process.env[ownerVariable] = path;

  return async () => {
    delete process.env[ownerVariable];
    for (const socket of visitors) socket.end();
    // Resolves with the last visitor, and a supervisor leaves when all is stopped.
    await new Promise((resolve) => server.close(resolve));
  };
}
