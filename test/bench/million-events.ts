/** Sends a million events through the embedded bus, and says by how much the memory of the process grew meanwhile. */
import { createBus, createMemoryTransport } from "@concordat/runtime";
import { eventText } from "./documents.ts";

const count = Number(process.argv[2] ?? 1_000_000);
const turn = 1000;
const { data } = JSON.parse(eventText(600)) as { data: unknown };
const bus = createBus({ transport: createMemoryTransport(), source: "/bench" });
let handled = 0;
await bus.consume(
  "reader",
  {
    "com.example.happened": () => {
      handled += 1;
    },
  },
  { order: "none", maxInFlight: 100 },
);

const sendMany = (many: number) =>
  bus.send(Array.from({ length: many }, () => ({ type: "com.example.happened", data })));

const idle = resident();
// What V8 sets aside for any busy program, it sets aside during the first events; what grows afterwards would grow for ever.
const first = 100 * turn;
for (let sent = 0; sent < first; sent += turn) await sendMany(turn);
const before = resident();
let most = before;
const begun = process.cpuUsage();
for (let sent = 0; sent < count; sent += turn) {
  await sendMany(turn);
  most = Math.max(most, process.memoryUsage.rss());
}
while (handled < count + first) await new Promise((resolve) => setImmediate(resolve));
await bus.close();
const { user, system } = process.cpuUsage(begun);
const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
console.log(
  `${count.toLocaleString("en")} events of 600 bytes: the process grew by ${mebibytes(most - before)} at most and by ${mebibytes(resident() - before)} in the end, after ${mebibytes(before - idle)} for the first ${first.toLocaleString("en")}; ${((user + system) / count).toFixed(1)} µs of CPU an event`,
);

function resident(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss();
}
