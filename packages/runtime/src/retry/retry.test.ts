import { expect, test } from "vitest";
import { runtimeErrors } from "../errors.ts";
import { nonRetryable } from "../failure/non-retryable.ts";
import { createDelivery, createSampleEvent } from "../fakes/delivery.ts";
import { createFakeClock } from "../fakes/fake-clock.ts";
import type { Handler } from "../layer.ts";
import { retry } from "./retry.ts";
import { exponential, fixed, linear, type RetryPolicy } from "./retry-policy.ts";
import type { RetryRules } from "./retry-rules.ts";
import { createRetryStatistics } from "./retry-statistics.ts";

/** Does each of these once, in turn, and afterwards nothing. */
function scripted(...failures: readonly unknown[]): Handler & { readonly calls: number } {
  const handler = async () => {
    const failure = failures[handler.calls];
    handler.calls += 1;
    if (failure !== undefined) throw failure;
  };
  handler.calls = 0;
  return handler;
}

const always = (failure: unknown = new Error("broker away")) => scripted(...Array(50).fill(failure));
const open = (retryAfterMs: number) => runtimeErrors.CIRCUIT_OPEN({ breaker: "billing", retryAfterMs });
const hour = 3_600_000;

/** Runs to the end in fake time. */
async function run(
  handler: Handler,
  rules: RetryPolicy | RetryRules = exponential(),
  options: Partial<Parameters<typeof retry>[1]> & { delivery?: ReturnType<typeof createDelivery> } = {},
) {
  const clock = createFakeClock();
  const statistics = createRetryStatistics();
  const { delivery = createDelivery(), ...more } = options;
  const settled = retry(rules, { clock, statistics, ...more })(handler)(delivery).then(
    () => undefined,
    (error) => error,
  );
  await clock.advance(hour);
  return { error: await settled, waits: clock.waits, statistics: statistics.snapshot() };
}

test("a handler that succeeds is called once", async () => {
  const handler = scripted();
  const { error, waits } = await run(handler);

  expect([error, handler.calls, waits]).toEqual([undefined, 1, []]);
});

test("by default there are exactly three attempts, 100 and 200 ms apart", async () => {
  const handler = always();
  const { error, waits } = await run(handler);

  expect([handler.calls, waits]).toEqual([3, [100, 200]]);
  expect(error).toMatchObject({
    code: "RETRY_EXHAUSTED",
    params: { attempts: 3, firstFailedAt: Date.UTC(2026, 0, 1) },
    cause: expect.objectContaining({ message: "broker away" }),
  });
});

test.each([
  [fixed({ attempts: 4 }), [100, 100, 100]],
  [linear({ attempts: 4 }), [100, 200, 300]],
  [exponential({ attempts: 4 }), [100, 200, 400]],
])("the waits are those of the policy: $backoff", async (policy, expected) => {
  const { waits } = await run(always(), policy);

  expect(waits).toEqual(expected);
});

test("with jitter, chance is handed in", async () => {
  const { waits } = await run(always(), fixed({ jitter: true }), { random: () => 1 });

  expect(waits).toEqual([120, 120]);
});

test("it stops trying as soon as an attempt succeeds", async () => {
  const handler = scripted(new Error());
  const { error, statistics } = await run(handler);

  expect([error, handler.calls]).toEqual([undefined, 2]);
  expect(statistics).toMatchObject({ succeeded: 1, recovered: 1, attempts: 2, retries: 1, successRate: 1 });
});

test("an error that is not worth another attempt ends it after one", async () => {
  const cause = new Error("no such customer");
  const handler = always(nonRetryable(cause));
  const { error, statistics } = await run(handler);

  expect(handler.calls).toBe(1);
  expect(error).toMatchObject({ code: "RETRY_POINTLESS", params: { attempts: 1 } });
  expect(error.cause).toBe(cause);
  expect(statistics).toMatchObject({ pointless: 1, byError: { Error: 1 } });
});

test("handler, event type and error choose the policy", async () => {
  const rules: RetryRules = {
    default: fixed({ attempts: 2 }),
    rules: [
      { handler: "billing", type: "com.example.happened", policy: fixed({ attempts: 5 }) },
      { error: "SyntaxError", policy: "never" },
    ],
  };
  const attempts = async (handler: string, failure: unknown) => {
    const failing = always(failure);
    await run(failing, rules, { handler });
    return failing.calls;
  };

  expect(await attempts("billing", new Error())).toBe(5);
  expect(await attempts("stock", new Error())).toBe(2);
  expect(await attempts("stock", new SyntaxError())).toBe(1);
});

test.each([
  [0, 1],
  [1, 2],
  ["1", 2],
  [3, 3],
  [100, 3],
  [-5, 1],
  ["many", 3],
  ["", 3],
])(
  "an event that allows %j retries has %i attempts: it lowers the limit and never raises it",
  async (maxretries, expected) => {
    const handler = always();
    await run(handler, exponential(), {
      delivery: createDelivery({ content: { event: createSampleEvent({ ...({ maxretries } as object) }) } }),
    });

    expect(handler.calls).toBe(expected);
  },
);

