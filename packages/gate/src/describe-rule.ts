import { evolutionRules } from "@concordat/compat/browser";
import { gateRules } from "./evolution/rules/index.ts";
import type { RuleDescription } from "./reports/report.ts";
import { rules } from "./rules/index.ts";

/** What a rule says of itself, whichever table it stands in; for reports that carry their rules along. */
export function describeRule(id: string): RuleDescription | undefined {
  const evolution = evolutionRules.find((rule) => rule.id === id);
  return evolution
    ? { ...evolution, severity: "error" }
    : [...rules, ...gateRules].find((rule) => rule.id === id);
}
