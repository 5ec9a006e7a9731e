import type { Command } from "../command.ts";
import { requireVersion } from "../find-version.ts";
import type { VersionState } from "../state/subject-state.ts";

export type Deprecation = {
  /** A day; from then on publishers may stop sending it. */
  readonly sunset?: string;
  readonly reason?: string;
};

/** Says of a version that nobody should begin to use it. It stays, and means what it meant. */
export function deprecate(subject: string, version: number, said: Deprecation): Command<VersionState> {
  return {
    action: "deprecate",
    target: `${subject} ${version}`,
    decide: (state) => ({
      changes: [{ is: "deprecated", subject, version, ...said }],
      answer: requireVersion(state, subject, version),
    }),
  };
}
