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
export { exitCodeByKind, exitCodeOf, failureText } from "./failure.ts";
export {
  compareFindings,
  type Finding,
  type FindingPlace,
  type FindingPosition,
  findingOf,
  type Severity,
} from "./finding.ts";
export { didYouMean, nearest, nearestFew } from "./nearest.ts";
