import { createHealthChecker, formatHealth } from "@concordat/runtime";
import { createFakeClock } from "@concordat/runtime/fakes";
import { expect, test } from "vitest";
import { version, writer } from "./house.ts";

const isSummary = writer(version("eventbus/health/summary/1.0.0"));

test("a health summary as JSON keeps the contract, before the first run and after many", async () => {
  const clock = createFakeClock();
  const checker = createHealthChecker({
    service: "my-service",
    clock,
    checks: { redis: () => ({ status: "healthy", message: "PONG", details: { role: "primary" } }) },
  });
  checker.addCheck("disk", () => Promise.reject(new Error("full")), { critical: false });
  checker.addCheck("mail", () => new Promise(() => {}), { critical: false });
  const before = formatHealth(checker.latest());
  checker.start();
  await clock.advance(95_000);
  const after = formatHealth(checker.latest());

  expect([isSummary(before), isSummary(after)]).toEqual([{ valid: true }, { valid: true }]);
  expect(before).toMatchObject({ overall_status: "unknown", checks: {} });
  expect(after).toMatchObject({
    overall_status: "degraded",
    checks: {
      redis: { status: "healthy", message: "PONG" },
      disk: { status: "unhealthy", message: "full" },
      mail: { status: "unknown" },
    },
    history: [{ failing: ["disk", "mail"] }, { failing: ["disk", "mail"] }, { failing: ["disk", "mail"] }],
  });
});
