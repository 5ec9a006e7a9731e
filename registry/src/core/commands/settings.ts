import type { Mode, SubjectConfig } from "../change.ts";
import type { Command } from "../command.ts";
import { coreErrors } from "../errors.ts";
import { modeOf } from "../settings.ts";
import type { State } from "../state/state.ts";
import { contextScope, defaultContext, parseSubjectName } from "../subject-name.ts";

/** A qualified subject, a whole context as `:.name:`, or `undefined` for the registry. */
export type Scope = string | undefined;

/**
 * Sets what the config says, unsets what is named, and leaves all else as it was. The answer is what is set there now.
 *
 * @throws MODE_FORBIDS where only reading is allowed
 */
export function setConfig(
  scope: Scope,
  config: SubjectConfig,
  unset: readonly (keyof SubjectConfig)[] = [],
): Command<SubjectConfig> {
  return {
    action: "set-config",
    target: nameOf(scope),
    decide: (state) => {
      requireWritable(state, scope);
      const whole = { ...state.settings(scope).config, ...config };
      for (const name of unset) delete whole[name];
      return { changes: [{ is: "config-set", ...scoped(scope), config: whole }], answer: whole };
    },
  };
}

/**
 * The answer is what was set; `undefined` where nothing was.
 *
 * @throws MODE_FORBIDS where only reading is allowed
 */
export function deleteConfig(scope: Scope): Command<SubjectConfig | undefined> {
  return {
    action: "delete-config",
    target: nameOf(scope),
    decide: (state) => {
      requireWritable(state, scope);
      const { config } = state.settings(scope);
      return {
        changes: config === undefined ? [] : [{ is: "config-deleted", ...scoped(scope) }],
        answer: config,
      };
    },
  };
}

/** @throws MODE_NOT_EMPTY: ids that a sender chooses may clash with those that were given here, unless it is forced */
export function setMode(scope: Scope, mode: Mode, { force = false } = {}): Command<Mode> {
  return {
    action: "set-mode",
    target: nameOf(scope),
    decide: (state) => {
      const isNew = state.settings(scope).mode !== mode;
      if (mode === "IMPORT" && isNew && !force && holdsSchemas(state, scope))
        throw coreErrors.MODE_NOT_EMPTY({ scope: nameOf(scope) });
      return { changes: [{ is: "mode-set", ...scoped(scope), mode }], answer: mode };
    },
  };
}

/** The answer is what was set; `undefined` where nothing was. */
export function deleteMode(scope: Scope): Command<Mode | undefined> {
  return {
    action: "delete-mode",
    target: nameOf(scope),
    decide: (state) => {
      const { mode } = state.settings(scope);
      return { changes: mode === undefined ? [] : [{ is: "mode-deleted", ...scoped(scope) }], answer: mode };
    },
  };
}

function requireWritable(state: State, scope: Scope): void {
  const mode = modeOf(state, scope ?? "");
  if (mode === "READONLY" || mode === "READONLY_OVERRIDE")
    throw coreErrors.MODE_FORBIDS({ subject: scope ?? "", mode, action: "change settings" });
}

function holdsSchemas(state: State, scope: Scope): boolean {
  const { context, name } = parseSubjectName(scope ?? "");
  if (name !== "") return (state.subject(scope ?? "")?.versions.length ?? 0) > 0;
  const isWhole = scope === undefined;
  return state.subjects().some((subject) => isWhole || subject.context === context);
}

function scoped(subject: Scope): { readonly subject?: string } {
  return subject === undefined ? {} : { subject };
}

function nameOf(scope: Scope): string {
  return scope ?? "the registry";
}

/** The scope that a request names: what stands for a whole context, or for the registry, is no subject. */
export function scopeOf(qualified: string): Scope {
  const { context, name } = parseSubjectName(qualified);
  if (name !== "") return qualified;
  return context === defaultContext ? undefined : contextScope(context);
}
