import { exitCodeByKind } from "@concordat/errors";

/** Stable; scripts and CI jobs branch on them. */
export const exitCodes = {
  fine: 0,
  ...exitCodeByKind,
  /** A generator's `--check` found stale files. */
  drift: 3,
  /** Input was read and judged bad. */
  findings: 100,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

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
