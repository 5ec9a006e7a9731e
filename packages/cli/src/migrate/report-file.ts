import type { MigrationError, MigrationReport } from "@concordat/cloudevents";
import { openBatchOutput } from "../data/batch-output.ts";
import type { Io } from "../io.ts";

/** The report of a run as it grows: failures are written when they happen, so that a bad input of any length is bounded. */
export type ReportFile = {
  add(error: MigrationError): void;
  /** Writes what was added since. */
  flush(): Promise<void>;
  /** Writes the counts, which closes the document, and puts it in place. */
  finish(report: MigrationReport): Promise<void>;
  /** The same, with its name saying that the run was not finished. */
  keep(report: MigrationReport): Promise<void>;
  discard(): Promise<void>;
};

/**
 * Without a file there is nothing to write, and nothing is.
 *
 * @throws {ContractError} FILE_WRITE
 */
export async function openReportFile(file: string | undefined, io: Io): Promise<ReportFile> {
  if (file === undefined) return silent;
  const started = io.now().toISOString();
  const out = await openBatchOutput(file, io);
  let pending = '{\n  "errors": [';
  let isFirst = true;
  const flush = async () => {
    const text = pending;
    pending = "";
    if (text !== "") await out.write(text);
  };
  const close = async ({ errors: _written, ...counts }: MigrationReport) => {
    const facts = { ...counts, started_at: started, finished_at: io.now().toISOString() };
    pending += `${isFirst ? "" : "\n  "}],\n${JSON.stringify(facts, null, 2).slice(2)}\n`;
    await flush();
  };
  return {
    add(error) {
      pending += `${isFirst ? "" : ","}\n    ${JSON.stringify(error)}`;
      isFirst = false;
    },
    flush,
    async finish(report) {
      await close(report);
      await out.finish();
    },
    async keep(report) {
      await close(report);
      await out.keep();
    },
    discard: () => out.discard(),
  };
}

const silent: ReportFile = {
  add: () => undefined,
  flush: async () => undefined,
  finish: async () => undefined,
  keep: async () => undefined,
  discard: async () => undefined,
};
