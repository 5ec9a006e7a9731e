import { type ExclusiveService, useService } from "@concordat/test-services";
import { describeWithService } from "@concordat/test-services/vitest";
import { transportConformance } from "@concordat/transport-testkit";
import { afterAll, beforeAll, describe, test, vi } from "vitest";
import { underTest } from "./testing/under-test.ts";

vi.setConfig({ testTimeout: 1_200_000, hookTimeout: 900_000 });

describeWithService("redis", () => {
  let own: ExclusiveService<"redis">;
  beforeAll(async () => {
    own = await useService("redis", { exclusive: true });
  });
  afterAll(() => own?.release());

  transportConformance(underTest.name, () => underTest.open(own), {
    describe,
    test,
    addressOf: underTest.prepare,
    broker: { stop: () => own.kill9(), start: () => own.restart() },
    patienceMs: 180_000,
  });
});
