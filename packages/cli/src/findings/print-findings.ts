import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Finding } from "@concordat/errors";
import type { ChangeSummary } from "@concordat/gate/reports";
import type { Io } from "../io.ts";
import { createFindingsWriter } from "./findings-writer.ts";
import type { FindingsFormat } from "./formats.ts";

export type PrintOptions = {
  /** Default `text`. */
  readonly format?: FindingsFormat | undefined;
  /** How many things were looked at, good and bad. */
  readonly checked: number;
  /** What changed, where versions were compared. */
  readonly summary?: ChangeSummary | undefined;
};

/** A whole report on standard output, with excerpts from the files that the findings name. */
export async function printFindings(
  findings: readonly Finding[],
  { format = "text", checked, summary }: PrintOptions,
  io: Io,
): Promise<void> {
  const writer = createFindingsWriter(io, { format });
  const textOf = createTexts(io.cwd);
  for (const finding of findings) await writer.write(finding, textOf(finding.at.file));
  await writer.end(checked, summary);
}

/** Each file is read once, and what cannot be read has no excerpt. */
function createTexts(cwd: string): (file: string | undefined) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (file) => {
    if (file === undefined) return undefined;
    if (!known.has(file)) known.set(file, read(resolve(cwd, file)));
    return known.get(file);
  };
}

function read(path: string): string | undefined {
  try {
    // Ranges do not count a byte order mark.
    return readFileSync(path, "utf8").replace(/^\ufeff/, "");
  } catch {
    return undefined;
  }
}
