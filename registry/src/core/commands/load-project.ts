import { compareVersions, formatSubject, parseContractId, parseVersion } from "@concordat/contracts";
import { canonicalize, type JsonObject } from "@concordat/json";
import type { Change } from "../change.ts";
import type { Command } from "../command.ts";
import { type Content, type ContentReference, contentOf } from "../content.ts";
import type { State } from "../state/state.ts";
import { nextVersionOf, type SubjectState } from "../state/subject-state.ts";
import { defaultContext } from "../subject-name.ts";

/** A version of a contract, as a project has it. */
export type ProjectVersion = {
  /** `oms/objecttype/created` */
  readonly contract: string;
  readonly number: string;
  readonly text: string;
  readonly file: string;
  readonly isFrozen: boolean;
  /** Other versions of the project, by the words of `$ref`. */
  readonly references: readonly {
    readonly name: string;
    readonly contract: string;
    readonly number: string;
  }[];
};

export type Loading = {
  readonly versions: readonly ProjectVersion[];
  /** Settings, channels and operations; what the registry says about the catalogue as a whole. */
  readonly project: JsonObject;
};

export type Loaded = {
  readonly added: readonly string[];
  readonly drafted: readonly string[];
  readonly unchanged: number;
  /** Frozen versions that say something else here than in the registry, which keeps what it has. */
  readonly differing: readonly string[];
};

/**
 * Takes in what a project has and the registry lacks. What is frozen there never changes here; a draft is what the
 * project says it is. For catalogues that were judged by the gate already.
 */
export function loadProject({ versions, project }: Loading): Command<Loaded> {
  return {
    action: "load",
    target: "the catalogue",
    decide: (state) => {
      const changes: Change[] = [];
      const contents: Content[] = [];
      const added: string[] = [];
      const drafted: string[] = [];
      const differing: string[] = [];
      const given = giveIntegers(state, versions);
      const idOf = createIds(state);
      for (const version of versions.toSorted(older)) {
        const { contract, number, text, file, isFrozen } = version;
        const subject = subjectOf(contract);
        const name = `${contract}/${number}`;
        const content = contentOf({ text, references: referencesOf(version, given) });
        const known = state.subject(subject)?.versions.find((each) => each.number === number);
        const draft = state.subject(subject)?.drafts.find((each) => each.number === number);
        // Somebody has deleted it for good, and a start does not bring it back.
        if (known === undefined && isSpent(state.subject(subject), number)) continue;
        if (known !== undefined) {
          if (state.content(known.content)?.text !== text) differing.push(name);
        } else if (isFrozen) {
          contents.push(content);
          added.push(name);
          const place = { version: given.get(name) ?? 0, id: idOf(content), number, file };
          changes.push({ is: "registered", subject, content: content.digest, ...place });
        } else if (draft?.content !== content.digest) {
          contents.push(content);
          drafted.push(name);
          changes.push({ is: "drafted", subject, number, content: content.digest, file });
        }
      }
      const isSame = state.project !== undefined && canonicalize(state.project) === canonicalize(project);
      if (!isSame) changes.push({ is: "project-set", project });
      const unchanged = versions.length - added.length - drafted.length - differing.length;
      return { changes, contents, answer: { added, drafted, unchanged, differing } };
    },
  };
}

/** The older version of a contract gets the lower integer, whichever of them others refer to. */
function giveIntegers(state: State, versions: readonly ProjectVersion[]): Integers {
  const given = new Map<string, number>();
  for (const [contract, group] of Map.groupBy(versions, (version) => version.contract)) {
    const subject = state.subject(subjectOf(contract)) ?? { versions: [], spent: [] };
    for (const { number, version } of subject.versions) given.set(`${contract}/${number}`, version);
    let next = nextVersionOf(subject);
    for (const { number, isFrozen } of group.toSorted(older)) {
      const name = `${contract}/${number}`;
      if (isFrozen && !given.has(name) && !isSpent(subject, number)) given.set(name, next++);
    }
  }
  return given;
}

/** By `contract/number`. */
type Integers = ReadonlyMap<string, number>;

/** A draft has no integer, so nothing that refers to one can say so by integers; its `$ref` still says it by name. */
function referencesOf({ references }: ProjectVersion, given: Integers): readonly ContentReference[] {
  return references.flatMap(({ name, contract, number }) => {
    const version = given.get(`${contract}/${number}`);
    return version === undefined ? [] : [{ name, subject: subjectOf(contract), version }];
  });
}

/** Ids as the state has them, and as this batch goes on giving them. */
function createIds(state: State): (content: Content) => number {
  const ids = new Map<string, number>();
  let next = state.context(defaultContext)?.nextId ?? 1;
  return (content) => {
    const id = ids.get(content.likeness) ?? state.idOf(defaultContext, content) ?? next++;
    ids.set(content.likeness, id);
    return id;
  };
}

function isSpent(subject: Pick<SubjectState, "spent"> | undefined, number: string): boolean {
  return subject?.spent.some((each) => each.number === number) === true;
}

function older(a: ProjectVersion, b: ProjectVersion): number {
  if (a.contract !== b.contract) return a.contract < b.contract ? -1 : 1;
  const [left, right] = [parseVersion(a.number), parseVersion(b.number)];
  return left === undefined || right === undefined ? 0 : compareVersions(left, right);
}

function subjectOf(contract: string): string {
  const id = parseContractId(contract);
  return id === undefined ? contract : formatSubject(id);
}
