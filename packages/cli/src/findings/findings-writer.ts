import type { Finding } from "@concordat/errors";
import {
  type ChangeSummary,
  type ReportContext,
  reports,
  summaryText,
  textReport,
} from "@concordat/gate/reports";
import type { Io } from "../io.ts";
import { painter } from "../paint.ts";
import { version } from "../version.ts";
import type { FindingsFormat } from "./formats.ts";

export type FindingsWriter = {
  /**
   * Comes out at once in the formats that are made of lines; documents are kept for `end`. `text` is what the finding's
   * range counts in, for the excerpt.
   */
  write(finding: Finding, text?: string): Promise<void>;
  /** Completes the report. `checked` counts what was looked at, good and bad. */
  end(checked: number, summary?: ChangeSummary): Promise<void>;
};

export type FindingsWriterOptions = {
  readonly format: FindingsFormat;
  /** How many are printed; the others are counted only, so that a bad stream of any length is bounded. */
  readonly most?: number;
};

/** Prints findings on standard output in any format, one by one as they come. */
export function createFindingsWriter(io: Io, options: FindingsWriterOptions): FindingsWriter {
  const { format, most = Number.POSITIVE_INFINITY } = options;
  const print = format === "text" ? styled(io) : reports[format];
  const kept = new Map<Finding, string | undefined>();
  let printed = 0;
  return {
    async write(finding, text) {
      if (printed >= most) return;
      printed += 1;
      if (isLineFormat(format)) {
        const gap = format === "text" && printed > 1 ? "\n" : "";
        await io.stdout.write(gap + print([finding], { source: () => text, version: version() }));
      } else {
        kept.set(finding, text);
      }
    },
    async end(checked, summary) {
      if (format === "text" && summary)
        await io.stdout.write((printed > 0 ? "\n" : "") + summaryText(summary));
      if (isLineFormat(format)) return;
      const source = (finding: Finding) => kept.get(finding);
      const context = { version: version(), checked, source, ...(summary && { summary }) };
      await io.stdout.write(print([...kept.keys()], { ...context, ...(await rulesFor(format)) }));
    },
  };
}

function isLineFormat(format: FindingsFormat): boolean {
  return format === "text" || format === "github";
}

/** Only SARIF carries rules along; the tables are not loaded for the others. */
async function rulesFor(format: FindingsFormat): Promise<Pick<ReportContext, "describeRule">> {
  if (format !== "sarif") return {};
  const { describeRule } = await import("@concordat/gate/describe");
  return { describeRule };
}

function styled(io: Io): typeof textReport {
  const { red, yellow, green, blue } = painter(io.stdout, io.env);
  return (findings, context) =>
    textReport(findings, context, { error: red, warning: yellow, accepted: green, frame: blue });
}
