import type { JsonObject } from "@concordat/json";
import type { LoggedChange } from "../../store/logged-change.ts";
import { chainStart } from "../chain.ts";
import type { Content } from "../content.ts";
import { applyChange } from "./apply-change.ts";
import { createContents } from "./contents.ts";
import type { ContextState } from "./context-state.ts";
import { type Parts, registryScope } from "./parts.ts";
import type { ScopeSettings, SubjectState, VersionState } from "./subject-state.ts";
import type { TokenState } from "./token-state.ts";

/** What the registry is at one moment, worked out from its changes. To be read only; `apply` is for `createRegistry`. */
export type State = {
  /** Of the last change that is part of it. */
  readonly sequence: number;
  /** Of the last change, for the next one to follow. */
  readonly hash: string;
  /** By qualified name; also those of which everything is deleted, though not for good. */
  subject(qualified: string): SubjectState | undefined;
  /** By name, in the order of their code units. */
  subjects(): readonly SubjectState[];
  version(qualified: string, version: number): VersionState | undefined;
  context(name: string): ContextState | undefined;
  /** By name. */
  contexts(): readonly string[];
  content(digest: string): Content | undefined;
  /** What has this guid, wherever it is registered. */
  byGuid(guid: string): Content | undefined;
  /** What has this id in the context; what differs in white space alone is the same, and the first of it is told. */
  byId(context: string, id: number): Content | undefined;
  /** The id that this content has in the context, or one that differs from it in white space alone. */
  idOf(context: string, content: Pick<Content, "likeness">): number | undefined;
  /** Digests of all contents that differ from it in white space at most. */
  alike(content: Pick<Content, "likeness">): readonly string[];
  /** All versions of this content, also deleted ones. */
  versionsOf(content: string): readonly VersionState[];
  /** Versions that refer to this one. */
  referrersOf(version: VersionState): readonly VersionState[];
  /** What is set there itself; `undefined` asks for the registry's own. */
  settings(scope: string | undefined): ScopeSettings;
  readonly tokens: ReadonlyMap<string, TokenState>;
  /** Channels, operations and settings of the catalogue. */
  readonly project: JsonObject | undefined;
  /** Grows each time a contract, a draft or the project changes: what was worked out of them is then outdated. */
  readonly catalogueRevision: number;
};

/** A state that changes. Contents that no version, no draft has any more are handed back. */
export type WorkingState = State & {
  apply(entry: LoggedChange): void;
  /** Makes contents known, before the changes that speak of them. */
  learn(contents: Iterable<Content>): void;
  /** Digests that were let go since this was last asked. */
  takeForgotten(): readonly string[];
  /** An independent copy. */
  copy(): WorkingState;
};

export function createState(): WorkingState {
  return stateOf({
    sequence: 0,
    hash: chainStart,
    catalogueRevision: 0,
    project: undefined,
    subjects: new Map(),
    contexts: new Map(),
    contents: createContents(),
    settings: new Map(),
    tokens: new Map(),
  });
}

const noSettings: ScopeSettings = {};

function stateOf(parts: Parts): WorkingState {
  const { subjects, contexts, contents, settings, tokens } = parts;
  let ordered: readonly SubjectState[] | undefined;
  return {
    get sequence() {
      return parts.sequence;
    },
    get hash() {
      return parts.hash;
    },
    get project() {
      return parts.project;
    },
    get catalogueRevision() {
      return parts.catalogueRevision;
    },
    subject: (name) => subjects.get(name),
    subjects: () => {
      ordered ??= [...subjects.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
      return ordered;
    },
    version: (name, version) => subjects.get(name)?.versions.find((each) => each.version === version),
    context: (name) => contexts.get(name),
    contexts: () => [...contexts.keys()].sort(),
    content: contents.byDigest,
    byGuid: contents.byGuid,
    byId: (context, id) => {
      const { first, last } = contexts.get(context)?.givenTo(id) ?? { first: [], last: [] };
      const latest = last.findLast((digest) => contents.byDigest(digest) !== undefined);
      const meant = latest === undefined ? undefined : contents.byDigest(latest);
      // Its text stays what it was at first, however others write the same.
      const digest = first.find((each) => contents.byDigest(each)?.likeness === meant?.likeness);
      return meant && digest !== undefined ? contents.byDigest(digest) : undefined;
    },
    idOf: (context, content) => {
      for (const digest of contents.alike(content))
        for (const place of contents.versionsOf(digest)) {
          const [version] = versionAt(subjects, place);
          if (version !== undefined && subjects.get(version.subject)?.context === context) return version.id;
        }
      return undefined;
    },
    alike: contents.alike,
    versionsOf: (content) => contents.versionsOf(content).flatMap((place) => versionAt(subjects, place)),
    referrersOf: ({ subject, version }) =>
      contents.referrersOf(subject, version).flatMap((place) => versionAt(subjects, place)),
    settings: (scope) => settings.get(scope ?? registryScope) ?? noSettings,
    tokens,
    apply: (entry) => {
      applyChange(parts, entry);
      parts.sequence = entry.sequence;
      parts.hash = entry.hash;
      ordered = undefined;
    },
    learn: contents.learn,
    takeForgotten: contents.takeForgotten,
    copy: () =>
      stateOf({
        ...parts,
        subjects: new Map(subjects),
        contexts: new Map([...contexts].map(([name, context]) => [name, context.copy()])),
        contents: contents.copy(),
        settings: new Map(settings),
        tokens: new Map(tokens),
      }),
  };
}

function versionAt(
  subjects: ReadonlyMap<string, SubjectState>,
  place: { readonly subject: string; readonly version: number },
): readonly VersionState[] {
  const found = subjects.get(place.subject)?.versions.find(({ version }) => version === place.version);
  return found === undefined ? [] : [found];
}
