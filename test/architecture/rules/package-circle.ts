import { shortestCircles } from "../circles.ts";
import { defineRule } from "./rule.ts";

export const packageCircle = defineRule({
  name: "package-circle",
  *check({ packages, edges }) {
    const byFrom = Map.groupBy(edges, ({ from }) => from);
    const next = (from: (typeof packages)[number]) => (byFrom.get(from) ?? []).map(({ to }) => to);
    for (const circle of shortestCircles(packages, next)) {
      const fact = [...circle, circle[0]].map((member) => member?.folder).join(" → ");
      for (const [index, from] of circle.entries()) {
        const to = circle[(index + 1) % circle.length];
        const step = byFrom.get(from)?.find((edge) => edge.to === to);
        if (step !== undefined) yield { at: step.at, says: step.says, fact };
      }
    }
  },
});
