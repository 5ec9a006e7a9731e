/**
 * Typed events of a generated SDK over whichever broker is configured; nothing in this program knows which one.
 *
 *   npx node examples/any-broker.ts                     in memory
 *   npm run services -- up nats
 *   npx node examples/any-broker.ts --transport nats    as examples/settings/nats/concordat.config.json has it
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createMemoryDeadLetters, exponential, systemClock } from "@concordat/runtime";
import { openConfiguredTransport } from "@concordat/runtime/configured";
import { createBus, events, ignoreOthers } from "@concordat/sdk";

const { values } = parseArgs({ options: { transport: { type: "string", default: "memory" } } });
const transport = await openConfiguredTransport({
  transport: values.transport,
  folder: join(import.meta.dirname, "settings", values.transport),
});
const deadLetters = createMemoryDeadLetters({ clock: systemClock });
const bus = createBus({ transport, source: "/oms/main", deadLetters });

// A contract is kept before anything leaves; JSON from outside is what no compiler has seen.
try {
  events.objectTypeCreated(JSON.parse('{ "nmae": "User" }'));
} catch (error) {
  console.log(`refused   ${(error as Error).message}`);
}

const created = ["User", "Order", "Ghost"].map((name) =>
  events.objectTypeCreated({ name }, { subject: `object_type/${name}`, branch: "main" }),
);
const updated = [events.objectTypeUpdated({ name: "User" }, { subject: "object_type/User", branch: "main" })];
// A broker remembers what a run before this one left behind.
const mine = new Set([...created, ...updated].map(({ id }) => id));

let failures = 0;
const indexed = new Set<string>();
await bus.consume(
  "schema-indexer",
  {
    ...ignoreOthers, // Leave it out, and a type without a handler does not compile.
    objectTypeCreated: ({ id, data, branch }) => {
      if (!mine.has(id)) return;
      if (data.name === "Ghost") throw new RangeError("there is no table for ghosts");
      if (data.name === "Order" && ++failures < 3) throw new Error("the index is away for a moment");
      console.log(`indexed   ${data.name} on ${branch}`);
      indexed.add(id);
    },
    objectTypeUpdated: ({ id, data }) => {
      if (!mine.has(id)) return;
      console.log(`updated   ${data.name}`);
      indexed.add(id);
    },
  },
  { retry: exponential({ attempts: 3, delayMs: 10 }) },
);

const { stored, refused, unknown } = await bus.sendMany([...created, ...updated]);
console.log(`sent      ${stored} stored, ${refused} refused, ${unknown} unknown`);

const dead = async () => (await deadLetters.list()).entries.filter(({ event }) => mine.has(event?.id ?? ""));
while (indexed.size < 3 || (await dead()).length < 1) await new Promise((resolve) => setTimeout(resolve, 10));
for (const { key, attempts, error } of await dead())
  console.log(`dead      ${key} after ${attempts} attempts: ${error.message}`);

console.log(`health    ${(await transport.health()).status}`);
await bus.close();
