import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { eventText } from "../documents.ts";
import { hundredEvents } from "../embedded-bus.ts";
import { inProcessAsync } from "../in-process.ts";
import type { Row } from "./row.ts";

export const bus: Row = {
  name: "bus",
  description:
    "the whole way of an event through the embedded bus, what each layer adds, and memory while a million pass",
  async cases() {
    const runtime = await import("@concordat/runtime");
    const { createDelivery, createSampleEvent } = await import("@concordat/runtime/fakes");
    const { noLogger, noTelemetry, systemClock: clock } = runtime;
    const { data } = JSON.parse(eventText(600)) as { data: unknown };
    const delivery = createDelivery({ event: createSampleEvent({ data }) });
    const handler = async () => {};
    const around = (
      name: string,
      layer: (next: () => Promise<void>) => (given: typeof delivery) => Promise<void>,
    ) => {
      const layered = layer(handler);
      return inProcessAsync(name, () => layered(delivery));
    };
    const fresh = { n: 0 };
    const inbox = runtime.createMemoryInbox({ clock, maxEntries: 10_000 });
    const deduped = runtime.dedupe({ inbox, consumer: "bench", digest: () => "" })(handler);
    return [
      {
        name: "an event of 600 bytes, sent, stored, handed out and handled; a hundred in one turn",
        baseline: inProcessAsync("JSON.stringify into a Buffer and JSON.parse, a hundred times", async () => {
          for (let index = 0; index < 100; index += 1)
            JSON.parse(Buffer.from(JSON.stringify(delivery.content.event)).toString());
        }),
        subjects: [inProcessAsync("send to handler", await hundredEvents(data))],
      },
      {
        name: "a layer around a handler that does nothing",
        baseline: inProcessAsync("the handler alone", () => handler()),
        subjects: [
          around("trace, no telemetry", runtime.trace(noTelemetry, "memory")),
          around("measure, no telemetry", runtime.measure(noTelemetry, "memory", clock)),
          around("log, no logger", runtime.log(noLogger, clock)),
          around("validate, nothing found", runtime.validate({ validate: () => [], logger: noLogger })),
          around("timeout", runtime.timeout(10_000, clock)),
          inProcessAsync("dedupe, in memory, every event new", () => {
            fresh.n += 1;
            return deduped(createDelivery({ event: createSampleEvent({ id: String(fresh.n), data }) }));
          }),
        ],
      },
    ];
  },
  async remarks() {
    // V8 lets the young generation of a busy program grow as it likes; with a bound on it one sees what the bus itself needs.
    return [million([]), `with --max-semi-space-size=8: ${million(["--max-semi-space-size=8"])}`];
  },
};

function million(flags: readonly string[]): string {
  const program = fileURLToPath(new URL("../million-events.ts", import.meta.url));
  const { stdout, status, stderr } = spawnSync(process.execPath, ["--expose-gc", ...flags, program], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the million did not pass: ${stderr}`);
  return stdout.trim();
}
