import { parseJson } from "@concordat/json";
import type { Content } from "../core/content.ts";
import type { LoggedChange } from "./logged-change.ts";

/** An entry of the log as SQL has it. What has members of its own is JSON, which no database has to understand. */
export type ChangeRow = {
  readonly sequence: number;
  readonly at: string;
  readonly origin: string;
  readonly change: string;
  readonly hash: string;
};

/** `about` is what was said about a text, as JSON; null where there is nothing, which is the rule. */
export type ContentRow = Pick<Content, "digest" | "likeness" | "text"> & { readonly about: string | null };

type About = Omit<Content, "digest" | "likeness" | "text">;

export function changeToRow({ sequence, at, origin, change, hash }: LoggedChange): ChangeRow {
  return { sequence, at, origin: JSON.stringify(origin), change: JSON.stringify(change), hash };
}

export function changeFromRow({ sequence, at, origin, change, hash }: ChangeRow): LoggedChange {
  return { sequence, at, origin: parseStored(origin), change: parseStored(change), hash };
}

export function contentToRow({ digest, likeness, text, references, metadata, ruleSet }: Content): ContentRow {
  const isPlain = references.length === 0 && metadata === undefined && ruleSet === undefined;
  const about = isPlain ? null : JSON.stringify({ references, metadata, ruleSet });
  return { digest, likeness, text, about };
}

export function contentFromRow({ digest, likeness, text, about }: ContentRow): Content {
  const said: About = about === null ? plain : parseStored(about);
  // Mostly the same, and there are many.
  return { digest, likeness: likeness === digest ? digest : likeness, text, ...said };
}

const plain: About = { references: [] };

/**
 * What was written came from the functions above, so its shape is taken on trust; the chain of hashes is there for
 * whoever does not. It may be nested a little deeper than what clients sent, which stands inside of it.
 */
function parseStored<Stored extends object>(text: string): Stored {
  return parseJson(text, { maxDepth: 256 }) as unknown as Stored;
}
