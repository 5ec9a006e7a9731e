import type { Content, ContentParts } from "../../core/content.ts";
import { findVersion, type Likeness } from "../../core/find-version.ts";
import type { State } from "../../core/state/state.ts";
import { latestVersion, type SubjectState, type VersionState } from "../../core/state/subject-state.ts";
import { defaultContext, formatSubjectName, parseSubjectName } from "../../core/subject-name.ts";
import { withInherited } from "./inherited.ts";
import { refusals } from "./refusal.ts";

export type Wanted = number | "latest";

const largestVersion = 2 ** 31 - 1;

/** @throws 42202 for what is no version */
export function readVersion(text: string): Wanted {
  const trimmed = text.trim();
  if (trimmed.toLowerCase() === "latest") return "latest";
  const version = /^[+-]?[0-9]{1,10}$/.test(trimmed) ? Number(trimmed) : Number.NaN;
  if (version === -1) return "latest";
  if (version > 0 && version <= largestVersion) return version;
  throw refusals.invalidVersion(text);
}

export function hasVersions(subject: SubjectState | undefined, deleted: boolean): boolean {
  return subject?.versions.some(({ isDeleted }) => deleted || !isDeleted) === true;
}

/** @throws 40401 */
export function requireSubject(state: State, name: string, deleted: boolean): SubjectState {
  const subject = state.subject(name);
  if (subject === undefined || !hasVersions(subject, deleted)) throw refusals.subjectNotFound(name);
  return subject;
}

/** @throws 40401, 40402 */
export function requireVersion(state: State, name: string, wanted: Wanted, deleted: boolean): VersionState {
  for (const each of spellingsOf(state, name)) {
    const found = versionOf(state.subject(each), wanted, deleted);
    if (found !== undefined) return found;
  }
  requireSubject(state, name, deleted);
  throw refusals.versionNotFound(wanted === "latest" ? "-1" : String(wanted));
}

/** The version that has this schema; also one that has it with what it would inherit. */
export function findSchema(
  state: State,
  name: string,
  parts: ContentParts,
  likeness: Likeness,
): VersionState | undefined {
  for (const each of spellingsOf(state, name)) {
    const subject = state.subject(each);
    const found =
      findVersion(state, subject, parts, likeness) ??
      findVersion(state, subject, withInherited(state, each, parts), likeness);
    if (found !== undefined) return found;
  }
  return undefined;
}

export type Identified = {
  readonly content: Content;
  readonly context: string;
  readonly version?: VersionState;
};

/**
 * What has an id. Ids are given by context, so which is meant is said by a subject, or by the name of a context alone; a
 * subject without a context may be one of any.
 */
export function findById(state: State, id: number, subject: string | undefined): Identified | undefined {
  if (subject === undefined) return inContext(state, id, defaultContext);
  const { context, name } = parseSubjectName(subject);
  if (name === "") return inContext(state, id, context);
  for (const each of spellingsOf(state, subject)) {
    const version = state.subject(each)?.versions.findLast((known) => known.id === id);
    const content = version && state.content(version.content);
    if (version && content) return { content, context: parseSubjectName(each).context, version };
  }
  return inContext(state, id, context);
}

function inContext(state: State, id: number, context: string): Identified | undefined {
  const content = state.byId(context, id);
  return content && { content, context };
}

function versionOf(
  subject: SubjectState | undefined,
  wanted: Wanted,
  deleted: boolean,
): VersionState | undefined {
  if (subject === undefined) return undefined;
  // The latest is the latest that is not deleted, whatever else may be seen.
  if (wanted === "latest") return latestVersion(subject);
  const found = subject.versions.find(({ version }) => version === wanted);
  return found !== undefined && (deleted || !found.isDeleted) ? found : undefined;
}

/** A name without a context is looked for in the default one, and then in all others. */
function spellingsOf(state: State, name: string): readonly string[] {
  const parsed = parseSubjectName(name);
  if (parsed.context !== defaultContext) return [name];
  const others = state.contexts().filter((context) => context !== defaultContext);
  if (others.length === 0) return [name];
  return [name, ...others.map((context) => formatSubjectName({ context, name: parsed.name }))];
}
