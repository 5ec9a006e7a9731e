/**
 * Events without any server: published, consumed with retries, put aside when nothing helps, and put back once the cause is
 * mended. Run it with `npx node examples/embedded-bus.ts`.
 */
import {
  createBus,
  createDeadLetters,
  createMemoryDeadLetters,
  createMemoryTransport,
  exponential,
  systemClock,
} from "@concordat/runtime";

/** What the events carry, written by hand; a generated SDK brings this along. */
type Events = {
  "com.example.order.placed": { readonly orderId: string; readonly total: number };
  "com.example.order.indexed": { readonly orderId: string };
};

const transport = createMemoryTransport();
const store = createMemoryDeadLetters({ clock: systemClock });
const deadLetters = createDeadLetters({ store, publish: (messages) => transport.publish(messages) });
const bus = createBus<Events>({ transport, source: "/shop", deadLetters: store });

let attemptsForSecond = 0;
let canReadNegativeTotals = false;

await bus.consume(
  "indexer",
  {
    "com.example.order.placed": async ({ data, id }, context) => {
      const { orderId = "", total = 0 } = data ?? {};
      if (orderId === "order-2" && ++attemptsForSecond < 3) throw new Error("the index is away for a moment");
      if (total < 0 && !canReadNegativeTotals) throw new RangeError(`a total of ${total}`);
      console.log(`indexed    ${orderId} (key ${context.key})`);
      await bus.send({ type: "com.example.order.indexed", data: { orderId }, subject: id });
    },
  },
  { retry: exponential({ attempts: 3, delayMs: 1 }) },
);

let audited = 0;
await bus.consume("audit", {
  "com.example.order.indexed": ({ data, causationid, correlationid }) => {
    audited += 1;
    console.log(`audited    ${data?.orderId}, caused by ${causationid}, story ${correlationid}`);
  },
});

const place = (orderId: string, total: number, id: string) =>
  ({ type: "com.example.order.placed", id, subject: orderId, data: { orderId, total } }) as const;

const report = await bus.send([
  place("order-1", 20, "e-1"),
  place("order-2", 30, "e-2"),
  place("order-3", -1, "e-3"),
]);
console.log(`sent       ${report.stored} stored, ${report.refused} refused, ${report.unknown} unknown`);

await until(async () => audited === 2 && (await deadLetters.stats()).total === 1);
for (const { event, reason, attempts, error } of (await deadLetters.list()).entries)
  console.log(
    `dead       ${event?.id}: ${reason} after ${attempts} attempts, ${error.type}: ${error.message}`,
  );

canReadNegativeTotals = true;
const { reprocessed } = await deadLetters.reprocessAll();
await until(async () => audited === 3);
console.log(`put back   ${reprocessed}`);

const { succeeded, recovered, exhausted } = bus.retries();
console.log(`retries    ${succeeded} succeeded, ${recovered} of them after a failure, ${exhausted} given up`);
await bus.close();

/** Waits on what happens, not for a time. */
async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setImmediate(resolve));
}
