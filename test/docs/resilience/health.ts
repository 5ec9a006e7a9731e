import {
  breakersCheck,
  busCheck,
  createCircuitBreakers,
  createHealthChecker,
  createMemoryTransport,
  formatHealth,
  transportCheck,
} from "@concordat/runtime";
import { createFakeClock } from "@concordat/runtime/fakes";

const clock = createFakeClock();
const transport = createMemoryTransport({ clock });
const breakers = createCircuitBreakers({ clock, failureThreshold: 1 });
const bus = { state: "running" };

const health = createHealthChecker({
  service: "my-service",
  clock,
  checks: {
    memory: transportCheck(transport),
    eventbus: busCheck(bus),
    circuit_breakers: breakersCheck(breakers),
  },
});
health.addCheck("mail", () => Promise.reject(new Error("no route")), { critical: false });

health.start();
await clock.advance(30_000);
const billing = breakers.of("billing");
billing.fail(billing.tryEnter() ?? 0);
await clock.advance(1_000);
await health.checkHealth();
await health.stop();

const { overall_status, checks, history } = formatHealth(health.latest());
console.log(overall_status);
for (const [name, { status, message }] of Object.entries(checks))
  console.log(`  ${name}: ${status}${message === undefined ? "" : `, ${message}`}`);
console.log(history);
