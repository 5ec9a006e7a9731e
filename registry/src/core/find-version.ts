import { type Content, type ContentParts, contentOf, meaningOf } from "./content.ts";
import { coreErrors } from "./errors.ts";
import type { State } from "./state/state.ts";
import type { SubjectState, VersionState } from "./state/subject-state.ts";

export type Likeness = {
  /** Whether the order of members and the spelling of numbers make no difference either. White space never does. */
  readonly normalise: boolean;
  /** Whether versions count that are deleted, though not for good. */
  readonly deleted?: boolean;
};

/** The version of the subject that has this content, the newest where several have. */
export function findVersion(
  state: State,
  subject: SubjectState | undefined,
  parts: ContentParts | Content,
  { normalise, deleted = false }: Likeness,
): VersionState | undefined {
  if (subject === undefined) return undefined;
  const versions = subject.versions.filter(({ isDeleted }) => deleted || !isDeleted);
  if (versions.length === 0) return undefined;
  const { likeness } = "likeness" in parts ? parts : contentOf(parts);
  const alike = versions.findLast(({ content }) => state.content(content)?.likeness === likeness);
  if (alike !== undefined || !normalise) return alike;
  const meaning = meaningOf(parts);
  return versions.findLast(({ content }) => {
    const known = state.content(content);
    return known !== undefined && meaningOf(known) === meaning;
  });
}

/** @throws SUBJECT_NOT_FOUND where nothing of it is left, or all of it is deleted and nobody asked for that */
export function requireSubject(
  state: State,
  name: string,
  { deleted = false }: { readonly deleted?: boolean } = {},
): SubjectState {
  const subject = state.subject(name);
  const isThere = subject?.versions.some(({ isDeleted }) => deleted || !isDeleted) === true;
  if (subject !== undefined && isThere) return subject;
  throw coreErrors.SUBJECT_NOT_FOUND({ subject: name, meant: [] });
}

/** @throws SUBJECT_NOT_FOUND, VERSION_NOT_FOUND */
export function requireVersion(
  state: State,
  name: string,
  version: number | "latest",
  { deleted = false }: { readonly deleted?: boolean } = {},
): VersionState {
  const { versions } = requireSubject(state, name, { deleted });
  const found = versions.findLast(
    (each) => (deleted || !each.isDeleted) && (version === "latest" || each.version === version),
  );
  if (found !== undefined) return found;
  throw coreErrors.VERSION_NOT_FOUND({ subject: name, version: String(version) });
}