test("an open circuit is waited for and uses up no attempt", async () => {
  const handler = scripted(open(30_000), open(0), open(0), new Error(), new Error());
  const { error, waits, statistics } = await run(handler);

  expect([error, handler.calls]).toEqual([undefined, 6]);
  expect(waits).toEqual([30_000, 200, 400, 100, 200]);
  expect(statistics).toMatchObject({ attempts: 3, byError: { Error: 2 } });
});

test("waits for an open circuit grow while it stays closed to us, and begin anew after an attempt", async () => {
  const { waits } = await run(scripted(open(0), open(0), new Error(), open(0)));

  expect(waits).toEqual([100, 200, 100, 100]);
});

test("even without delays an open circuit is not asked without end in one moment", async () => {
  const { waits } = await run(scripted(open(0)), fixed({ delayMs: 0 }));

  expect(waits).toEqual([1]);
});

test("patience with an open circuit is used to the last", async () => {
  const handler = always(open(30_000));
  await run(handler, exponential(), { patienceMs: 60_000 });

  expect(handler.calls).toBe(3);
});

test("patience with an open circuit may end", async () => {
  const handler = always(open(30_000));
  const { error } = await run(handler, exponential(), { patienceMs: 70_000 });

  expect(handler.calls).toBe(3);
  expect(error).toMatchObject({
    code: "RETRY_EXHAUSTED",
    params: { attempts: 0 },
    cause: expect.objectContaining({ code: "CIRCUIT_OPEN" }),
  });
});

test("once the message is no longer this consumer's, waiting ends and the last failure is told", async () => {
  const clock = createFakeClock();
  const given = new AbortController();
  const handler = always();
  const settled = retry(exponential(), { clock })(handler)(createDelivery({ signal: given.signal }));
  settled.catch(() => {});
  await clock.advance(50);
  given.abort(new Error("taken back"));

  await expect(settled).rejects.toMatchObject({
    code: "RETRY_INTERRUPTED",
    params: { attempts: 1 },
    cause: expect.objectContaining({ message: "broker away" }),
  });
  await clock.advance(hour);
  expect(handler.calls).toBe(1);
});

test("a consumer that stops does not wait either", async () => {
  const clock = createFakeClock();
  const stop = new AbortController();
  const settled = retry(exponential(), { clock, stopping: stop.signal })(always())(createDelivery());
  settled.catch(() => {});
  await clock.advance(0);
  stop.abort();

  await expect(settled).rejects.toMatchObject({ code: "RETRY_INTERRUPTED" });
});

test("what fails after the message was taken back is given back, even where it looks hopeless", async () => {
  const { error, statistics } = await run(
    always(nonRetryable(new Error("the bus is closed"))),
    exponential(),
    {
      delivery: createDelivery({ signal: AbortSignal.abort() }),
    },
  );

  expect(error).toMatchObject({ code: "RETRY_INTERRUPTED" });
  expect(statistics).toMatchObject({ interrupted: 1, pointless: 0 });
});

test("what fails while the consumer stops is given back, even where it looks hopeless", async () => {
  const { error } = await run(always(nonRetryable(new Error("the bus is closed"))), exponential(), {
    stopping: AbortSignal.abort(),
  });

  expect(error).toMatchObject({ code: "RETRY_INTERRUPTED" });
});

test("a clock that is broken is no interruption", async () => {
  const broken = { ...createFakeClock(), sleep: () => Promise.reject(new Error("no time")) };

  await expect(retry(exponential(), { clock: broken })(always())(createDelivery())).rejects.toThrow(
    "no time",
  );
});

test("what one attempt changes does not leak into the next", async () => {
  const seen: unknown[] = [];
  await run(async ({ content: { event }, headers }) => {
    const data = event?.data as { name: string };
    seen.push([data.name, { ...headers }]);
    data.name = "changed";
    (headers as Record<string, string>).added = "yes";
    throw new Error();
  });

  expect(seen).toEqual(Array(3).fill(["User", {}]));
});

test.each([
  [
    "throws at once",
    () => {
      throw new Error("at once");
    },
    "at once",
  ],
  ["rejects with no error", () => Promise.reject("a text"), "a text"],
  ["rejects with nothing", () => Promise.reject(), "undefined"],
])("a handler that %s has failed like any other", async (_, handler, message) => {
  const { error } = await run(handler as Handler);

  expect(error).toMatchObject({ code: "RETRY_EXHAUSTED", params: { trouble: message, attempts: 3 } });
});

test("a policy that makes no sense is refused before the first message", () => {
  expect(() => retry({ ...fixed(), attempts: 0 }, { clock: createFakeClock() })).toThrow(/retry\.attempts/);
});
