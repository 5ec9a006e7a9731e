import type { Mode, SubjectConfig } from "../change.ts";

/** A registered version. An immutable value: what happens to it makes another. */
export type VersionState = {
  /** Qualified. */
  readonly subject: string;
  readonly version: number;
  readonly id: number;
  /** Digest of its content. */
  readonly content: string;
  /** `1.2.0`; what was born on the Confluent face as version n is n.0.0. */
  readonly number: string;
  readonly file?: string;
  readonly registeredAt: string;
  readonly registeredBy: string;
  /** Gone for those who do not ask for what is deleted; ids and references to it still work. */
  readonly isDeleted: boolean;
  readonly deprecation?: { readonly since: string; readonly sunset?: string; readonly reason?: string };
};

/** A version of a contract that may still change. */
export type DraftState = {
  readonly subject: string;
  readonly number: string;
  readonly content: string;
  readonly file?: string;
  readonly draftedAt: string;
  readonly draftedBy: string;
};

/** A subject, with what is deleted of it. An immutable value, too. */
export type SubjectState = {
  /** Qualified. */
  readonly name: string;
  readonly context: string;
  /** By integer, the lowest first. */
  readonly versions: readonly VersionState[];
  readonly drafts: readonly DraftState[];
  /** What was deleted for good, under which number: caches hold it for ever, so the number never means anything else. */
  readonly spent: readonly { readonly number: string; readonly content: string }[];
  /** Whether it is a contract, with numbers of its own, rather than born on the Confluent face. */
  readonly isContract: boolean;
};

/** What is set for a subject, a context, or the registry. */
export type ScopeSettings = { readonly config?: SubjectConfig; readonly mode?: Mode };

export function liveVersions({ versions }: SubjectState): readonly VersionState[] {
  return versions.filter(({ isDeleted }) => !isDeleted);
}

export function latestVersion(subject: SubjectState): VersionState | undefined {
  return subject.versions.findLast(({ isDeleted }) => !isDeleted);
}

/** The next integer. One that is deleted for good is given again, as clients of the Confluent face expect. */
export function nextVersionOf({ versions }: Pick<SubjectState, "versions">): number {
  return (versions.at(-1)?.version ?? 0) + 1;
}
