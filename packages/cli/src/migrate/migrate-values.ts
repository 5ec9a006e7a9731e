import { buffer } from "node:stream/consumers";
import type { CloudEvent, Migration, MigrationRun } from "@concordat/cloudevents";
import type { Finding } from "@concordat/errors";
import { isArray, type Json } from "@concordat/json";
import { lookAhead } from "../data/look-ahead.ts";
import { type Line, readLines } from "../data/read-lines.ts";
import type { Trouble } from "../data/trouble.ts";
import { validateDocument } from "../data/validate-document.ts";
import { validateLine } from "../data/validate-line.ts";

/** What became of some values that lay beside each other: the events, and what to say of the others. */
export type Migrated = {
  readonly events: readonly CloudEvent[];
  readonly failures: readonly { readonly findings: readonly Finding[]; readonly text?: string }[];
};

export type MigrateValuesOptions = {
  /** As findings call the input. */
  readonly file: string;
  /** How long a line may be. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
};

/**
 * Migrates an input, some values at a time, in its order. Lines are read as they come, and a bad one is a failure like any
 * other; an array is read whole, as is a file that is called .json.
 *
 * @throws {CliError} with the code and the place, where a whole input is no JSON
 */
export async function* migrateValues(
  source: AsyncIterable<Uint8Array>,
  run: MigrationRun,
  options: MigrateValuesOptions,
): AsyncGenerator<Migrated> {
  const { first, bytes } = await lookAhead(source);
  if (first === undefined) return;
  if (first === "[" || /\.json$/i.test(options.file)) {
    const whole = await buffer(bytes);
    if (!options.signal.aborted) yield migrateDocument(whole, run, options);
    return;
  }
  for await (const lines of readLines(bytes, options)) {
    // What comes after an interrupt may be the beginning of a line only.
    if (options.signal.aborted) return;
    yield migrateLines(lines, run, options);
  }
}

function migrateLines(lines: readonly Line[], run: MigrationRun, options: MigrateValuesOptions): Migrated {
  const events: CloudEvent[] = [];
  const failures: Migrated["failures"][number][] = [];
  for (const line of lines) {
    let migration: Migration | undefined;
    const verdict = validateLine(
      line,
      (value) => {
        migration = run.next(value);
        return troublesOf(migration, "");
      },
      options,
    );
    if (verdict === undefined) continue;
    // A line that is no JSON has a place in the list all the same.
    migration ??= run.fail(verdict.findings.map((finding) => ({ ...finding, pointer: "" })));
    if (migration.result === "failed") failures.push(verdict);
    else events.push(migration.event);
  }
  return { events, failures };
}

function migrateDocument(bytes: Uint8Array, run: MigrationRun, { file }: MigrateValuesOptions): Migrated {
  const events: CloudEvent[] = [];
  const judge = (value: Json, pointer: string) => {
    const migration = run.next(value);
    if (migration.result !== "failed") events.push(migration.event);
    return troublesOf(migration, pointer);
  };
  const { findings, text } = validateDocument(
    bytes,
    (value) => (isArray(value) ? value.flatMap((each, index) => judge(each, `/${index}`)) : judge(value, "")),
    { file, batch: true },
  );
  return { events, failures: findings.map((finding) => ({ findings: [finding], text })) };
}

/** Violations speak of the event that would have come out; what can be pointed at is the value that went in. */
function troublesOf(migration: Migration, pointer: string): readonly Trouble[] {
  if (migration.result !== "failed") return [];
  return migration.violations.map(({ code, message, hint }) => ({
    rule: "migrate",
    code,
    message,
    hint,
    pointer,
  }));
}
