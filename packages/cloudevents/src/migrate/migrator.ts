import type { CloudEvent } from "../cloud-event.ts";
import { enhanced } from "../formats/enhanced.ts";
import { isRefusal } from "../formats/format.ts";
import { createFormats, type Formats, type FormatsOptions } from "../formats/formats.ts";
import type { Violation } from "../violation.ts";
import type { MigrationError, MigrationReport } from "./report.ts";

/** What became of one value. */
export type Migration =
  | { readonly result: "migrated" | "skipped"; readonly format: string; readonly event: CloudEvent }
  | { readonly result: "failed"; readonly format?: string; readonly violations: readonly Violation[] };

export type MigratorOptions = FormatsOptions & {
  /** The format of all values, by its name. Default: each is taken for what it looks like. */
  readonly format?: string;
  /** Told of each value when its fate is known, for counters; `format` is `unknown` where it looked like none. */
  readonly onMigrated?: (format: string, result: Migration["result"]) => void;
  /** Told of each failure when it happens. */
  readonly onError?: (error: MigrationError) => void;
  /**
   * How many failures the report lists; the others are counted, and `onError` hears of all. Default: all, so a run without
   * end wants a limit here.
   */
  readonly maxErrors?: number;
};

/** One run over a list of events of any age. It holds counts, not events. */
export type MigrationRun = {
  /** Migrates the next value of the list. Never throws on data. */
  next(value: unknown): Migration;
  /** Counts a place of the list where no value could be read. */
  fail(violations: readonly Violation[]): Migration;
  /** As things stand. */
  report(): MigrationReport;
};

export type Migrator = {
  /** Begins a list. */
  start(): MigrationRun;
  /**
   * Migrates a list: the events in the order of the list, those that are current already passed through as they are,
   * those that fail left out. Made one by one as they are taken, so the list may have any length. The report is whole
   * when the events are through.
   */
  migrate(values: Iterable<unknown> | AsyncIterable<unknown>): {
    readonly events: AsyncGenerator<CloudEvent, void>;
    report(): MigrationReport;
  };
};

/**
 * Brings events of older formats to the current one. The same list has the same outcome however often it is migrated: an
 * event without an id gets one that follows from its content.
 *
 * @throws {FormatError} FORMAT_UNREGISTERED, where `format` names none; TYPE_UNMAPPED, where one of `names` leads to no type
 */
export function createMigrator(options: MigratorOptions): Migrator {
  const { format: _format, onMigrated: _told, onError: _heard, maxErrors: _most, ...reading } = options;
  const formats = createFormats(reading);
  // A mistyped name is told before the first event, not by every one of them.
  if (options.format !== undefined) formats.readAs(options.format, {});
  const start = () => createRun(formats, options);
  return {
    start,
    migrate(values) {
      const run = start();
      return { events: eventsOf(values, run), report: run.report };
    },
  };
}

async function* eventsOf(
  values: Iterable<unknown> | AsyncIterable<unknown>,
  run: MigrationRun,
): AsyncGenerator<CloudEvent, void> {
  for await (const value of values) {
    const migration = run.next(value);
    if (migration.result !== "failed") yield migration.event;
  }
}

function createRun(formats: Formats, options: MigratorOptions): MigrationRun {
  const { format: given, onMigrated, onError, maxErrors = Number.POSITIVE_INFINITY } = options;
  const counts = { migrated: 0, failed: 0, skipped: 0 };
  const byFormat = new Map<string, number>();
  const byType = new Map<string, number>();
  const unmapped = new Set<string>();
  const errors: MigrationError[] = [];
  let total = 0;

  const settle = (migration: Migration): Migration => {
    const { result, format } = migration;
    total += 1;
    counts[result] += 1;
    if (format !== undefined) count(byFormat, format);
    if (migration.result === "migrated") count(byType, migration.event.type);
    if (migration.result === "failed") report(migration);
    onMigrated?.(format ?? "unknown", result);
    return migration;
  };
  const report = ({ format, violations }: Extract<Migration, { result: "failed" }>) => {
    const message = violations.map((each) => each.message).join("; ");
    const error = { index: total - 1, ...(format !== undefined && { format }), message };
    if (errors.length < maxErrors) errors.push(error);
    onError?.(error);
  };
  return {
    next(value) {
      const read =
        given === undefined ? formats.readAny(value) : { ...formats.readAs(given, value), format: given };
      const named = read.format !== undefined && { format: read.format };
      if (isRefusal(read)) {
        if (read.unmappedType !== undefined) unmapped.add(read.unmappedType);
        return settle({ result: "failed", ...named, violations: read.violations });
      }
      const { event, format = "" } = read;
      return settle({ result: format === enhanced.name ? "skipped" : "migrated", format, event });
    },
    fail: (violations) => settle({ result: "failed", violations }),
    report: () => ({
      total,
      ...counts,
      by_format: Object.fromEntries(byFormat),
      by_type: Object.fromEntries(byType),
      unmapped_types: [...unmapped],
      errors: [...errors],
    }),
  };
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
