import { linkSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { basename, dirname, join } from "node:path";

/** Held by at most one process; given up by `release`, or by the kernel when the process dies in whatever way. */
export type Claim = {
  /** Whether the socket still stands on disk; it does not after someone removed the folder. */
  isIntact(): boolean;
  release(): Promise<void>;
};

/** Tells the attempts of one process apart. */
let attempts = 0;

/**
 * Claims a name, and listens on it. `undefined` when another process holds it: then `connectToHolder` reaches that one.
 *
 * The name is a row of unix sockets, `name.1.sock`, `name.2.sock`, …, of which the newest counts. Three facts make this
 * safe without any lock, however many race and however they die:
 * - a socket gets its name by `link` after it listens, so a name that refuses connections is dead and stays dead;
 * - `link` is exclusive, so exactly one process becomes generation n + 1 after generation n died;
 * - the newest socket file is never removed, not even on release, so no generation is handed out twice.
 * (The usual way, unlinking a stale socket and binding again, can unlink the socket of someone who was faster.)
 */
export async function claim(
  name: string,
  serve: (socket: Socket) => void = endAtOnce,
): Promise<Claim | undefined> {
  mkdirSync(dirname(name), { recursive: true });
  for (;;) {
    const newest = newestGeneration(name);
    if (await isHeld(name, newest)) return undefined;
    const mine = newest + 1;
    attempts += 1;
    const server = await listenAs(socketPath(name, mine), `${name}.${process.pid}-${attempts}.new`, serve);
    if (server === undefined) continue;
    // We may have come late to a generation that was cleared away long ago: the newest one is the true one.
    if (newestGeneration(name) === mine) {
      clearOlder(name, mine);
      return {
        isIntact: () => newestGeneration(name) === mine,
        release: () => closeServer(server),
      };
    }
    rmSync(socketPath(name, mine), { force: true });
    await closeServer(server);
  }
}

/** A connection to whoever holds the name; `undefined` when nobody does. */
export function connectToHolder(name: string): Promise<Socket | undefined> {
  const newest = newestGeneration(name);
  return newest === 0 ? Promise.resolve(undefined) : connectTo(socketPath(name, newest));
}

/** Runs `work` while no other process runs work under the same name. The wait is for the holder's connection to close. */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    const waiting = new Set<Socket>();
    const held = await claim(name, (socket) => {
      waiting.add(socket.on("error", () => undefined).on("close", () => waiting.delete(socket)));
    });
    if (held) {
      try {
        return await work();
      } finally {
        for (const socket of waiting) socket.destroy();
        await held.release();
      }
    }
    const holder = await connectToHolder(name);
    if (holder)
      await new Promise<void>((resolve) =>
        holder
          .resume()
          .on("end", () => holder.end())
          .on("close", () => resolve()),
      );
  }
}

/**
 * Connects to a socket path; `undefined` when nobody listens there. Half-open: the end of the other side is an event, and our
 * side ends when we say so.
 */
export function connectTo(path: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect({ path, allowHalfOpen: true });
    socket.once("connect", () => resolve(socket.removeAllListeners("error").on("error", () => undefined)));
    socket.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED" || error.code === "ENOENT") resolve(undefined);
      // A full backlog, or one that closed with us in it: the next look tells.
      else if (error.code === "EAGAIN" || error.code === "ECONNRESET")
        setTimeout(() => connectTo(path).then(resolve, reject), 10);
      else reject(error);
    });
  });
}

async function isHeld(name: string, generation: number): Promise<boolean> {
  if (generation === 0) return false;
  const holder = await connectTo(socketPath(name, generation));
  holder?.destroy();
  return holder !== undefined;
}

/** Listens under a name of its own first, so that the final name appears with somebody behind it. */
async function listenAs(
  path: string,
  temporary: string,
  serve: (socket: Socket) => void,
): Promise<Server | undefined> {
  rmSync(temporary, { force: true });
  const server = createServer({ allowHalfOpen: true }, serve);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(temporary, resolve);
  });
  try {
    linkSync(temporary, path);
    return server;
  } catch (error) {
    await closeServer(server);
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return undefined;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

function newestGeneration(name: string): number {
  return Math.max(0, ...generations(name));
}

function clearOlder(name: string, mine: number): void {
  for (const generation of generations(name))
    if (generation < mine) rmSync(socketPath(name, generation), { force: true });
}

function generations(name: string): readonly number[] {
  const prefix = `${basename(name)}.`;
  try {
    return readdirSync(dirname(name))
      .filter((file) => file.startsWith(prefix) && file.endsWith(".sock"))
      .map((file) => Number(file.slice(prefix.length, -".sock".length)))
      .filter(Number.isSafeInteger);
  } catch {
    return [];
  }
}

function socketPath(name: string, generation: number): string {
  return join(dirname(name), `${basename(name)}.${generation}.sock`);
}

function endAtOnce(socket: Socket): void {
  socket.on("error", () => undefined).end();
}
