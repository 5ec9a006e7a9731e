import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const stagingName = ".concordat-staging-";

/** Begins the names of the folders that texts are written to before they take their places; it says whose they are. */
export const stagingPrefix = `${stagingName}${process.pid}-`;

/** Whether a path leads into such a folder, whose name nobody knows. */
export function isStaged(path: string): boolean {
  return path.includes(stagingName);
}

/** Removes what processes left behind that are no longer there. */
export function clearStaging(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const [, owner] = /^\.concordat-staging-(\d+)-\w+$/.exec(name) ?? [];
    if (owner !== undefined && !isAlive(Number(owner)))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(number: number): boolean {
  try {
    return process.kill(number, 0);
  } catch (error) {
    // It is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
