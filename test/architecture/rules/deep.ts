import { saying, titleOf } from "../house.ts";
import { defineRule } from "./rule.ts";

export const deep = defineRule({
  name: "deep",
  *check({ links }) {
    for (const link of links) {
      const { target, from } = link;
      if (target.kind === "outside") {
        const into =
          target.owner === undefined ? "leaves the repository" : `leads into ${titleOf(target.owner)}`;
        yield { ...saying(link), fact: `the path leaves ${titleOf(from)} and ${into}` };
      }
      if (target.kind === "package" && target.file === undefined)
        yield {
          ...saying(link),
          fact: `${target.to.name} exports ${[...target.to.entries.keys()].join(", ") || "nothing"}, not ${target.entry}`,
        };
    }
  },
});
