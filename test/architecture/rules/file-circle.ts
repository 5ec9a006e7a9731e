import { shortestCircles } from "../circles.ts";
import type { Link } from "../house.ts";
import { saying } from "../house.ts";
import { defineRule } from "./rule.ts";

export const fileCircle = defineRule({
  name: "file-circle",
  *check({ links }) {
    const byFile = Map.groupBy(links, ({ file }) => file);
    const stepsFrom = (file: string) =>
      (byFile.get(file) ?? []).flatMap((link) => {
        const to = ownFileOf(link);
        return to === undefined ? [] : [{ to, link }];
      });
    for (const circle of shortestCircles([...byFile.keys()], (file) => stepsFrom(file).map(({ to }) => to))) {
      const fact = [...circle, circle[0]].join(" → ");
      for (const [index, file] of circle.entries()) {
        const step = stepsFrom(file).find(({ to }) => to === circle[(index + 1) % circle.length]);
        if (step !== undefined) yield { ...saying(step.link), fact };
      }
    }
  },
});

/** A package may call itself by name, which is one more way to walk in a circle. */
function ownFileOf({ from, target }: Link): string | undefined {
  if (target.kind === "own-file") return target.file;
  return target.kind === "package" && target.to === from ? target.file : undefined;
}
