import type { Change } from "../../core/change.ts";
import type { Decision } from "../../core/command.ts";
import type { State } from "../../core/state/state.ts";
import type { SubjectState, VersionState } from "../../core/state/subject-state.ts";
import { defaultContext } from "../../core/subject-name.ts";

/** The registry as it would be, one pushed version after the other. */
export type PushedState = {
  readonly registered: readonly Registered[];
  /** All that is pushed can be referred to, and of the subject there is what comes before this version. */
  before(version: Registered): State;
};

export type Registered = Extract<Change, { readonly is: "registered" }>;

/** What a decision would make of the state, without carrying it out. */
export function pushedState(state: State, { changes, contents = [] }: Decision<unknown>): PushedState {
  const registered = changes.filter((change) => change.is === "registered");
  const known = new Map(contents.map((content) => [content.digest, content]));
  const byVersion = new Map(registered.map((each) => [keyOf(each.subject, each.version), asVersion(each)]));
  const bySubject = Map.groupBy(registered, ({ subject }) => subject);
  const project = changes.find((change) => change.is === "project-set")?.project ?? state.project;
  return {
    registered,
    before: (version) => ({
      ...state,
      project,
      content: (digest) => known.get(digest) ?? state.content(digest),
      version: (subject, number) => byVersion.get(keyOf(subject, number)) ?? state.version(subject, number),
      subject: (name) => {
        const earlier = (bySubject.get(name) ?? []).filter((each) => each.version < version.version);
        return withVersions(name, state.subject(name), earlier.map(asVersion));
      },
    }),
  };
}

function withVersions(
  name: string,
  subject: SubjectState | undefined,
  added: readonly VersionState[],
): SubjectState {
  const known = subject ?? { name, context: defaultContext, versions: [], drafts: [], spent: [] };
  return { ...known, isContract: true, versions: [...known.versions, ...added] };
}

function asVersion({ subject, version, id, content, number = "" }: Registered): VersionState {
  return { subject, version, id, content, number, registeredAt: "", registeredBy: "", isDeleted: false };
}

function keyOf(subject: string, version: number): string {
  return `${version} ${subject}`;
}
