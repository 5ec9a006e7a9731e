import { createMemoryTransport } from "../memory-transport.ts";
import { eventOf } from "./messages.ts";

/**
 * Run as a process of its own with a number: lets so many events stream through once others have warmed it up, and prints, in bytes, by
 * how much the process grew at most, and how much more it holds when all garbage is collected.
 */
const warmUp = 50_000;
const total = Number(process.argv[2]);
const transport = createMemoryTransport();
let handled = 0;
let highest = 0;
await transport.subscribe({ group: "g", addresses: ["orders"] }, async ({ content }) => {
  handled += content.event === undefined ? 0 : 1;
  if (handled % 1_000 === 0) highest = Math.max(highest, process.memoryUsage.rss());
});
const text = "x".repeat(300);
let published = 0;

await stream(warmUp);
highest = process.memoryUsage.rss();
const before = { process: highest, held: await held() };
await stream(total);
await transport.close();
console.log(
  JSON.stringify({
    handled: handled - warmUp,
    growth: highest - before.process,
    kept: (await held()) - before.held,
  }),
);

/** Needs `--expose-gc`; more than once, since bytes outside of the heap are let go of in the background. */
async function held(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function stream(count: number): Promise<void> {
  const until = published + count;
  while (published < until) {
    const messages = Array.from({ length: 100 }, (_, index) => ({
      address: "orders",
      key: `key ${(published + index) % 1_000}`,
      event: eventOf(String(published + index), { text }),
    }));
    published += messages.length;
    await transport.publish(messages);
  }
  while (handled < published) await new Promise<void>((resolve) => setImmediate(resolve));
}
