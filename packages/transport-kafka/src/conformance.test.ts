import { type ExclusiveService, useService } from "@concordat/test-services";
import { transportConformance } from "@concordat/transport-testkit";
import { afterAll, beforeAll, describe, test } from "vitest";
import { underTest } from "./testing/under-test.ts";

/** Machines are slow, and a broker that was killed takes seconds to come back. */
const patienceMs = 240_000;

describe("with a broker of its own", () => {
  let broker: ExclusiveService<"kafka">;
  beforeAll(async () => {
    broker = await useService("kafka", { exclusive: true });
  }, 900_000);
  afterAll(() => broker?.release());

  transportConformance("kafka", () => underTest.open(broker), {
    describe,
    test: (name, body) => test(name, { timeout: 600_000 }, body),
    broker: { stop: () => broker.kill9(), start: () => broker.restart() },
    patienceMs,
  });
});
