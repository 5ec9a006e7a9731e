import type { Json } from "@concordat/json";
import { createLru } from "../../collections/lru.ts";
import { type Content, guidOf } from "../../core/content.ts";
import type { State } from "../../core/state/state.ts";
import type { VersionState } from "../../core/state/subject-state.ts";
import { formatSubjectName, parseSubjectName } from "../../core/subject-name.ts";

/** Of those that are asked for again and again; making one anew costs little more than looking it up. */
const mostKept = 2000;

/**
 * Answers about what never changes are made once and sent as they are: most requests are for those. A version that is
 * deleted becomes another value, and so do the answers about it.
 */
const byVersion = createLru<Buffer, VersionState>(mostKept);
const byContent = createLru<Map<string, Buffer>, Content>(mostKept);

/** What stands at `/subjects/{subject}/versions/{version}`. */
export function versionAnswer(state: State, version: VersionState): Buffer {
  const made = byVersion.get(version);
  if (made !== undefined) return made;
  const bytes = bytesOf(versionObject(version, contentOfVersion(state, version)));
  byVersion.set(version, bytes);
  return bytes;
}

/** What stands at `/schemas/ids/{id}`, seen from a context: references are named as from there. */
export function contentAnswer(content: Content, context: string): Buffer {
  const made = byContent.get(content)?.get(context);
  if (made !== undefined) return made;
  const bytes = bytesOf(contentObject(content, context));
  byContent.set(content, (byContent.get(content) ?? new Map()).set(context, bytes));
  return bytes;
}

/** In the order in which the original writes them, which shows where people read them. */
export function versionObject({ subject, version, id }: VersionState, content: Content) {
  return { subject, version, id, ...contentObject(content, parseSubjectName(subject).context) };
}

export function contentObject(content: Content, context: string) {
  const { references, metadata, ruleSet, text } = content;
  return {
    guid: guidOf(content),
    schemaType: "JSON",
    ...(references.length > 0 && { references: referencesFrom(context, references) }),
    ...(metadata && { metadata }),
    ...(ruleSet && { ruleSet }),
    schema: text,
  };
}

export function contentOfVersion(state: State, { content }: VersionState): Content {
  // A version that is there has its content: the store forgets one only with the last that has it.
  return state.content(content) as Content;
}

export function bytesOf(answer: unknown): Buffer {
  return Buffer.from(JSON.stringify(answer));
}

/** Within its own context a subject goes by its bare name, as those who refer to it wrote it. */
function referencesFrom(context: string, references: Content["references"]): Json {
  return references.map(({ name, subject, version }) => {
    const parsed = parseSubjectName(subject);
    const seen = parsed.context === context ? parsed.name : formatSubjectName(parsed);
    return { name, subject: seen, version };
  });
}
