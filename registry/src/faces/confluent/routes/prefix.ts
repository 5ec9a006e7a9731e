import { contextScope, parseSubjectName } from "../../../core/subject-name.ts";

/** What stands for every context. */
const wildcard = ":*:";

/** Which subjects a prefix lets through. Below `/contexts/.staging/` a prefix without a context is one of that context. */
export function contextPrefix(
  asked: string | undefined,
  context: string | undefined,
): (name: string) => boolean {
  const isQualified = asked !== undefined && /^:(?:\.|\*:)/.test(asked);
  const scope = context === undefined ? undefined : contextScope(context);
  const prefix = isQualified || scope === undefined ? (asked ?? wildcard) : `${scope}${asked ?? ""}`;
  if (!prefix.startsWith(wildcard)) return (name) => name.startsWith(prefix);
  const rest = prefix.slice(wildcard.length);
  return (name) => parseSubjectName(name).name.startsWith(rest);
}
