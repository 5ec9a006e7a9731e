import { expect, test } from "vitest";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { createMemoryTransport } from "../memory/memory-transport.ts";
import { createBus } from "./create-bus.ts";

test("by default a bus is told of a group that takes no more, and not that nobody knows", async () => {
  const clock = createFakeClock();
  const transport = createMemoryTransport({ clock, unread: { messages: 1 } });
  const bus = createBus({ transport, source: "/shop", clock });
  const gone = await bus.consume("gone", { happened: () => {} });
  await gone.close();
  await bus.send({ type: "happened" });

  const refused = expect(bus.send({ type: "happened" })).rejects.toMatchObject({
    code: "SEND_REFUSED",
    cause: { code: "BACKPRESSURE_LIMIT", params: { group: "gone" } },
  });
  await clock.advance(30_000);
  await refused;

  await bus.close();
});
