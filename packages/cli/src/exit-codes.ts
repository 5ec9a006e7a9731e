import type { ErrorKind } from "@concordat/errors";

/** Stable; scripts and CI jobs branch on them. */
export const exitCodes = {
  fine: 0,
  /** A fault of the tool itself. */
  fault: 1,
  usage: 2,
  /** A generator's `--check` found stale files. */
  drift: 3,
  /** Input that could not be read or parsed. */
  input: 4,
  network: 5,
  auth: 6,
  conflict: 7,
  /** Input was read and judged bad. */
  findings: 100,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export function exitCodeOf(kind: ErrorKind): ExitCode {
  return exitCodes[kind];
}

/** For the help text and the reference. */
export const exitCodeMeanings: readonly (readonly [ExitCode, string])[] = [
  [exitCodes.fine, "fine"],
  [exitCodes.fault, "fault of the tool"],
  [exitCodes.usage, "usage"],
  [exitCodes.drift, "drift"],
  [exitCodes.input, "unreadable input"],
  [exitCodes.network, "network"],
  [exitCodes.auth, "auth"],
  [exitCodes.conflict, "conflict"],
  [exitCodes.findings, "findings"],
  [exitCodes.interrupted, "interrupted"],
];
