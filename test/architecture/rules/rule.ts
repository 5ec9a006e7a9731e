import type { House } from "../house.ts";
import type { RuleName } from "../law.ts";
import type { Broken } from "../violation.ts";

/** One law of the house. Its words (law, note, way out) stand in `layers.json` under the same name. */
export type Rule = {
  readonly name: RuleName;
  readonly check: (house: House) => Iterable<Broken>;
};

export function defineRule(rule: Rule): Rule {
  return rule;
}
