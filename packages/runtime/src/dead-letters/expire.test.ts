import { expect, test } from "vitest";
import { createDelivery, createSampleEvent } from "../fakes/delivery.ts";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { expire } from "./expire.ts";

const handle = (time: string | undefined) => {
  const event = createSampleEvent(time === undefined ? {} : { time });
  return expire(60_000, createFakeClock())(async () => {})(createDelivery({ event }));
};

test("what happened longer ago than the limit is refused", async () => {
  await expect(handle("2025-12-31T23:58:59.999Z")).rejects.toMatchObject({
    code: "EVENT_EXPIRED",
    params: { ageMs: 60_001, maxAgeMs: 60_000, id: "1", type: "com.example.happened" },
  });
});

test.each([["2025-12-31T23:59:00Z"], ["2026-01-01T00:00:05Z"], [undefined]])(
  "an event of %s is handled",
  async (time) => {
    await expect(handle(time)).resolves.toBeUndefined();
  },
);
