import { expect, test } from "vitest";
import { createDelivery } from "../fakes/delivery.ts";
import { createFakeClock } from "../fakes/fake-clock.ts";
import type { Delivery } from "../ports/transport.ts";
import { type BatchHandler, batchHandler } from "./batch.ts";

function setUp(answer: BatchHandler = async () => undefined) {
  const clock = createFakeClock();
  const batches: string[][] = [];
  const handle = batchHandler(
    (deliveries) => {
      batches.push(deliveries.map(({ position }) => position));
      return answer(deliveries);
    },
    { maxCount: 3, maxWaitMs: 500, clock },
  );
  const deliver = (position: string, more: Partial<Delivery> = {}) =>
    handle(createDelivery({ position, ...more }));
  return { clock, batches, deliver };
}

test("a batch is handed over when it is full, and the next one begins", async () => {
  const { batches, deliver, clock } = setUp();

  await Promise.all(["1", "2", "3"].map((position) => deliver(position)));
  const rest = deliver("4");
  expect(batches).toEqual([["1", "2", "3"]]);
  await clock.advance(500);
  await rest;

  expect(batches).toEqual([["1", "2", "3"], ["4"]]);
});

test("a batch that does not fill is handed over when its first message has waited long enough", async () => {
  const { batches, deliver, clock } = setUp();
  const first = deliver("1");
  await clock.advance(300);
  const second = deliver("2");

  await clock.advance(199);
  expect(batches).toEqual([]);
  await clock.advance(1);
  await Promise.all([first, second]);

  expect(batches).toEqual([["1", "2"]]);
});

test("each message of a batch has an outcome of its own", async () => {
  const { deliver } = setUp(async () => [undefined, new Error("second"), undefined]);

  const outcomes = await Promise.allSettled(["1", "2", "3"].map((position) => deliver(position)));

  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test.each([
  ["rejects", () => Promise.reject(new Error("all"))],
  [
    "throws",
    () => {
      throw new Error("all");
    },
  ],
])("when the handler %s, all have failed", async (_, answer) => {
  const { deliver } = setUp(answer);

  const outcomes = await Promise.allSettled(["1", "2", "3"].map((position) => deliver(position)));

  expect(outcomes.every((outcome) => outcome.status === "rejected" && outcome.reason.message === "all")).toBe(
    true,
  );
});

test("a message that is somebody else's by now is left out", async () => {
  const { batches, deliver, clock } = setUp();
  const gone = new AbortController();
  const first = deliver("1", { signal: gone.signal });
  const second = deliver("2");
  gone.abort(new Error("given back"));
  await Promise.all([clock.advance(500), expect(first).rejects.toThrow("given back"), second]);

  expect(batches).toEqual([["2"]]);
});

test.each([
  ["only what failed", [new Error("third")]],
  ["nothing at all", []],
  ["more than there was", Array<undefined>(4).fill(undefined)],
])(
  "when the handler tells %s, nobody knows whose outcome is whose, and all have failed",
  async (_, outcomes) => {
    const { deliver } = setUp(async () => outcomes);

    const settled = await Promise.allSettled(["1", "2", "3"].map((position) => deliver(position)));

    expect(settled.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  },
);

test.each([
  ["maxCount", 0],
  ["maxCount", 1.5],
  ["maxCount", Number.NaN],
  ["maxWaitMs", -1],
  ["maxWaitMs", Number.NaN],
])("a %s of %d is refused", (option, value) => {
  const options = { maxCount: 3, maxWaitMs: 500, clock: createFakeClock(), [option]: value };

  expect(() => batchHandler(async () => undefined, options)).toThrow(
    expect.objectContaining({ code: "RUNTIME_OPTION", params: expect.objectContaining({ option }) }),
  );
});
