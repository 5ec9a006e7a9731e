import type { LoggedChange } from "../../store/logged-change.ts";
import type { Change } from "../change.ts";
import { contextScope, parseSubjectName } from "../subject-name.ts";
import { createContextState } from "./context-state.ts";
import { type Parts, registryScope } from "./parts.ts";
import type { DraftState, ScopeSettings, SubjectState, VersionState } from "./subject-state.ts";

type Of<Kind extends Change["is"]> = Extract<Change, { readonly is: Kind }>;
type When = { readonly at: string; readonly actor: string };
type Appliers = { readonly [Kind in Change["is"]]: (parts: Parts, change: Of<Kind>, when: When) => void };

/** Carries out what has been decided. Refuses nothing: whether it may happen was asked before it was logged. */
export function applyChange(parts: Parts, { change, at, origin: { actor } }: LoggedChange): void {
  const apply = appliers[change.is] as (parts: Parts, change: Change, when: When) => void;
  apply(parts, change, { at, actor });
}

const appliers: Appliers = {
  registered: register,
  drafted: draft,
  "draft-dropped": (parts, { subject, number }) => dropDraft(parts, subject, number),
  deprecated: (parts, { subject, version, sunset, reason }, { at }) => {
    const told = { ...(sunset !== undefined && { sunset }), ...(reason !== undefined && { reason }) };
    updateVersion(parts, subject, version, (each) => ({ ...each, deprecation: { since: at, ...told } }));
  },
  "version-deleted": (parts, { subject, version, permanent }) => {
    if (permanent) removeVersions(parts, subject, (each) => each.version === version);
    else updateVersion(parts, subject, version, softDeleted);
  },
  "subject-deleted": (parts, { subject, permanent }) => {
    if (permanent) removeVersions(parts, subject, () => true);
    else updateSubject(parts, subject, (each) => ({ ...each, versions: each.versions.map(softDeleted) }));
  },
  "config-set": (parts, { subject, config }) =>
    setScope(parts, subject, ({ mode }) => ({ ...(mode && { mode }), config })),
  "config-deleted": (parts, { subject }) =>
    setScope(parts, subject, ({ mode }) => ({ ...(mode && { mode }) })),
  "mode-set": (parts, { subject, mode }) =>
    setScope(parts, subject, ({ config }) => ({ ...(config && { config }), mode })),
  "mode-deleted": (parts, { subject }) =>
    setScope(parts, subject, ({ config }) => ({ ...(config && { config }) })),
  "context-deleted": (parts, { context }) => {
    parts.contexts.delete(context);
    parts.settings.delete(contextScope(context) ?? registryScope);
  },
  "project-set": (parts, { project }) => {
    parts.project = project;
    parts.catalogueRevision += 1;
  },
  "token-created": (parts, { is: _is, ...told }, { at, actor }) => {
    parts.tokens.set(told.token, { ...told, createdAt: at, createdBy: actor });
  },
  "token-revoked": (parts, { token }, { at }) => {
    const known = parts.tokens.get(token);
    if (known !== undefined) parts.tokens.set(token, { ...known, revokedAt: at });
  },
  refused: () => {},
};

function register(parts: Parts, change: Of<"registered">, { at, actor }: When): void {
  const { version, id, number = firstOfMajor(version), file } = change;
  // A text that is there already is not kept a second time.
  const name = parts.subjects.get(change.subject)?.name ?? change.subject;
  const content = parts.contents.byDigest(change.content)?.digest ?? change.content;
  const { context } = parseSubjectName(name);
  const made: VersionState = {
    subject: name,
    version,
    id,
    content,
    number,
    ...(file !== undefined && { file }),
    registeredAt: at,
    registeredBy: actor,
    isDeleted: false,
  };
  parts.contents.use(content, made);
  const ids = parts.contexts.get(context) ?? createContextState();
  parts.contexts.set(context, ids);
  ids.give(id, content);
  // What a draft has become is no draft any more.
  if (change.number !== undefined) dropDraft(parts, name, change.number);
  updateSubject(parts, name, (subject) => ({
    ...subject,
    // Just as long as it has to be; a spread leaves room for more.
    versions: inOrder(subject.versions.concat(made)),
    isContract: subject.isContract || change.number !== undefined,
  }));
}

function draft(parts: Parts, change: Of<"drafted">, { at, actor }: When): void {
  const { subject: name, number, content, file } = change;
  const made: DraftState = {
    subject: name,
    number,
    content,
    ...(file !== undefined && { file }),
    draftedAt: at,
    draftedBy: actor,
  };
  parts.contents.hold(content);
  dropDraft(parts, name, number);
  updateSubject(parts, name, (subject) => ({
    ...subject,
    drafts: [...subject.drafts, made],
    isContract: true,
  }));
}

function dropDraft(parts: Parts, name: string, number: string): void {
  const gone = parts.subjects.get(name)?.drafts.find((each) => each.number === number);
  if (gone === undefined) return;
  updateSubject(parts, name, (subject) => ({
    ...subject,
    drafts: subject.drafts.filter((each) => each !== gone),
  }));
  parts.contents.letGo(gone.content);
}

function removeVersions(parts: Parts, name: string, which: (version: VersionState) => boolean): void {
  const gone = parts.subjects.get(name)?.versions.filter(which) ?? [];
  updateSubject(parts, name, (subject) => ({
    ...subject,
    versions: subject.versions.filter((version) => !which(version)),
    spent: [...subject.spent, ...gone.map(({ number, content }) => ({ number, content }))],
  }));
  for (const { content, version } of gone) parts.contents.release(content, { subject: name, version });
}

/** There are many versions, and few numbers among those that are born on the Confluent face. */
const firsts: string[] = [];

function firstOfMajor(major: number): string {
  if (major >= 1000) return `${major}.0.0`;
  firsts[major] ??= `${major}.0.0`;
  return firsts[major];
}

/** Only an import adds a version below others. */
function inOrder(versions: VersionState[]): readonly VersionState[] {
  const [before, last] = versions.slice(-2);
  const isSorted = before === undefined || last === undefined || before.version < last.version;
  return isSorted ? versions : versions.sort((a, b) => a.version - b.version);
}

function softDeleted(version: VersionState): VersionState {
  return version.isDeleted ? version : { ...version, isDeleted: true };
}

function updateVersion(
  parts: Parts,
  name: string,
  number: number,
  make: (version: VersionState) => VersionState,
): void {
  updateSubject(parts, name, (subject) => ({
    ...subject,
    versions: subject.versions.map((each) => (each.version === number ? make(each) : each)),
  }));
}

function updateSubject(parts: Parts, name: string, make: (subject: SubjectState) => SubjectState): void {
  const subject = make(parts.subjects.get(name) ?? emptySubject(name));
  if (subject.isContract) parts.catalogueRevision += 1;
  // A contract is remembered for the numbers that it has spent; nothing else is left of what is gone for good.
  if (subject.versions.length > 0 || subject.drafts.length > 0 || subject.isContract)
    parts.subjects.set(name, subject);
  else parts.subjects.delete(name);
}

function emptySubject(name: string): SubjectState {
  const { context } = parseSubjectName(name);
  return { name, context, versions: [], drafts: [], spent: [], isContract: false };
}

function setScope(
  parts: Parts,
  scope: string | undefined,
  make: (settings: ScopeSettings) => ScopeSettings,
): void {
  const key = scope ?? registryScope;
  parts.settings.set(key, make(parts.settings.get(key) ?? {}));
}
