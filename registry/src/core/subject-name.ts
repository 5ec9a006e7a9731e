/** Subjects live in contexts, which know nothing of each other; most registries have the one that is called `.`. */
export type SubjectName = { readonly context: string; readonly name: string };

export const defaultContext = ".";

/** `:.team:orders-value`; without colons in front it is a subject of the default context. */
export function parseSubjectName(qualified: string): SubjectName {
  const match = /^:(\.[^:]*):(.*)$/s.exec(qualified);
  if (match === null) return { context: defaultContext, name: qualified };
  const [, context = defaultContext, name = ""] = match;
  return { context, name };
}

/** In the default context the bare name, so that every subject has one spelling. */
export function formatSubjectName({ context, name }: SubjectName): string {
  return context === defaultContext ? name : `:${context}:${name}`;
}

/** The one spelling of a name that may have come in another. */
export function canonicalSubjectName(qualified: string): string {
  return formatSubjectName(parseSubjectName(qualified));
}

/** What settings of a whole context are kept under: a name without a subject. */
export function contextScope(context: string): string | undefined {
  return context === defaultContext ? undefined : `:${context}:`;
}

const longestName = 512;
const control = /\p{Cc}/u;

/** What no store, log or topic could hold. Stricter rules belong to the faces. */
export function isSubjectName({ name }: SubjectName): boolean {
  return name !== "" && name.length <= longestName && !control.test(name) && name.isWellFormed();
}
