import { expect, test } from "vitest";
import { createCircuitBreakers } from "../breaker/circuit-breakers.ts";
import { createFakeClock } from "../fakes/fake-clock.ts";
import type { LogFields, Logger } from "../ports/logger.ts";
import { noTelemetry } from "../ports/telemetry.ts";
import { tellOfBreakers } from "./tell-of-breakers.ts";

class Lines implements Logger {
  readonly written: unknown[] = [];
  debug(message: string, fields: LogFields): void {
    this.written.push(["debug", message, fields]);
  }
  info(message: string, fields: LogFields): void {
    this.written.push(["info", message, fields]);
  }
  warn(message: string, fields: LogFields): void {
    this.written.push(["warn", message, fields]);
  }
  error(message: string, fields: LogFields): void {
    this.written.push(["error", message, fields]);
  }
}

test("each change is written down, also by a logger that is an object of a class", () => {
  const breakers = createCircuitBreakers({ clock: createFakeClock(), failureThreshold: 1 });
  const logger = new Lines();
  tellOfBreakers(breakers, noTelemetry, logger);

  const breaker = breakers.of("indexer");
  breaker.fail(breaker.tryEnter() ?? 0);
  breaker.reset();

  const changed = "circuit breaker changed";
  expect(logger.written).toEqual([
    ["warn", changed, { breaker: "indexer", from: "closed", to: "open", because: "failures in a row" }],
    ["info", changed, { breaker: "indexer", from: "open", to: "closed", because: "reset" }],
  ]);
});
