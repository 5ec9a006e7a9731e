import { mkdirSync, realpathSync, renameSync, rmSync, statSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { contractErrors } from "@concordat/contracts";
import { reasonOf } from "@concordat/contracts/files";
import type { Io } from "../io.ts";

export type BatchOutput = {
  write(text: string): Promise<void>;
  /** All is written: puts it in place. */
  finish(): Promise<void>;
  /** What was written so far is kept for a person, and its place is named; what stood there before stays. */
  keep(): Promise<string | undefined>;
  /** Nothing of it is kept. */
  discard(): Promise<void>;
};

/**
 * Where a batch writes. A file is written beside its place and moved there when it is complete, so that nobody takes half
 * a batch for a whole one; standard output, a pipe and a device get the lines as they come.
 *
 * @throws {ContractError} FILE_WRITE
 */
export async function openBatchOutput(file: string, io: Io): Promise<BatchOutput> {
  if (file === "-") return passedOn((text) => io.stdout.write(text));
  const target = targetOf(resolve(io.cwd, file));
  const wrapped = <T>(work: () => Promise<T>) =>
    work().catch((cause: unknown) => {
      throw contractErrors.FILE_WRITE({ file, reason: reasonOf(cause) }, { cause });
    });
  return wrapped(async () => {
    mkdirSync(dirname(target), { recursive: true });
    if (!isReplaceable(target)) {
      const handle = await open(target, "w");
      return passedOn(
        (text) => wrapped(() => handle.writeFile(text)),
        () => handle.close(),
      );
    }
    const temporary = `${target}.${process.pid}.tmp`;
    const handle = await open(temporary, "w");
    return {
      write: (text) => wrapped(() => handle.writeFile(text)),
      finish: () => wrapped(() => moveTo(target, temporary, handle)),
      async keep() {
        await wrapped(() => moveTo(`${target}.partial`, temporary, handle));
        return `${file}.partial`;
      },
      async discard() {
        await handle.close();
        rmSync(temporary, { force: true });
      },
    };
  });
}

function passedOn(
  write: BatchOutput["write"],
  close: () => Promise<void> = async () => undefined,
): BatchOutput {
  return { write, finish: close, discard: close, keep: () => close().then(() => undefined) };
}

async function moveTo(target: string, temporary: string, handle: FileHandle): Promise<void> {
  await handle.sync();
  await handle.close();
  renameSync(temporary, target);
}

/** A link is kept, and what it leads to is replaced. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** `/dev/null` must not become a file. */
function isReplaceable(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
}
