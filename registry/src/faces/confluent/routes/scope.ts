import { type Scope, scopeOf } from "../../../core/commands/settings.ts";
import { contextScope } from "../../../core/subject-name.ts";
import type { Call } from "../route.ts";
import { qualify } from "../subject.ts";

/** What settings are asked about: a subject, a context, or the registry. */
export function scopeOfCall({ params: { subject }, context }: Call): Scope {
  if (subject !== undefined) return scopeOf(qualify(subject, context));
  return context === undefined ? undefined : contextScope(context);
}
