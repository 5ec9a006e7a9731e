import type { SharedService } from "@concordat/test-services";
import { describeWithService } from "@concordat/test-services/vitest";
import { transportConformance } from "@concordat/transport-testkit";
import { afterAll, afterEach, beforeAll, describe, test } from "vitest";
import { removeBus, removePlaces } from "./testing/tidy.ts";
import { underTest } from "./testing/under-test.ts";

describeWithService("moto", (moto) => {
  let bus = "";
  let proxy: Awaited<ReturnType<SharedService<"moto">["through"]>>;

  beforeAll(async () => {
    bus = moto().uniqueName("conformance");
    proxy = await moto().through();
  }, 900_000);

  afterEach(() => removePlaces(moto().clientOptions, bus));

  afterAll(async () => {
    await removeBus(moto().clientOptions, bus);
    await proxy.remove();
  });

  transportConformance(
    "eventbridge",
    () => underTest.open({ url: `http://${proxy.host}:${proxy.port}` }, { bus, publishTimeoutMs: 600_000 }),
    {
      describe,
      test: (name, body) => test(name, { timeout: 900_000 }, body),
      counts: "short",
      cut: {
        share: 0.05,
        reason: "the emulator moves some fifty events a second, and fewer the more of them wait",
      },
      patienceMs: 300_000,
      // The emulator forgets everything when it is stopped, which AWS does not; what is broken here is the way there.
      broker: { stop: () => proxy.cut(), start: () => proxy.restore() },
    },
  );
});
