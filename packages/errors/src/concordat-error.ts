/**
 * What a caller can do after the error.
 *
 * - `never`: the same call fails again until its input changes.
 * - `later`: a passing trouble; repeat with a growing pause.
 * - `check-first`: the outcome is unknown, so look before repeating; a blind repeat may do the work twice.
 */
export type RetryAdvice = "never" | "later" | "check-first";

/** Whose move it is; the command line derives its exit code from it, the registry its HTTP status. */
export type ErrorKind = "usage" | "input" | "network" | "auth" | "conflict" | "fault";

/** Everything an error says, before it becomes one. */
export type ErrorReport = {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly kind: ErrorKind;
  readonly retry: RetryAdvice;
  readonly params: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
};

/**
 * Two copies of this package may meet in one process (a linked checkout beside an installed one),
 * where `instanceof` fails. A registered symbol is the same in both.
 */
const brand: unique symbol = Symbol.for("concordat.error") as never;

/**
 * The root of every error that Concordat throws.
 *
 * `code` is stable and has a page; `message` may be reworded; `params` holds the values the message was made from.
 */
export class ConcordatError extends Error {
  readonly code: string;
  readonly hint: string;
  readonly kind: ErrorKind;
  readonly retry: RetryAdvice;
  readonly params: Readonly<Record<string, unknown>>;

  constructor(report: ErrorReport) {
    super(report.message, report.cause === undefined ? undefined : { cause: report.cause });
    this.name = new.target.name;
    this.code = report.code;
    this.hint = report.hint;
    this.kind = report.kind;
    this.retry = report.retry;
    this.params = report.params;
    Object.defineProperty(this, brand, { value: true });
  }

  /** The same facts as the text form, for `--format json` and for logs; the cause by message only. */
  toJSON(): Record<string, unknown> {
    const { code, message, hint, kind, retry, params, cause } = this;
    const because = cause instanceof Error ? { cause: cause.message } : {};
    return { code, message, hint, kind, retry, params, ...because };
  }
}

export function isConcordatError(value: unknown): value is ConcordatError {
  return typeof value === "object" && value !== null && (value as { [brand]?: unknown })[brand] === true;
}
