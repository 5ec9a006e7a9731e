import { type Content, guidOf } from "../content.ts";

export type VersionPlace = { readonly subject: string; readonly version: number };

/** The contents that a state speaks of: who has them, who refers to whom. */
export type Contents = {
  byDigest(digest: string): Content | undefined;
  byGuid(guid: string): Content | undefined;
  /** Digests of those that differ from it in white space alone, its own among them. */
  alike(content: Pick<Content, "likeness">): readonly string[];
  versionsOf(digest: string): readonly VersionPlace[];
  referrersOf(subject: string, version: number): readonly VersionPlace[];
  learn(contents: Iterable<Content>): void;
  /** A version has it now. */
  use(digest: string, by: VersionPlace): void;
  /** A version had it. */
  release(digest: string, by: VersionPlace): void;
  /** Drafts hold contents, too; they have no integer and are referred to by nobody. */
  hold(digest: string): void;
  letGo(digest: string): void;
  takeForgotten(): readonly string[];
  copy(): Contents;
};

/** The content is missing where the log speaks of one that was deleted for good since. */
type Entry = { readonly content?: Content; readonly users: readonly VersionPlace[]; readonly holds: number };

export function createContents(
  entries: Map<string, Entry> = new Map(),
  referrers: Map<string, readonly VersionPlace[]> = new Map(),
  byLikeness: Map<string, readonly string[]> = new Map(),
): Contents {
  /** Likenesses, since one guid stands for all that are alike. Worked out when the first one asks, as few do. */
  let guids: Map<string, string> | undefined;
  let letGo = new Set<string>();

  const isUsed = ({ users, holds }: Entry) => users.length > 0 || holds > 0;
  const change = (digest: string, make: (entry: Entry) => Entry) => {
    const next = make(entries.get(digest) ?? { users: [], holds: 0 });
    entries.set(digest, next);
    // Not forgotten yet: what follows of the same changes may take it up again, and bring no text along.
    if (!isUsed(next)) letGo.add(digest);
  };
  const unlist = ({ likeness, digest }: Content) => {
    const left = (byLikeness.get(likeness) ?? []).filter((each) => each !== digest);
    if (left.length === 0) byLikeness.delete(likeness);
    else byLikeness.set(likeness, left);
  };
  const isSame = (a: VersionPlace, b: VersionPlace) => a.subject === b.subject && a.version === b.version;

  return {
    byDigest: (digest) => entries.get(digest)?.content,
    byGuid: (guid) => {
      guids ??= guidsOf(entries);
      const [digest = ""] = byLikeness.get(guids.get(guid) ?? "") ?? [];
      return entries.get(digest)?.content;
    },
    alike: ({ likeness }) => byLikeness.get(likeness) ?? [],
    versionsOf: (digest) => entries.get(digest)?.users ?? [],
    referrersOf: (subject, version) => referrers.get(placeKey(subject, version)) ?? [],
    learn: (contents) => {
      for (const content of contents) {
        const known = entries.get(content.digest);
        if (known?.content !== undefined) continue;
        entries.set(content.digest, { users: [], holds: 0, ...known, content });
        byLikeness.set(content.likeness, withOneMore(byLikeness.get(content.likeness), content.digest));
        guids?.set(guidOf(content), content.likeness);
      }
    },
    use: (digest, by) => {
      change(digest, (entry) => ({ ...entry, users: withOneMore(entry.users, by) }));
      for (const { subject, version } of entries.get(digest)?.content?.references ?? []) {
        const key = placeKey(subject, version);
        referrers.set(key, withOneMore(referrers.get(key), by));
      }
    },
    release: (digest, by) => {
      for (const { subject, version } of entries.get(digest)?.content?.references ?? []) {
        const key = placeKey(subject, version);
        const left = (referrers.get(key) ?? []).filter((each) => !isSame(each, by));
        if (left.length === 0) referrers.delete(key);
        else referrers.set(key, left);
      }
      change(digest, (entry) => ({ ...entry, users: entry.users.filter((each) => !isSame(each, by)) }));
    },
    hold: (digest) => change(digest, (entry) => ({ ...entry, holds: entry.holds + 1 })),
    letGo: (digest) => change(digest, (entry) => ({ ...entry, holds: entry.holds - 1 })),
    takeForgotten: () => {
      // What was let go and taken up again by the same batch is still there.
      const gone = [...letGo].filter((digest) => {
        const entry = entries.get(digest);
        return entry !== undefined && !isUsed(entry);
      });
      letGo = new Set();
      for (const digest of gone) {
        const { content } = entries.get(digest) ?? {};
        entries.delete(digest);
        if (content !== undefined) unlist(content);
      }
      return gone;
    },
    copy: () => createContents(new Map(entries), new Map(referrers), new Map(byLikeness)),
  };
}

function guidsOf(entries: ReadonlyMap<string, Entry>): Map<string, string> {
  const found = new Map<string, string>();
  for (const { content } of entries.values())
    if (content !== undefined) found.set(guidOf(content), content.likeness);
  return found;
}

/** Just as long as it has to be: a spread leaves room for sixteen more, and nearly all of these lists stay at one. */
function withOneMore<Item extends string | object>(items: readonly Item[] = [], item: Item): readonly Item[] {
  return items.concat(item);
}

function placeKey(subject: string, version: number): string {
  return `${version} ${subject}`;
}
