import { expect, test } from "vitest";
import { type HealthLevel, overallLevel, worstLevel } from "./health-level.ts";

const critical = (status: HealthLevel) => ({ status, isCritical: true });
const minor = (status: HealthLevel) => ({ status, isCritical: false });

test("what nobody knows is worse than what serves, and better than what does not", () => {
  expect(worstLevel(["healthy", "degraded"])).toBe("degraded");
  expect(worstLevel(["unknown", "degraded"])).toBe("unknown");
  expect(worstLevel(["unknown", "unhealthy"])).toBe("unhealthy");
  expect(worstLevel([])).toBe("healthy");
});

test.each([
  ["nothing is checked", [], "unknown"],
  ["all is well", [critical("healthy"), minor("healthy")], "healthy"],
  [
    "the worst of the critical ones",
    [critical("healthy"), critical("degraded"), critical("unhealthy")],
    "unhealthy",
  ],
  ["one critical one gave no answer", [critical("healthy"), critical("unknown")], "unknown"],
  ["one that is not critical does not serve", [critical("healthy"), minor("unhealthy")], "degraded"],
  ["one that is not critical gave no answer", [critical("healthy"), minor("unknown")], "degraded"],
  ["both", [critical("unhealthy"), minor("degraded")], "unhealthy"],
  ["none is critical, and all is well", [minor("healthy")], "healthy"],
  ["none is critical, and one does not serve", [minor("unhealthy")], "degraded"],
] as const)("overall: %s", (_, parts, expected) => {
  expect(overallLevel(parts)).toBe(expected);
});
