import { lockFileName } from "@concordat/contracts";
import { defineEvolutionRule } from "../rule.ts";

export const versionUnfrozen = defineEvolutionRule({
  id: "version-unfrozen",
  severity: "error",
  about: "promises",
  sentence: "A version that was frozen in the base stays frozen.",
  reason:
    "Whoever takes a version out of the lock can change it in the next step, and no check would notice.",
  remedy: "restore its line in the lock, or freeze it again",
  bad: {
    base: { "shop/order/placed/1.0.0": "{}" },
    contracts: { "shop/order/placed/1.0.0": "{}" },
    unfrozen: ["shop/order/placed/1.0.0"],
    file: `schemas/${lockFileName}`,
  },
  good: {
    base: { "shop/order/placed/1.0.0": "{}" },
    contracts: { "shop/order/placed/1.0.0": "{}" },
    frozen: ["shop/order/placed/1.0.0"],
  },
  *check({ baseline, lock, catalogue, config, now, then }) {
    for (const id of baseline.lock.contracts.keys()) {
      const version = catalogue.byId(id);
      const was = baseline.version(id);
      if (version === undefined || was === undefined || lock.contracts.has(id)) continue;
      yield {
        contract: version.contract,
        before: then(was),
        after: now(version),
        about: "",
        message: `${id} is frozen in ${baseline.name} and no longer in the lock`,
        place: { file: `${config.schemas}/${lockFileName}`, contract: id },
      };
    }
  },
});
