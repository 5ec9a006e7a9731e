import { lockFileName } from "@concordat/contracts";
import { defineEvolutionRule } from "../rule.ts";

export const versionUnfrozen = defineEvolutionRule({
  id: "version-unfrozen",
  severity: "error",
  about: "promises",
  sentence: "A version that was frozen in the base stays frozen, with the content that it has there.",
  reason:
    "Whoever takes a version out of the lock, or gives it another digest there, can change what others rely on, and no check of the lock alone would notice.",
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
    for (const [id, digest] of baseline.lock.contracts) {
      const version = catalogue.byId(id);
      const was = baseline.version(id);
      const locked = lock.contracts.get(id);
      if (version === undefined || was === undefined || locked === digest) continue;
      yield {
        contract: version.contract,
        before: then(was),
        after: now(version),
        about: "",
        message: `${id} is frozen in ${baseline.name} and ${locked === undefined ? "no longer in the lock" : "has another digest in the lock"}`,
        place: { file: `${config.schemas}/${lockFileName}`, contract: id },
      };
    }
  },
});
