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
  type Acceptance,
  compareFindings,
  type Finding,
  type FindingNote,
  type FindingPlace,
  type FindingPosition,
  findingOf,
  type Severity,
  type Standing,
  standingOf,
} from "./finding.ts";
export { didYouMean, nearest, nearestFew } from "./nearest.ts";
