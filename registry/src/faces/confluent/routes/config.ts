import { type Policy, policies } from "@concordat/contracts";
import type { Json, JsonObject } from "@concordat/json";
import { accessErrors } from "../../../auth/errors.ts";
import { mayDo } from "../../../auth/role.ts";
import type { SubjectConfig } from "../../../core/change.ts";
import { deleteConfig, setConfig } from "../../../core/commands/settings.ts";
import { bornWith, configOf } from "../../../core/settings.ts";
import type { State } from "../../../core/state/state.ts";
import { parseSubjectName } from "../../../core/subject-name.ts";
import { flagMember, readBody, readMetadata, textMember } from "../body.ts";
import { refusals } from "../refusal.ts";
import type { Call, Route } from "../route.ts";
import { readRuleSet } from "../rules.ts";
import { qualify, requireScopeName } from "../subject.ts";
import { scopeOfCall } from "./scope.ts";

export const configRoutes: readonly Route[] = [
  { method: "GET", path: "/config", role: "read", answer: (call) => shown(call, scopeOfCall(call)) },
  { method: "GET", path: "/config/:subject", role: "read", answer: (call) => shown(call, scopeOfCall(call)) },
  { method: "PUT", path: "/config", role: "admin", answer: (call) => update(call, scopeOfCall(call)) },
  {
    // Clients set the level of a subject right after they have registered its first schema.
    method: "PUT",
    path: "/config/:subject",
    role: "write",
    answer(call) {
      const { subject = "" } = call.params;
      requireScopeName(qualify(subject, call.context), subject);
      return update(call, requireOwn(call, scopeOfCall(call)));
    },
  },
  { method: "DELETE", path: "/config", role: "admin", answer: (call) => remove(call, scopeOfCall(call)) },
  {
    method: "DELETE",
    path: "/config/:subject",
    role: "write",
    answer: (call) => remove(call, requireOwn(call, scopeOfCall(call))),
  },
];

type Scope = ReturnType<typeof scopeOfCall>;

/**
 * What stands for a whole context or for the registry is spelled like a subject, and a contract has its policy from its
 * project. Those are an admin's, by whichever path.
 *
 * @throws ROLE_MISSING
 */
function requireOwn({ state, identity: { actor, role } }: Call, scope: Scope): Scope {
  const isOwn =
    scope !== undefined && parseSubjectName(scope).name !== "" && state.subject(scope)?.isContract !== true;
  if (isOwn || mayDo(role, "admin")) return scope;
  throw accessErrors.ROLE_MISSING({ actor, role: role ?? "none", needed: "admin" });
}

function shown({ state, query }: Call, scope: Scope) {
  const whole = configOf(state, scope ?? "");
  const own =
    query.flag("defaultToGlobal") || keepsItsOwn(state, scope) ? whole : state.settings(scope).config;
  if (own === undefined && scope !== undefined) throw refusals.noConfig(scope);
  return { ...told(own ?? {}), compatibilityLevel: own?.compatibilityLevel ?? bornWith.compatibilityLevel };
}

async function update({ world, body, origin }: Call, scope: Scope) {
  const { config, cleared } = readConfig(readBody(body));
  const whole = await world.registry.execute(setConfig(scope, config, cleared), origin);
  const { compatibilityLevel } = whole;
  return { ...told(whole), ...(compatibilityLevel && { compatibility: compatibilityLevel }) };
}

async function remove({ world, origin }: Call, scope: Scope) {
  const gone = await world.registry.execute(deleteConfig(scope), origin);
  if (gone === undefined && scope !== undefined) throw refusals.subjectNotFound(scope);
  return { ...told(gone ?? {}), compatibilityLevel: gone?.compatibilityLevel ?? bornWith.compatibilityLevel };
}

/** All but the level, which is called otherwise where it is set than where it is read. */
function told({ compatibilityLevel: _level, compatibilityPolicy, ...rest }: SubjectConfig) {
  // What is not said is STRICT, and older clients do not know the word.
  return { ...rest, ...(compatibilityPolicy === "LENIENT" && { compatibilityPolicy }) };
}

/** A contract has a policy, though nobody has set it here. */
function keepsItsOwn(state: State, scope: Scope): boolean {
  return scope !== undefined && state.subject(scope)?.isContract === true;
}

type Update = { readonly config: SubjectConfig; readonly cleared: readonly (keyof SubjectConfig)[] };

/** What is set, and what is unset by saying `null`. */
function readConfig(body: JsonObject): Update {
  const compatibilityLevel = readLevel(body);
  const compatibilityPolicy = readPolicy(body);
  const said = {
    compatibilityLevel,
    compatibilityPolicy,
    normalize: flagMember(body, "normalize"),
    alias: textMember(body, "alias"),
    compatibilityGroup: textMember(body, "compatibilityGroup"),
    validateFields: flagMember(body, "validateFields"),
    validateRules: flagMember(body, "validateRules"),
    defaultMetadata: readMetadata(body.defaultMetadata, "defaultMetadata"),
    overrideMetadata: readMetadata(body.overrideMetadata, "overrideMetadata"),
    defaultRuleSet: readRuleSet(body.defaultRuleSet, "defaultRuleSet"),
    overrideRuleSet: readRuleSet(body.overrideRuleSet, "overrideRuleSet"),
  };
  const names = Object.keys(said) as (keyof SubjectConfig)[];
  return {
    config: Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    cleared: names.filter((name) => sent(body, name) === null),
  };
}

function sent(body: JsonObject, name: keyof SubjectConfig): Json | undefined {
  return name === "compatibilityLevel" ? body.compatibility : body[name];
}

function readLevel(body: JsonObject): Policy | undefined {
  const text = textMember(body, "compatibility");
  if (text === undefined) return undefined;
  const level = policies.find((each) => each === text.toUpperCase());
  if (level === undefined) throw refusals.invalidLevel();
  return level;
}

function readPolicy(body: JsonObject): "STRICT" | "LENIENT" | undefined {
  const text = textMember(body, "compatibilityPolicy");
  if (text === undefined) return undefined;
  const policy = (["STRICT", "LENIENT"] as const).find((each) => each === text.toUpperCase());
  if (policy === undefined) throw refusals.invalidPolicy();
  return policy;
}
