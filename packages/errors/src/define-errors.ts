import type { ConcordatError, ErrorKind, ErrorReport, RetryAdvice } from "./concordat-error.ts";

/** One code. Texts are functions of the same parameters, or plain when there are none. */
export type ErrorEntry<Params> = {
  /** What happened, with the names involved. */
  readonly message: string | ((params: Params) => string);
  /** An imperative that the reader can carry out now. */
  readonly hint: string | ((params: Params) => string);
  /** Default `input`. */
  readonly kind?: ErrorKind;
  /** Default `never`. */
  readonly retry?: RetryAdvice;
};

export type ErrorOptions = { readonly cause?: unknown };

/**
 * Builds the error without throwing it, so that `throw` stays visible where it happens. `report` tells what it would
 * say and builds none, for those who find thousands of troubles and throw hardly one: a stack costs more than the rest.
 */
export type ErrorFactory<Thrown, Params> = unknown extends Params
  ? { (params?: undefined, options?: ErrorOptions): Thrown; report(): ErrorReport }
  : { (params: Params, options?: ErrorOptions): Thrown; report(params: Params): ErrorReport };

export type ErrorTable<Thrown, ParamsByCode> = {
  readonly [Code in keyof ParamsByCode]: ErrorFactory<Thrown & { readonly code: Code }, ParamsByCode[Code]>;
};

/** Turns a package's table of codes into one factory a code: `throw jsonErrors.JSON_EMPTY({ … }, { cause })`. */
export function defineErrors<Thrown extends ConcordatError, ParamsByCode extends object>(
  ErrorClass: new (report: ErrorReport) => Thrown,
  entries: { readonly [Code in keyof ParamsByCode]: ErrorEntry<ParamsByCode[Code]> },
): ErrorTable<Thrown, ParamsByCode> {
  const factories = Object.entries(entries as Record<string, ErrorEntry<unknown>>).map(([code, entry]) => {
    const report = (params?: Record<string, unknown>): ErrorReport => ({
      code,
      message: render(entry.message, params),
      hint: render(entry.hint, params),
      kind: entry.kind ?? "input",
      retry: entry.retry ?? "never",
      params: params ?? {},
    });
    const create = (params?: Record<string, unknown>, options?: ErrorOptions) => {
      const error = new ErrorClass({ ...report(params), cause: options?.cause });
      // The stack begins where the error was asked for, not in this table.
      Error.captureStackTrace?.(error, create);
      return error;
    };
    return [code, Object.assign(create, { report })];
  });
  return Object.fromEntries(factories);
}

function render(text: string | ((params: unknown) => string), params: unknown): string {
  return typeof text === "string" ? text : text(params);
}
