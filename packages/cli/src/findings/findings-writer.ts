import type { Finding } from "@concordat/errors";
import { reports, textReport } from "@concordat/gate/reports";
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
  end(checked: number): Promise<void>;
};

export type FindingsWriterOptions = {
  readonly format: FindingsFormat;
  /** How many are printed; the others are counted only, so that a bad stream of any length is bounded. */
  readonly most?: number;
};

/** Prints findings on standard output in any format, one by one as they come. */
export function createFindingsWriter(io: Io, options: FindingsWriterOptions): FindingsWriter {
  const { format, most = Number.POSITIVE_INFINITY } = options;
  const contextOf = (text?: string) => ({ source: () => text, version: version() });
  const print = format === "text" ? styled(io) : reports[format];
  const kept: Finding[] = [];
  let printed = 0;
  return {
    async write(finding, text) {
      if (printed >= most) return;
      printed += 1;
      if (!isLineFormat(format)) kept.push(finding);
      else
        await io.stdout.write(
          (format === "text" && printed > 1 ? "\n" : "") + print([finding], contextOf(text)),
        );
    },
    async end(checked) {
      if (!isLineFormat(format)) await io.stdout.write(print(kept, { ...contextOf(), checked }));
    },
  };
}

function isLineFormat(format: FindingsFormat): boolean {
  return format === "text" || format === "github";
}

function styled(io: Io): typeof textReport {
  const { red, yellow, green, blue } = painter(io.stdout, io.env);
  return (findings, context) =>
    textReport(findings, context, { error: red, warning: yellow, accepted: green, frame: blue });
}
