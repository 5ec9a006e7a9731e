import { isWhollyFree, saying } from "../house.ts";
import { isFree } from "../law.ts";
import { defineRule } from "./rule.ts";

export const testCode = defineRule({
  name: "test-code",
  *check({ law, links }) {
    for (const link of links) {
      if (link.free) continue;
      const { target } = link;
      const file = "file" in target ? target.file : undefined;
      if (target.kind === "package" && isWhollyFree(law, target.to))
        yield { ...saying(link), fact: `${target.to.folder} is test code` };
      else if (file !== undefined && isFree(law, file))
        yield { ...saying(link), fact: `${file} is test code` };
    }
  },
});
