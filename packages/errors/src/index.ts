export {
  ConcordatError,
  type ErrorKind,
  type ErrorReport,
  isConcordatError,
  type RetryAdvice,
} from "./concordat-error.ts";
export {
  defineErrors,
  type ErrorEntry,
  type ErrorFactory,
  type ErrorOptions,
  type ErrorTable,
} from "./define-errors.ts";
