import type { House } from "./house.ts";
import { rules } from "./rules/index.ts";
import type { Violation } from "./violation.ts";

export function judge(house: House): readonly Violation[] {
  return rules.flatMap(({ name, check }) =>
    [...check(house)].map((broken) => {
      const { note, wayOut } = { ...house.law.rules[name], ...broken.reasons };
      return { ...broken, rule: name, note, wayOut };
    }),
  );
}
