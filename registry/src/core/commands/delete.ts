import type { Change } from "../change.ts";
import type { Command } from "../command.ts";
import { coreErrors } from "../errors.ts";
import { requireSubject, requireVersion } from "../find-version.ts";
import { modeOf } from "../settings.ts";
import type { State } from "../state/state.ts";
import { liveVersions, type VersionState } from "../state/subject-state.ts";

export type Deletion = {
  /** Gone for good, which only what was deleted before can be. */
  readonly permanent: boolean;
};

/** Deletes one version. Its integer is the answer. */
export function deleteVersion(
  subject: string,
  version: number | "latest",
  { permanent }: Deletion,
): Command<number> {
  return {
    action: "delete",
    target: `${subject} ${version}`,
    decide: (state) => {
      requireDeletable(state, subject);
      // A deleted version is asked for by its number; `latest` is the latest that is not.
      const found = requireVersion(state, subject, version, { deleted: version !== "latest" });
      if (!permanent && found.isDeleted)
        throw coreErrors.VERSION_DELETED({ subject, version: found.version });
      if (permanent && !found.isDeleted)
        throw coreErrors.VERSION_NOT_DELETED({ subject, version: found.version });
      requireUnreferenced(state, [found], permanent);
      const isLast = permanent && state.subject(subject)?.versions.length === 1;
      return {
        changes: [
          { is: "version-deleted", subject, version: found.version, permanent },
          ...(isLast ? settingsDeleted(state, subject) : []),
        ],
        answer: found.version,
      };
    },
  };
}

/** Deletes all versions that there are; for good, the settings of the subject with them. Their integers are the answer. */
export function deleteSubject(subject: string, { permanent }: Deletion): Command<readonly number[]> {
  return {
    action: "delete",
    target: subject,
    decide: (state) => {
      requireDeletable(state, subject);
      const known = requireSubject(state, subject, { deleted: true });
      const live = liveVersions(known);
      if (!permanent && live.length === 0) throw coreErrors.SUBJECT_DELETED({ subject });
      if (permanent && live.length > 0) throw coreErrors.SUBJECT_NOT_DELETED({ subject });
      const gone = permanent ? known.versions : live;
      requireUnreferenced(state, gone, permanent);
      return {
        changes: [
          { is: "subject-deleted", subject, permanent },
          ...(permanent ? settingsDeleted(state, subject) : []),
        ],
        answer: gone.map(({ version }) => version),
      };
    },
  };
}

function settingsDeleted(state: State, subject: string): readonly Change[] {
  const { config, mode } = state.settings(subject);
  return [
    ...(config === undefined ? [] : [{ is: "config-deleted", subject } as const]),
    ...(mode === undefined ? [] : [{ is: "mode-deleted", subject } as const]),
  ];
}

function requireDeletable(state: State, subject: string): void {
  const mode = modeOf(state, subject);
  if (mode === "READONLY" || mode === "READONLY_OVERRIDE")
    throw coreErrors.MODE_FORBIDS({ subject, mode, action: "delete" });
}

/** Those that go together may refer to each other. */
function requireUnreferenced(state: State, gone: readonly VersionState[], permanent: boolean): void {
  for (const version of gone) {
    const by = state
      .referrersOf(version)
      .filter((each) => (permanent || !each.isDeleted) && !gone.includes(each))
      .map((each) => `${each.subject} ${each.version}`);
    if (by.length > 0)
      throw coreErrors.SCHEMA_REFERENCED({ subject: version.subject, version: version.version, by });
  }
}
