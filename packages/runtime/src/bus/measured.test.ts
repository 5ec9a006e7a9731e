import { expect, test } from "vitest";
import { createFakeClock } from "../fakes/fake-clock.ts";
import { createRecordingTelemetry } from "../fakes/recording-telemetry.ts";
import { createMemoryTransport } from "../memory/memory-transport.ts";
import type { PublishResult, Transport } from "../ports/transport.ts";
import { noRetry } from "../retry/retry-policy.ts";
import { createBus } from "./create-bus.ts";

function setUp(
  change: (results: readonly PublishResult[]) => readonly PublishResult[] = (results) => results,
) {
  const clock = createFakeClock();
  const telemetry = createRecordingTelemetry();
  const near = createMemoryTransport({ clock });
  const transport: Transport = {
    name: "memory",
    capabilities: near.capabilities,
    publish: async (messages) => change(await near.publish(messages)),
    subscribe: (options, handler) => near.subscribe(options, handler),
    health: () => near.health(),
    close: () => near.close(),
  };
  const bus = createBus({ transport, source: "/oms/main", telemetry, clock });
  const valuesOf = (name: string) =>
    telemetry.measured.flatMap((each) =>
      each.name === name ? [[each.value, each.attributes["error.type"]]] : [],
    );
  return { bus, clock, valuesOf };
}

test("sends are counted, those that failed under why they did", async () => {
  let calls = 0;
  const { bus, valuesOf } = setUp((results) => {
    calls += 1;
    if (calls === 4) return [{ status: "refused", error: new Error("no room") }];
    return calls === 5 ? [{ status: "unknown", error: new Error("connection reset") }] : results;
  });

  for (let index = 0; index < 5; index += 1) await bus.send({ type: "counted" }).catch(() => {});

  expect(valuesOf("messaging.client.sent.messages")).toEqual([
    [1, undefined],
    [1, undefined],
    [1, undefined],
    [1, "SEND_REFUSED"],
    [1, "SEND_UNKNOWN"],
  ]);
  expect(valuesOf("messaging.client.operation.duration")).toHaveLength(5);
  await bus.close();
});

test("the histogram has what each event takes, failures among them", async () => {
  const { bus, clock, valuesOf } = setUp();
  await bus.consume(
    "reader",
    {
      counted: async ({ data }) => {
        const { takes } = data as { takes: number };
        await clock.sleep(takes);
        if (takes > 100) throw new RangeError("too long");
      },
    },
    { retry: noRetry, order: "none" },
  );

  await bus.send([50, 100, 250].map((takes) => ({ type: "counted", data: { takes } })));
  await clock.advance(250);

  expect(valuesOf("messaging.process.duration")).toEqual([
    [0.05, undefined],
    [0.1, undefined],
    [0.25, "RETRY_EXHAUSTED"],
  ]);
  // What failed is handed out again, and is under way again.
  const underWay = valuesOf("concordat.consumer.in_flight").map(([value]) => value);
  expect(underWay.slice(0, 6)).toEqual([1, 2, 3, 2, 1, 0]);
  await bus.close({ graceMs: 0 });
});

test("nothing is handled after its consumer was closed, and it waits for the next one", async () => {
  const { bus, clock } = setUp();
  const seen: string[] = [];
  const handlers = { counted: ({ id }: { readonly id: string }) => void seen.push(id) };
  const first = await bus.consume("reader", handlers);
  await bus.send({ type: "counted", id: "1" });
  await clock.advance(0);
  await first.close();

  await bus.send({ type: "counted", id: "2" });
  await clock.advance(1000);
  expect(seen).toEqual(["1"]);
  await bus.consume("reader", handlers);
  await clock.advance(0);

  expect(seen).toEqual(["1", "2"]);
  await bus.close();
});
