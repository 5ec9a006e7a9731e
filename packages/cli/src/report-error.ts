import { exitCodeOf, isConcordatError } from "@concordat/errors";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import type { Io } from "./io.ts";
import { painter } from "./paint.ts";

/** Says once, on standard error, what went wrong, where, and what to do; returns the exit code that goes with it. */
export async function reportError(
  error: unknown,
  io: Io,
  { json }: { readonly json: boolean },
): Promise<ExitCode> {
  if (error instanceof AggregateError) {
    for (const each of error.errors.slice(0, -1)) await reportError(each, io, { json });
    return reportError(error.errors.at(-1), io, { json });
  }
  if (!isConcordatError(error)) {
    await io.stderr.write(json ? jsonLine({ code: "FAULT", message: textOf(error) }) : faultText(error));
    return exitCodes.fault;
  }
  await io.stderr.write(json ? jsonLine(error.toJSON()) : errorText(error, io));
  return exitCodeOf(error);
}

function errorText(error: { code: string; message: string; hint: string; params: object }, io: Io): string {
  const paint = painter(io.stderr, io.env);
  const place = placeOf(error.params as Place);
  const lines = [
    `${paint.red(`error[${error.code}]`)}: ${error.message}`,
    place && `  ${paint.blue("-->")} ${place}`,
    `   ${paint.blue("=")} ${error.hint}`,
    `   ${paint.blue("=")} more: concordat explain ${error.code}`,
  ];
  return `${lines.filter((line) => line !== undefined).join("\n")}\n`;
}

type Place = { readonly file?: unknown; readonly line?: unknown; readonly column?: unknown };

function placeOf({ file, line, column }: Place): string | undefined {
  if (typeof file !== "string") return undefined;
  return typeof line === "number" ? `${file}:${line}:${column}` : file;
}

/** A fault is ours: the stack helps whoever gets the report. */
function faultText(error: unknown): string {
  return `fault: ${error instanceof Error ? (error.stack ?? error.message) : textOf(error)}\n   = this is a mistake in concordat itself; please report it with the command that led here\n`;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function jsonLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
