import {
  compareVersions,
  formatVersion,
  nextVersion,
  parseVersion,
  type Version,
} from "@concordat/contracts";
import { type Json, parseJson } from "@concordat/json";
import { closureOf } from "../closure.ts";
import { type Command, outdated } from "../command.ts";
import { dialectOf, judge, obligationOf } from "../compatibility.ts";
import { type Content, type ContentParts, contentOf } from "../content.ts";
import { coreErrors, type JudgedVersion } from "../errors.ts";
import { findVersion } from "../find-version.ts";
import type { Judge } from "../judge.ts";
import { configOf, modeOf } from "../settings.ts";
import type { State } from "../state/state.ts";
import {
  latestVersion,
  nextVersionOf,
  type SubjectState,
  type VersionState,
} from "../state/subject-state.ts";
import { isSubjectName, parseSubjectName } from "../subject-name.ts";

export type Registration = ContentParts & {
  /** Qualified, in its one spelling. */
  readonly subject: string;
  /** Default: what the subject's settings say. */
  readonly normalise?: boolean;
  /** Of a contract's version. Without it a contract gets the next minor one. */
  readonly number?: string;
  readonly file?: string;
  /** Chosen by the sender, which the mode IMPORT is for. */
  readonly id?: number;
  readonly version?: number;
};

export type Registered = Pick<VersionState, "subject" | "version" | "id" | "number" | "content"> & {
  /** Whether it was not there before. */
  readonly isNew: boolean;
};

type Prepared = {
  readonly content: Content;
  /** Of what was asked; `undefined` where it was there already. */
  readonly key?: string;
  readonly judged: readonly JudgedVersion[];
};

/**
 * Registers a schema under a subject, if the subject's policy lets it. The same content again is the version that it
 * was before.
 *
 * @throws SUBJECT_NAME, SCHEMA_INVALID and its like, SCHEMA_REF_UNKNOWN, MODE_FORBIDS, SCHEMA_INCOMPATIBLE,
 *   VERSION_CONFLICT, ID_CONFLICT
 */
export function register(registration: Registration, by: Judge): Command<Registered, Prepared> {
  const { subject, text, references, metadata, ruleSet } = registration;
  const parts: ContentParts = {
    text,
    references,
    ...(metadata && { metadata }),
    ...(ruleSet && { ruleSet }),
  };
  const same = (state: State, content: Content) =>
    findVersion(state, state.subject(subject), content, {
      normalise: registration.normalise ?? configOf(state, subject).normalize ?? false,
    });

  return {
    action: "register",
    target: subject,
    prepare: async (state) => {
      const name = parseSubjectName(subject);
      if (!isSubjectName(name))
        throw coreErrors.SUBJECT_NAME({ subject, trouble: "is empty, too long or has control characters" });
      const schema: Json = parseJson(text);
      const content = contentOf(parts, schema);
      requireWritable(state, registration);
      if (registration.id === undefined && same(state, content) !== undefined) return { content, judged: [] };
      // What comes with a number is a contract, though it may be the first of its name.
      const isContract = registration.number !== undefined || state.subject(subject)?.isContract === true;
      const closure = closureOf(state, content, dialectOf({ isContract }), schema);
      await by.requireValid(closure);
      // What is imported was judged where it comes from.
      if (modeOf(state, subject) === "IMPORT") return { content, key: "", judged: [] };
      const obligation = obligationOf(state, subject, registration);
      return { content, key: obligation.key, judged: await judge(state, closure, obligation, by) };
    },
    decide: (state, { content, key, judged }) => {
      requireWritable(state, registration);
      const known = registration.id === undefined ? same(state, content) : undefined;
      if (known !== undefined) return { changes: [], answer: { ...known, isNew: false } };
      for (const reference of references)
        if (state.version(reference.subject, reference.version) === undefined)
          throw coreErrors.SCHEMA_REF_UNKNOWN(reference);
      const isImport = modeOf(state, subject) === "IMPORT";
      if (key === undefined || (!isImport && key !== obligationOf(state, subject, registration).key))
        return outdated;
      if (judged.length > 0) {
        const policy = configOf(state, subject).compatibilityLevel;
        throw coreErrors.SCHEMA_INCOMPATIBLE({ subject, policy, judged });
      }
      const place = placeOf(state, registration, content);
      if ("registeredAt" in place) return { changes: [], answer: { ...place, isNew: false } };
      const { file } = registration;
      const told = { subject, content: content.digest, ...place };
      return {
        changes: [{ is: "registered", ...told, ...(file !== undefined && { file }) }],
        contents: [content],
        answer: { ...told, number: place.number ?? `${place.version}.0.0`, isNew: true },
      };
    },
  };
}

