import { rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contractErrors } from "@concordat/contracts";
import { reasonOf } from "@concordat/contracts/files";
import { cliErrors } from "../errors.ts";

const lockName = ".concordat.lock";
const pauseMs = 20;
/** Work under the lock is reading a file and writing it back; whoever takes this long is no longer there. */
const patienceMs = 10_000;

/**
 * Runs work that reads files of the project and writes them back, while no other command does: of two at once, the
 * second one waits and sees what the first one wrote. The work is synchronous, so that it is over in milliseconds.
 *
 * The lock is a file; one that a killed command left behind is taken away once it is older than any work.
 *
 * @throws {CliError} PROJECT_BUSY
 */
export function exclusively<T>(root: string, work: () => T): T {
  const lock = join(root, lockName);
  let waited = 0;
  while (!takes(lock)) {
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    else if (waited > 2 * patienceMs) throw cliErrors.PROJECT_BUSY({ file: lock });
    else pause();
    waited += pauseMs;
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function takes(lock: string): boolean {
  try {
    writeFileSync(lock, "", { flag: "wx" });
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw contractErrors.FILE_WRITE({ file: lock, reason: reasonOf(cause) }, { cause });
  }
}

/** By the clock of this machine, which is the one that dated the file. */
function isAbandoned(lock: string): boolean {
  const found = statSync(lock, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > patienceMs;
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
}
