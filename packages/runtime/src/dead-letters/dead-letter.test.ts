import { expect, test } from "vitest";
import { busErrors, runtimeErrors } from "../errors.ts";
import { nonRetryable } from "../failure/non-retryable.ts";
import { createDelivery } from "../fakes/delivery.ts";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { type Handler, stack } from "../layer.ts";
import { retry } from "../retry/retry.ts";
import { exponential } from "../retry/retry-policy.ts";
import { deadLetter } from "./dead-letter.ts";
import type { DeadLetter } from "./dead-letter-entry.ts";
import { formatMarks } from "./dead-letter-marks.ts";

function world(options: { handler?: string; consumer?: string } = {}) {
  const clock = createFakeClock();
  const kept: DeadLetter[] = [];
  const layer = deadLetter({ to: { put: async (entry) => void kept.push(entry) }, clock, ...options });
  return { clock, kept, layer };
}

const failing =
  (thrown: unknown): Handler =>
  async () => {
    throw thrown;
  };

test("what is handled is no dead letter", async () => {
  const { kept, layer } = world();
  await layer(async () => {})(createDelivery());

  expect(kept).toEqual([]);
});

test("after the last attempt the message is kept with all that is known, and is done with", async () => {
  const { clock, kept, layer } = world({ handler: "charge", consumer: "node-1" });
  const run = stack(layer, retry(exponential(), { clock }))(failing(new TypeError("x is undefined")));
  const delivery = createDelivery({
    group: "billing",
    key: "1001",
    position: "7",
    headers: { tenant: "a" },
    raw: { headers: { "content-type": "application/json", tenant: "a" }, body: Uint8Array.of(1, 2, 3) },
  });
  const settled = run(delivery);
  await clock.advance(1_000);
  await settled;
  const began = Date.UTC(2026, 0, 1);

  expect(kept).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      reason: "max_retries_exceeded",
      error: {
        type: "TypeError",
        message: "x is undefined",
        stack: expect.stringContaining("x is undefined"),
      },
      event: { id: "1", source: "/oms/main", type: "com.example.happened" },
      address: "com.example.happened",
      key: "1001",
      group: "billing",
      handler: "charge",
      consumer: "node-1",
      position: "7",
      headers: { tenant: "a" },
      raw: { headers: { "content-type": "application/json", tenant: "a" }, body: Uint8Array.of(1, 2, 3) },
      attempts: 3,
      firstFailedAt: began,
      deadLetteredAt: began + 300,
      reprocessCount: 0,
      status: "pending",
    },
  ]);
});

test("a handler that meddles with the message and fails leaves the dead letter as it came", async () => {
  const { clock, kept, layer } = world();
  const meddling: Handler = async ({ raw, headers }) => {
    raw.body.fill(0);
    (headers as Record<string, string>).added = "yes";
    (raw.headers as Record<string, string>).added = "yes";
    throw nonRetryable(new Error());
  };
  const raw = { headers: {}, body: Buffer.from([1, 2, 3]) };
  await stack(layer, retry(exponential(), { clock }))(meddling)(createDelivery({ raw }));

  expect([...(kept[0]?.raw.body ?? [])]).toEqual([1, 2, 3]);
  expect([kept[0]?.headers, kept[0]?.raw.headers]).toEqual([{}, {}]);
});

test("a message that is no event is kept with what is wrong with it", async () => {
  const { kept, layer } = world();
  const violations = [
    {
      code: "CE_MISSING_ATTR",
      severity: "error" as const,
      pointer: "/id",
      message: "no id",
      hint: "add one",
    },
  ];
  const delivery = createDelivery({ content: { event: undefined, violations } });
  await layer(failing(busErrors.EVENT_UNREADABLE({ position: "1", violations })))(delivery);

  expect(kept).toMatchObject([{ reason: "deserialization_error", violations, attempts: 0 }]);
  expect(kept[0]).not.toHaveProperty("event");
});

test("when the entry cannot be written the message is given back, and both reasons are told", async () => {
  const clock = createFakeClock();
  const put = async () => {
    throw new Error("disk full");
  };
  const run = deadLetter({ to: { put }, clock })(failing(new Error("away")));

  await expect(run(createDelivery())).rejects.toMatchObject({
    code: "DEAD_LETTER_UNWRITTEN",
    params: expect.objectContaining({ reason: "disk full", trouble: "away" }),
  });
});

test.each([
  ["was interrupted", runtimeErrors.RETRY_INTERRUPTED({ attempts: 1, firstFailedAt: 0, trouble: "" })],
  ["could not be reached", runtimeErrors.CIRCUIT_OPEN({ breaker: "b", retryAfterMs: 1 })],
  ["is being handled elsewhere", busErrors.INBOX_BUSY({ id: "1", type: "t" })],
])("a message whose handler %s is given back as it is", async (_, error) => {
  const { kept, layer } = world();

  await expect(layer(failing(error))(createDelivery())).rejects.toBe(error);
  expect(kept).toEqual([]);
});

test("a message that is no longer this consumer's is nobody's dead letter", async () => {
  const { kept, layer } = world();
  const error = new Error();

  await expect(layer(failing(error))(createDelivery({ signal: AbortSignal.abort() }))).rejects.toBe(error);
  expect(kept).toEqual([]);
});

test("the same message that fails twice is one entry, another place or group or content is another", async () => {
  const { kept, layer } = world();
  const fail = layer(failing(new Error()));
  const same = { group: "billing", position: "7" };
  for (const changes of [
    {},
    {},
    { position: "8" },
    { group: "stock" },
    { raw: { headers: {}, body: Uint8Array.of(1) } },
  ])
    await fail(createDelivery({ ...same, ...changes }));
  const [first, ...others] = kept.map(({ id }) => id);

  expect(others[0]).toBe(first);
  expect(new Set([first, ...others]).size).toBe(4);
});

test("a dead letter that was put back and fails again is the same entry, counted once more, without the marks", async () => {
  const { kept, layer } = world();
  const headers = {
    tenant: "a",
    ...formatMarks({ id: "d-1", address: "com.example.happened", group: "group", reprocessCount: 2 }),
  };
  await layer(failing(new Error()))(createDelivery({ headers, raw: { headers, body: Uint8Array.of(1) } }));

  expect(kept).toMatchObject([{ id: "d-1", reprocessCount: 2, status: "pending" }]);
  expect([kept[0]?.headers, kept[0]?.raw.headers]).toEqual([{ tenant: "a" }, { tenant: "a" }]);
});

test("a dead letter that was put back for another group passes by", async () => {
  const { layer } = world();
  const headers = formatMarks({
    id: "d-1",
    address: "com.example.happened",
    group: "billing",
    reprocessCount: 1,
  });
  let handled = 0;
  const count: Handler = async () => {
    handled += 1;
  };
  await layer(count)(createDelivery({ group: "stock", headers }));
  expect(handled).toBe(0);
  await layer(count)(createDelivery({ group: "billing", headers }));

  expect(handled).toBe(1);
});
