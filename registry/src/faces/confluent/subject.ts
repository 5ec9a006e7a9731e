import type { State } from "../../core/state/state.ts";
import {
  canonicalSubjectName,
  defaultContext,
  formatSubjectName,
  isSubjectName,
  parseSubjectName,
} from "../../core/subject-name.ts";
import { refusals } from "./refusal.ts";

/** A context by its bare name, `.staging`, or by the form that names carry it in, `:.staging:`. */
export function readContext(text: string): string {
  const bare = text.replace(/^:/, "").replace(/:$/, "");
  if (bare.includes(":")) throw refusals.badRequest(`Context name '${bare}' cannot contain a colon`);
  return bare.startsWith(".") ? bare : `.${bare}`;
}

/**
 * A subject as it stands in a path, in its one spelling. Below `/contexts/.staging/` a name without a context is one of
 * that context.
 */
export function qualify(name: string, context: string | undefined): string {
  // A context may come without its last colon.
  if (/^:\.[^:]*$/.test(name)) return canonicalSubjectName(`${name}:`);
  if (context === undefined || /^:(?:\.|\*:)/.test(name)) return canonicalSubjectName(name);
  return formatSubjectName({ context, name });
}

/** Names that the original keeps for itself. */
const reserved: readonly string[] = ["__GLOBAL", "__EMPTY"];

/** @throws 42208 where nothing could be registered under it */
export function requireSubjectName(qualified: string, asSent: string): void {
  const name = parseSubjectName(qualified);
  if (!isSubjectName(name) || reserved.includes(name.name) || name.context === ".__GLOBAL")
    throw refusals.invalidSubject(asSent);
}

/** What a scope of settings may be called: a subject, or a whole context. */
export function requireScopeName(qualified: string, asSent: string): void {
  const { context, name } = parseSubjectName(qualified);
  if (name === "" && context !== defaultContext) return;
  requireSubjectName(qualified, asSent);
}

/** The subject that is meant where an alias may have been given. An alias of an alias is no further alias. */
export function resolveAlias(state: State, qualified: string): string {
  const alias = state.settings(qualified).config?.alias;
  if (alias === undefined || alias === "") return qualified;
  return qualify(alias, parseSubjectName(qualified).context);
}
