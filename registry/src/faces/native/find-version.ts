import { compareVersions, parseVersion } from "@concordat/contracts";
import { nearestFew } from "@concordat/errors";
import type { Content } from "../../core/content.ts";
import type { State } from "../../core/state/state.ts";
import type { DraftState, SubjectState, VersionState } from "../../core/state/subject-state.ts";
import { coreErrors, registryErrors } from "../../errors.ts";
import type { AskedVersion } from "./parameters.ts";

/** A version or a draft, with what it says. */
export type FoundVersion = {
  readonly subject: SubjectState;
  readonly number: string;
  readonly content: Content;
  /** Absent for a draft. */
  readonly version?: VersionState;
  readonly draft?: DraftState;
};

type Deleted = { readonly deleted?: boolean | undefined };

/** @throws SUBJECT_NOT_FOUND, with names that may have been meant */
export function findSubject(state: State, name: string, { deleted = false }: Deleted = {}): SubjectState {
  const subject = state.subject(name);
  const isThere =
    subject !== undefined &&
    (subject.drafts.length > 0 || subject.versions.some(({ isDeleted }) => deleted || !isDeleted));
  if (isThere) return subject;
  const names = state.subjects().map((each) => each.name);
  throw coreErrors.SUBJECT_NOT_FOUND({ subject: name, meant: nearestFew(name, names, 3) });
}

/** @throws SUBJECT_NOT_FOUND, VERSION_NOT_FOUND, SCHEMA_DELETED */
export function findVersion(
  state: State,
  name: string,
  asked: AskedVersion,
  { deleted = false }: Deleted = {},
): FoundVersion {
  const subject = findSubject(state, name, { deleted: true });
  const found = pick(subject, asked);
  if (found === undefined) throw coreErrors.VERSION_NOT_FOUND({ subject: name, version: nameOf(asked) });
  if ("isDeleted" in found && found.isDeleted && !deleted)
    throw registryErrors.SCHEMA_DELETED({ subject: name, number: found.number });
  const content = state.content(found.content);
  if (content === undefined) throw coreErrors.VERSION_NOT_FOUND({ subject: name, version: nameOf(asked) });
  const { number } = found;
  return { subject, number, content, ...("version" in found ? { version: found } : { draft: found }) };
}

/** The versions and drafts of a subject, from the lowest number to the highest. */
export function numbersOf(
  { versions, drafts }: SubjectState,
  { deleted = false }: Deleted = {},
): readonly (VersionState | DraftState)[] {
  return [...versions.filter(({ isDeleted }) => deleted || !isDeleted), ...drafts].sort(byNumber);
}

function pick(subject: SubjectState, asked: AskedVersion): VersionState | DraftState | undefined {
  const { versions, drafts } = subject;
  if (asked.by === "integer") return versions.find(({ version }) => version === asked.integer);
  if (asked.by === "number") return [...versions, ...drafts].findLast((each) => each.number === asked.number);
  // A draft may still change, so it is the latest only where there is nothing else.
  const live = versions.filter(({ isDeleted }) => !isDeleted);
  return (live.length > 0 ? live : drafts).toSorted(byNumber).at(-1);
}

function byNumber(a: { readonly number: string }, b: { readonly number: string }): number {
  const [left, right] = [parseVersion(a.number), parseVersion(b.number)];
  return left === undefined || right === undefined ? 0 : compareVersions(left, right);
}

function nameOf(asked: AskedVersion): string {
  if (asked.by === "latest") return "latest";
  return asked.by === "integer" ? String(asked.integer) : asked.number;
}
