import { createBus, createMemoryTransport, type Telemetry } from "@concordat/runtime";

/** One call sends a hundred events over the embedded bus and resolves when the last of them was handled. */
export async function hundredEvents(data: unknown, telemetry?: Telemetry): Promise<() => Promise<void>> {
  const one = createBus({
    transport: createMemoryTransport(),
    source: "/bench",
    ...(telemetry === undefined ? {} : { telemetry }),
  });
  let handled = 0;
  let done = () => {};
  await one.consume(
    "reader",
    {
      "com.example.happened": () => {
        handled += 1;
        if (handled % 100 === 0) done();
      },
    },
    { order: "none", maxInFlight: 100 },
  );
  return async () => {
    const all = new Promise<void>((resolve) => {
      done = resolve;
    });
    for (let index = 0; index < 100; index += 1) void one.send({ type: "com.example.happened", data });
    await all;
  };
}
