import { createReadStream } from "node:fs";
import { addAbortSignal, Readable } from "node:stream";
import { reasonOf } from "@concordat/contracts/files";
import { cliErrors } from "../errors.ts";
import { requireFile } from "../files.ts";
import type { Io } from "../io.ts";

/**
 * The bytes of a file, or of standard input where it is called `-`. An interrupt ends them as if there were no more:
 * whoever reads them looks at the signal to tell the two apart.
 *
 * @throws {CliError} FILE_MISSING and FILE_IS_FOLDER at once, FILE_UNREADABLE while reading
 */
export function interruptibleBytes(file: string, io: Io, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  if (file === "-") return read(() => io.stdin(), file, signal);
  const path = requireFile(file, io.cwd);
  return read(() => createReadStream(path), file, signal);
}

async function* read(
  open: () => AsyncIterable<Uint8Array>,
  file: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const source = open();
  if (source instanceof Readable) addAbortSignal(signal, source);
  try {
    yield* source;
  } catch (cause) {
    if (signal.aborted) return;
    throw cliErrors.FILE_UNREADABLE({ file, reason: reasonOf(cause) }, { cause });
  }
}
