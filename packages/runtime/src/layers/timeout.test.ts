import { expect, test } from "vitest";
import { createDelivery } from "../fakes/delivery.ts";
import { createFakeClock } from "../fakes/fake-clock.ts";
import type { Delivery } from "../ports/transport.ts";
import { timeout } from "./timeout.ts";

test("a handler that settles in time is none of its business", async () => {
  const clock = createFakeClock();
  const run = timeout(100, clock)(() => clock.sleep(99));

  const handled = run(createDelivery());
  await clock.advance(99);

  await expect(handled).resolves.toBeUndefined();
});

test("a handler that never settles is given up on, and told so through its signal", async () => {
  const clock = createFakeClock();
  let given: AbortSignal | undefined;
  const run = timeout(
    100,
    clock,
  )(({ signal }: Delivery) => {
    given = signal;
    return new Promise(() => {});
  });

  const handled = run(createDelivery());
  handled.catch(() => {});
  await clock.advance(99);
  expect(given?.aborted).toBe(false);
  await clock.advance(1);

  await expect(handled).rejects.toMatchObject({ code: "HANDLER_TIMEOUT", params: { milliseconds: 100 } });
  expect(given?.aborted).toBe(true);
});

test("what a handler rejects with after its time is heard by nobody, and ends no process", async () => {
  const clock = createFakeClock();
  const run = timeout(
    100,
    clock,
  )(async () => {
    await clock.sleep(200);
    throw new Error("late");
  });

  const handled = run(createDelivery());
  const settled = expect(handled).rejects.toMatchObject({ code: "HANDLER_TIMEOUT" });
  await clock.advance(300);

  await settled;
});

test("a delivery that is somebody else's by now is told so all the same", async () => {
  const outer = new AbortController();
  let given: AbortSignal | undefined;
  const run = timeout(
    100,
    createFakeClock(),
  )(async ({ signal }) => {
    given = signal;
    outer.abort();
  });

  await run(createDelivery({ signal: outer.signal }));

  expect(given?.aborted).toBe(true);
});

test.each([0, -1, Number.NaN])("a limit of %d would let no attempt be in time, and is refused", (limit) => {
  expect(() => timeout(limit, createFakeClock())).toThrow(
    expect.objectContaining({ code: "RUNTIME_OPTION" }),
  );
});
