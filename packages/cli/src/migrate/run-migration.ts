import { createMigrator, structuredText } from "@concordat/cloudevents";
import { openBatchOutput } from "../data/batch-output.ts";
import type { ViewName } from "../data/contract-judge.ts";
import { createDataValidators } from "../data/data-validators.ts";
import { interruptibleBytes } from "../data/interruptible-bytes.ts";
import { dataschemaCheck } from "../data/named-version.ts";
import { createProgress } from "../data/progress.ts";
import { cliErrors } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { createFindingsWriter } from "../findings/findings-writer.ts";
import type { Io } from "../io.ts";
import { openProject } from "../project/open-project.ts";
import { readProject } from "../project/read-project.ts";
import { migrateValues } from "./migrate-values.ts";
import { readNames } from "./read-names.ts";
import { openReportFile } from "./report-file.ts";
import { countsText, detailsText } from "./summary-text.ts";

export type MigrationRequest = {
  /** Files, or `-`. */
  readonly input: string;
  readonly output: string;
  readonly report: string | undefined;
  readonly format: string | undefined;
  /** A glob. */
  readonly types: string;
  /** A file, where old names are said to mean something. */
  readonly names: string | undefined;
  readonly view: ViewName;
  readonly maxFindings: number;
  readonly maxLineBytes: number;
  readonly quiet: boolean | undefined;
  readonly project?: string;
};

/**
 * `concordat migrate`: however many events there are, memory holds those of one piece of the input.
 *
 * An interrupt ends it between two pieces: what is finished is kept beside the output, which itself stays as it was.
 */
export async function runMigration(request: MigrationRequest, io: Io): Promise<ExitCode> {
  const { input, output, quiet } = request;
  const signal = io.interruption();
  const bytes = interruptibleBytes(input, io, signal);
  const contracts = contractsOf(request, io);
  const migrator = createMigrator({
    ...contracts,
    maxErrors: 0,
    onError: (error) => report.add(error),
    ...(request.format !== undefined && { format: request.format }),
  });
  const out = await openBatchOutput(output, io);
  const report = await openReportFile(request.report, io).catch(async (error: unknown) => {
    await out.discard();
    throw error;
  });
  const run = migrator.start();
  // Standard output may be where the events go.
  const findings = createFindingsWriter(
    { ...io, stdout: io.stderr },
    { format: "text", most: request.maxFindings },
  );
  const progress = createProgress(io, quiet);
  const options = { file: input === "-" ? "<stdin>" : input, maxBytes: request.maxLineBytes, signal };
  try {
    for await (const { events, failures } of migrateValues(bytes, run, options)) {
      await out.write(events.map((event) => `${structuredText(event)}\n`).join(""));
      await report.flush();
      for (const failure of failures)
        for (const finding of failure.findings) await findings.write(finding, failure.text);
      await progress.show(run.report().total);
    }
  } catch (error) {
    await Promise.all([out.discard(), report.discard()]);
    throw error;
  } finally {
    await progress.end();
  }
  const done = run.report();
  if (signal.aborted) {
    const kept = await out.keep();
    await report.keep(done);
    const place = kept === undefined ? "" : `; what was finished is in ${kept}`;
    await io.stderr.write(`interrupted after ${countsText(done)}${place}\n`);
    return exitCodes.interrupted;
  }
  await out.finish();
  await report.finish(done);
  const gap = done.failed > 0 ? "\n" : "";
  if (!quiet)
    await io.stderr.write(`${gap}${countsText(done)}${progress.rate(done.total)}\n${detailsText(done)}`);
  return done.failed === 0 ? exitCodes.fine : exitCodes.findings;
}

function contractsOf({ project, types: glob, names, view }: MigrationRequest, io: Io) {
  const { catalogue } = readProject(openProject(project === undefined ? {} : { project }, io));
  const listed = catalogue.list({ kind: "event", type: glob, latest: true });
  const types = listed.flatMap(({ type }) => type ?? []);
  if (types.length === 0) throw cliErrors.NO_INPUT({ what: glob });
  return {
    types,
    ...(names !== undefined && { names: readNames(names, io.cwd) }),
    validateData: createDataValidators(catalogue, view),
    checkDataschema: dataschemaCheck(catalogue),
  };
}
