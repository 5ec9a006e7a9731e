import { isObject, type Json, type JsonObject } from "@concordat/json";
import { withoutNothing } from "./members.ts";
import { refusals } from "./refusal.ts";

/** Which modes the rules of a set may have. Nothing here runs them: clients do. */
const phases = {
  migrationRules: { noun: "Migration", modes: ["UPGRADE", "DOWNGRADE", "UPDOWN"] },
  domainRules: { noun: "Domain", modes: ["WRITE", "READ", "WRITEREAD"] },
  encodingRules: { noun: "Encoding", modes: ["WRITE", "READ", "WRITEREAD"] },
} as const;

const longestName = 64;
const twoActions: readonly unknown[] = ["WRITEREAD", "UPDOWN"];

/** @throws 42210 for rules that no client could run */
export function readRuleSet(value: Json | undefined, name: string): JsonObject | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw refusals.badRequest(`"${name}" is not an object`);
  const names = new Set<string>();
  const sets = Object.entries(phases).map(([phase, { noun, modes }]) => [
    phase,
    readRules(value[phase], (rule) => {
      const ruleName = requireRuleName(rule);
      if (names.has(ruleName)) throw refusals.invalidRules(`Found rule with duplicate name '${ruleName}'`);
      names.add(ruleName);
      if (typeof rule.type !== "string") throw refusals.invalidRules("Missing rule type");
      requireActions(rule);
      if (!(modes as readonly unknown[]).includes(rule.mode))
        throw refusals.invalidRules(`${noun} rules can only be ${modes.join(", ")}`);
    }),
  ]);
  const { enableAt } = value;
  return withoutNothing({ ...Object.fromEntries(sets), enableAt });
}

function readRules(value: Json | undefined, check: (rule: JsonObject) => void): Json | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw refusals.badRequest("rules are a list");
  return value.map((each) => {
    if (!isObject(each)) throw refusals.badRequest("a rule is an object");
    check(each);
    return withoutNothing(each) ?? {};
  });
}

function requireRuleName({ name }: JsonObject): string {
  if (name === undefined || name === null) throw refusals.invalidRules("Missing rule name");
  if (typeof name !== "string") throw refusals.badRequest("the name of a rule is a string");
  if (name === "") throw refusals.invalidRules("Empty rule name");
  if (name.length > longestName) throw refusals.invalidRules("Rule name too long");
  if (!/^[\p{L}_]/u.test(name))
    throw refusals.invalidRules(`Illegal initial character in rule name: ${name}`);
  if (!/^[\p{L}\p{Nd}_-]+$/u.test(name))
    throw refusals.invalidRules(`Illegal character in rule name: ${name}`);
  return name;
}

function requireActions({ mode, onSuccess, onFailure }: JsonObject): void {
  const hasSeveral = [onSuccess, onFailure].some((each) => typeof each === "string" && each.includes(","));
  if (hasSeveral && !twoActions.includes(mode))
    throw refusals.invalidRules("Multiple actions only valid with WRITEREAD and UPDOWN");
}
