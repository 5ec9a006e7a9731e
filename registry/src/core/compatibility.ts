import type { WriterView } from "@concordat/compat";
import { directionsOf, type Policy, parseVersion } from "@concordat/contracts";
import type { Dialect } from "@concordat/schema";
import { type Closure, closureOf } from "./closure.ts";
import type { Content, ContentParts } from "./content.ts";
import type { JudgedVersion } from "./errors.ts";
import type { Judge } from "./judge.ts";
import { configOf, type EffectiveConfig } from "./settings.ts";
import type { State } from "./state/state.ts";
import { liveVersions, type SubjectState, type VersionState } from "./state/subject-state.ts";

/** What a candidate is asked: which versions it answers to, and how. */
export type Obligation = {
  readonly subject: string;
  readonly policy: Policy;
  readonly writerView: WriterView;
  readonly versions: readonly VersionState[];
  /** The same while the answer is the same. */
  readonly key: string;
};

/** Schemas that name no dialect: contracts are written in the newest, what comes by the Confluent face is read as that registry reads it. */
export function dialectOf(subject: Pick<SubjectState, "isContract"> | undefined): Dialect {
  return subject?.isContract === true ? "2020-12" : "draft-07";
}

/**
 * What the subject's policy asks of its next version. A contract answers to its own major version: the next one opens
 * with promises of its own.
 */
export function obligationOf(
  state: State,
  subject: string,
  candidate: Pick<ContentParts, "metadata"> & { readonly number?: string },
  against?: readonly VersionState[],
): Obligation {
  const config = configOf(state, subject);
  const { compatibilityLevel: policy, compatibilityPolicy } = config;
  const known = state.subject(subject);
  const all = known === undefined ? [] : liveVersions(known);
  const versions = heldAgainst(
    inGroup(against ?? inMajor(all, candidate.number, known), candidate, config, state),
    policy,
  );
  const writerView = compatibilityPolicy === "LENIENT" ? "closed" : "as-written";
  return {
    subject,
    policy,
    writerView,
    versions,
    key: [policy, writerView, ...versions.map(({ version, content }) => `${version} ${content}`)].join("\n"),
  };
}

/** Everything that does not keep the promise; empty where it is kept, with a proof for each version. */
export async function judge(
  state: State,
  candidate: Closure,
  { subject, policy, writerView, versions }: Obligation,
  { compatibility }: Judge,
): Promise<readonly JudgedVersion[]> {
  const dialect = dialectOf(state.subject(subject));
  const judged: JudgedVersion[] = [];
  // The newest first: it is what most changes are made from, and what people expect to be told about.
  for (const { version, number, content: digest } of versions.toReversed()) {
    const content = state.content(digest) as Content;
    const before = closureOf(state, content, dialect);
    for (const direction of directionsOf(policy)) {
      const [writer, reader] = direction === "backward" ? [before, candidate] : [candidate, before];
      const verdict = await compatibility({ writer, reader, writerView });
      if (verdict.status !== "compatible") judged.push({ subject, version, number, direction, verdict });
    }
  }
  return judged;
}

function heldAgainst(versions: readonly VersionState[], policy: Policy): readonly VersionState[] {
  if (policy === "NONE") return [];
  return policy.endsWith("_TRANSITIVE") ? versions : versions.slice(-1);
}

function inMajor(
  versions: readonly VersionState[],
  number: string | undefined,
  subject: SubjectState | undefined,
): readonly VersionState[] {
  if (subject?.isContract !== true) return versions;
  const majorOf = (text: string | undefined) => (text === undefined ? undefined : parseVersion(text)?.major);
  const major = majorOf(number) ?? Math.max(...versions.map((version) => majorOf(version.number) ?? 0));
  return versions.filter((version) => majorOf(version.number) === major);
}

/** Clients may part a subject into groups by a word of the metadata; only those of one group answer to each other. */
function inGroup(
  versions: readonly VersionState[],
  { metadata }: Pick<ContentParts, "metadata">,
  { compatibilityGroup }: EffectiveConfig,
  state: State,
): readonly VersionState[] {
  if (compatibilityGroup === undefined) return versions;
  const groupOf = (said: ContentParts["metadata"]) => {
    const properties = said?.properties;
    const isMap = typeof properties === "object" && properties !== null && !Array.isArray(properties);
    return isMap ? (properties as Record<string, unknown>)[compatibilityGroup] : undefined;
  };
  return versions.filter(({ content }) => groupOf(state.content(content)?.metadata) === groupOf(metadata));
}
