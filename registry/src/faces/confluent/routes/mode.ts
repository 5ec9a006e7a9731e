import { type Mode, modes } from "../../../core/change.ts";
import { deleteMode, setMode } from "../../../core/commands/settings.ts";
import { modeOf } from "../../../core/settings.ts";
import { contextScope, defaultContext } from "../../../core/subject-name.ts";
import { readBody, textMember } from "../body.ts";
import { refusals } from "../refusal.ts";
import type { Call, Route } from "../route.ts";
import { qualify, requireScopeName } from "../subject.ts";
import { scopeOfCall } from "./scope.ts";

export const modeRoutes: readonly Route[] = ["/mode", "/mode/:subject"].flatMap((path): Route[] => [
  { method: "GET", path, role: "read", answer: shown },
  { method: "PUT", path, role: "admin", answer: update },
  { method: "DELETE", path, role: "admin", answer: remove },
]);

function shown(call: Call) {
  const { state, query } = call;
  const scope = scopeOfCall(call);
  const inScope = scope === undefined || query.flag("defaultToGlobal");
  const mode = inScope ? modeOf(state, scope ?? "") : state.settings(scope).mode;
  if (mode === undefined) throw refusals.noMode(scope ?? "");
  return { mode };
}

async function update(call: Call) {
  const { world, params, query, body, origin, context } = call;
  if (params.subject !== undefined) requireScopeName(qualify(params.subject, context), params.subject);
  const mode = readMode(textMember(readBody(body), "mode"));
  await world.registry.execute(setMode(scopeOfCall(call), mode, { force: query.flag("force") }), origin);
  return { mode };
}

async function remove(call: Call) {
  const { state, world, query, origin } = call;
  const scope = scopeOfCall(call);
  const mode = await world.registry.execute(deleteMode(scope), origin);
  const recursive = query.flag("recursive");
  if (mode === undefined && scope !== undefined && !recursive) throw refusals.subjectNotFound(scope);
  if (recursive && isContext(scope)) {
    const below = state.subjects().filter((subject) => contextScope(subject.context) === scope);
    for (const { name } of below)
      if (state.settings(name).mode !== undefined) await world.registry.execute(deleteMode(name), origin);
  }
  return { ...(mode ? { mode } : scope === undefined && { mode: "READWRITE" }) };
}

/** The registry's own settings are those of the default context. */
function isContext(scope: string | undefined): boolean {
  return scope === contextScope(defaultContext) || scope?.endsWith(":") === true;
}

function readMode(text: string | undefined): Mode {
  const mode = modes.find((each) => each === text?.toUpperCase());
  if (mode === undefined) throw refusals.invalidMode();
  return mode;
}
