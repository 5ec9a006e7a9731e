import { openBatchOutput } from "../../data/batch-output.ts";
import { interruptibleBytes } from "../../data/interruptible-bytes.ts";
import { createProgress } from "../../data/progress.ts";
import { type Line, readLines } from "../../data/read-lines.ts";
import { type ExitCode, exitCodes } from "../../exit-codes.ts";
import type { Io } from "../../io.ts";
import { documentsBelow } from "../schema-documents.ts";
import { type BatchCount, createBatchCount } from "./batch-count.ts";
import { type BatchSettings, longestLine } from "./batch-settings.ts";
import { createLineChecker } from "./line-checker.ts";

export type BatchRequest = {
  /** Files, or `-`. */
  readonly input: string;
  readonly output: string;
  readonly resolve: string | undefined;
  readonly quiet: boolean | undefined;
  readonly settings: Omit<BatchSettings, "documents">;
};

/**
 * `concordat compat --batch`: one line out for each line in, in the same order, however many there are; memory holds one
 * piece of the input and the lines in it.
 *
 * An interrupt ends it between two lines: what is finished is kept beside the output, which itself stays as it was.
 */
export async function runBatch(request: BatchRequest, io: Io): Promise<ExitCode> {
  const { input, output, resolve, quiet, settings } = request;
  const signal = io.interruption();
  const bytes = interruptibleBytes(input, io, signal);
  const documents = resolve === undefined ? new Map() : documentsBelow(resolve, io.cwd);
  const values = new Map([...documents].map(([uri, { source }]) => [uri, source.value]));
  const out = await openBatchOutput(output, io);
  const checker = createLineChecker({ ...settings, documents: values });
  const progress = createProgress(io, quiet);
  const count = createBatchCount();
  try {
    for await (const lines of readLines(bytes, { maxBytes: longestLine })) {
      // What comes after an interrupt may be the beginning of a line only.
      if (signal.aborted) break;
      const answers = await checker.check(lines.filter(isWritten), signal);
      for (const answer of answers) count.add(answer);
      await out.write(answers.map(({ text }) => text).join(""));
      await progress.show(count.total());
    }
  } catch (error) {
    await out.discard();
    throw error;
  } finally {
    await checker.close();
    await progress.end();
  }
  if (signal.aborted) return interrupted(await out.keep(), count, io);
  await out.finish();
  if (!quiet) await io.stderr.write(`${count.text()}${progress.rate(count.total())}\n`);
  return count.exitCode();
}

function isWritten(line: Line): boolean {
  if ("tooLong" in line || typeof line.input !== "string") return true;
  return line.input.trim() !== "";
}

async function interrupted(kept: string | undefined, count: BatchCount, io: Io): Promise<ExitCode> {
  const place = kept === undefined ? "" : `; what was finished is in ${kept}`;
  await io.stderr.write(`interrupted after ${count.text()}${place}\n`);
  return exitCodes.interrupted;
}
