import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { hasEnded } from "../os/processes.ts";
import { endWard, type Ward } from "./ward.ts";

/**
 * Who has to go when the supervisor goes, known in three places: here, to the warden, which acts when the supervisor is
 * killed, and on disk for the next supervisor, should the warden be killed as well.
 */
export type Register = {
  /** The warden's pid, once there is something to guard. */
  wardenPid(): number | undefined;
  /** Calling what it returns takes the ward off again. */
  track(ward: Ward | undefined): () => void;
  /** After the last ward is off. */
  close(): Promise<void>;
};

export function createRegister(recordFile: string): Register {
  const wards = new Set<Ward>();
  let warden: ChildProcess | undefined;
  let closed = false;

  const tell = () => {
    const record = `${JSON.stringify([...wards])}\n`;
    writeFileSync(`${recordFile}.new`, record);
    renameSync(`${recordFile}.new`, recordFile);
    warden ??= startWarden();
    warden.stdin?.write(record);
  };

  function startWarden(): ChildProcess {
    // In a session of its own: a Ctrl-C in the terminal must not take the warden along with those whom it guards.
    const child = spawn(process.execPath, [fileURLToPath(new URL("../warden.ts", import.meta.url))], {
      detached: true,
      stdio: ["pipe", "ignore", "inherit"],
    });
    child.stdin.on("error", () => undefined);
    child.on("exit", () => {
      warden = undefined;
      if (!closed && wards.size > 0) tell();
    });
    return child;
  }

  return {
    wardenPid: () => warden?.pid,
    track(ward) {
      if (ward === undefined) return () => undefined;
      wards.add(ward);
      tell();
      return () => {
        if (wards.delete(ward)) tell();
      };
    },
    async close() {
      closed = true;
      rmSync(recordFile, { force: true });
      if (warden === undefined) return;
      const exit = once(warden, "exit");
      warden.stdin?.end();
      await exit;
    },
  };
}

/** Ends what a predecessor left behind; resolves when it has ended. */
export async function sweep(recordFile: string): Promise<void> {
  const wards = readRecord(recordFile);
  for (const ward of wards) endWard(ward);
  for (const ward of wards) if ("process" in ward) await hasEnded(ward.process, 10_000);
}

function readRecord(recordFile: string): readonly Ward[] {
  try {
    return JSON.parse(readFileSync(recordFile, "utf8")) as readonly Ward[];
  } catch {
    return [];
  }
}
