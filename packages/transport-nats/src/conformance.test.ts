import { type ExclusiveService, useService } from "@concordat/test-services";
import { describeWithService } from "@concordat/test-services/vitest";
import { transportConformance } from "@concordat/transport-testkit";
import { afterAll, beforeAll, describe, test, vi } from "vitest";
import { underTest, underTestInOrder } from "./testing/under-test.ts";

vi.setConfig({ testTimeout: 1_200_000, hookTimeout: 900_000 });

describeWithService("nats", () => {
  let own: ExclusiveService<"nats">;
  beforeAll(async () => {
    own = await useService("nats", { exclusive: true });
  });
  afterAll(() => own?.release());

  for (const each of [underTest, underTestInOrder])
    transportConformance(each.name, () => each.open(own), {
      describe,
      test,
      addressOf: each.prepare,
      broker: { stop: () => own.kill9(), start: () => own.restart() },
      patienceMs: 180_000,
    });
});