function requireWritable(state: State, { subject, id }: Registration): void {
  const mode = modeOf(state, subject);
  if (mode === "READONLY" || mode === "READONLY_OVERRIDE")
    throw coreErrors.MODE_FORBIDS({ subject, mode, action: "register" });
  if (id !== undefined && mode !== "IMPORT") throw coreErrors.ID_NOT_ALLOWED({ subject });
  if (id === undefined && mode === "IMPORT")
    throw coreErrors.MODE_FORBIDS({ subject, mode, action: "register without an id" });
}

type Place = { readonly version: number; readonly id: number; readonly number?: string };

function placeOf(state: State, registration: Registration, content: Content): Place | VersionState {
  const { subject, id: wished } = registration;
  const known = state.subject(subject);
  const { context } = parseSubjectName(subject);
  if (wished !== undefined) {
    const holder = state.byId(context, wished);
    if (holder !== undefined && holder.likeness !== content.likeness)
      throw coreErrors.ID_CONFLICT({ id: wished, context });
  }
  const next = nextVersionOf(known ?? { versions: [] });
  const version = registration.version ?? next;
  if (version !== next && modeOf(state, subject) !== "IMPORT")
    throw coreErrors.VERSION_SKIPPED({ subject, version, next });
  const taken = state.version(subject, version);
  if (taken !== undefined) {
    if (taken.content === content.digest && taken.id === wished) return taken;
    const trouble = "another schema has it";
    throw coreErrors.VERSION_CONFLICT({ subject, number: String(version), trouble });
  }
  const id = wished ?? state.idOf(context, content) ?? state.context(context)?.nextId ?? 1;
  const number = numberOf(known, registration, content);
  return { version, id, ...(number !== undefined && { number }) };
}

/** After all that was ever given in the major version of the latest, whatever became of it; a draft keeps its own, too. */
function freeNumber(subject: SubjectState): string {
  const given = [...subject.versions, ...subject.spent].flatMap((each) => parseVersion(each.number) ?? []);
  const major = parseVersion(latestVersion(subject)?.number ?? "")?.major;
  const highest = given
    .filter((each) => major === undefined || each.major === major)
    .reduce<Version | undefined>((a, b) => (a !== undefined && compareVersions(a, b) > 0 ? a : b), undefined);
  let next = highest === undefined ? firstVersion : nextVersion(highest, "minor");
  while (subject.drafts.some((draft) => draft.number === formatVersion(next)))
    next = nextVersion(next, "minor");
  return formatVersion(next);
}

const firstVersion: Version = { major: 1, minor: 0, patch: 0 };

/** A number once given means the same for ever, and goes on from the latest. */
function numberOf(
  known: SubjectState | undefined,
  { subject, number }: Registration,
  content: Content,
): string | undefined {
  if (number === undefined) return known?.isContract === true ? freeNumber(known) : undefined;
  const refuse = (trouble: string) => coreErrors.VERSION_CONFLICT({ subject, number, trouble });
  const wished = parseVersion(number);
  if (wished === undefined) throw refuse("that is no version as 1.2.0 is one");
  if (known?.versions.some((each) => each.number === number)) throw refuse("another schema has it");
  if (known?.spent.some((each) => each.number === number && each.content !== content.digest))
    throw refuse("another schema had it, which was deleted since, and caches may hold that for ever");
  const higher = known?.versions.find((each) => {
    const other = parseVersion(each.number);
    return other !== undefined && other.major === wished.major && compareVersions(other, wished) > 0;
  });
  if (higher !== undefined) throw refuse(`${higher.number} is there already, and numbers go up`);
  return number;
}
