/**
 * Owns the services of one checkout. Started by whoever needs a service first; the others find it by its claim.
 *
 * It lives as long as somebody holds a connection to it, or until `down` once `up` told it to stay. Clients hold connections of
 * their own, and a test run, whose workers come and go, has it hold one to the run's main process.
 */
import { mkdirSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { answerRequests } from "./client/wire.ts";
import { claim, connectTo } from "./os/claim.ts";
import { recordFile, runFolder, supervisorName } from "./paths.ts";
import { createPortPool } from "./ports.ts";
import { createCommands, type Presence } from "./supervise/commands.ts";
import { createEngines } from "./supervise/engines.ts";
import { createFleet } from "./supervise/fleet.ts";
import { clearPassingData } from "./supervise/native.ts";
import { createRegister, sweep } from "./supervise/register.ts";

/** Whoever started us connects at once; if it died first, nobody will. */
const firstVisitWithin = 10_000;
/** How often we look whether our folder is still there. */
const rounds = 2_000;

mkdirSync(runFolder(), { recursive: true });
const closing = new AbortController();
const register = createRegister(recordFile());
const pool = createPortPool();
const fleet = createFleet({
  pool,
  signal: closing.signal,
  engineFor: createEngines(pool, register, closing.signal),
});
const owners = new Set<Socket>();
const ownerPaths = new Map<string, Promise<void>>();
const cleared = Promise.withResolvers<void>();
let stays = false;

const claimed = await claim(supervisorName(), receive);
// Another one was faster: whoever started us will find that one.
if (claimed === undefined) process.exit(0);

await sweep(recordFile());
clearPassingData();
cleared.resolve();
setTimeout(closeIfAlone, firstVisitWithin);
// Without its folder nobody can find it any more, `down` included.
setInterval(() => claimed.isIntact() || void close(), rounds);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void close());
process.on("SIGHUP", () => undefined);
process.send?.("ready");

function receive(socket: Socket): void {
  socket.on("error", () => undefined);
  const presence: Presence = {
    isClosing: () => closing.signal.aborted,
    async stayFor(ownerPath) {
      own(socket);
      // Nothing starts among the remains of a predecessor.
      await cleared.promise;
      if (ownerPath === undefined) return;
      const known = ownerPaths.get(ownerPath) ?? holdOn(ownerPath);
      ownerPaths.set(ownerPath, known);
      await known;
    },
    stay() {
      stays = true;
    },
    close,
  };
  answerRequests(socket, createCommands(fleet, register, presence, socket));
}

/** Connects to a test run's main process; while it lives, so do we. */
async function holdOn(ownerPath: string): Promise<void> {
  const socket = await connectTo(ownerPath);
  // Its owner removes the file in an orderly end, and cannot in another.
  if (socket) own(socket.resume(), () => rmSync(ownerPath, { force: true }));
}

function own(socket: Socket, whenItLeaves: () => void = () => undefined): void {
  if (owners.has(socket)) return;
  owners.add(socket);
  // `end` and not only `close`: the other side waits for our end of the connection, which comes when all of its is stopped.
  const leave = async () => {
    if (!owners.delete(socket)) return;
    whenItLeaves();
    closeIfAlone();
    await fleet.releaseAllOf(socket);
    if (!closing.signal.aborted) socket.end();
  };
  socket.on("end", leave).on("close", leave);
}

function closeIfAlone(): void {
  if (owners.size === 0 && !stays) void close();
}

/** Stops everything; the claim goes with the process, so that a successor starts only when the ports are free. */
async function close(): Promise<void> {
  if (closing.signal.aborted) return;
  closing.abort();
  await fleet.stopAll();
  clearPassingData();
  await register.close();
  process.exit(0);
}
