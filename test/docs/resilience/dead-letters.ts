import {
  createDeadLetters,
  createMemoryDeadLetters,
  createMemoryTransport,
  deadLetter,
  exponential,
  retry,
  stack,
} from "@concordat/runtime";
import { createFakeClock, createSampleEvent } from "@concordat/runtime/fakes";

const clock = createFakeClock();
const transport = createMemoryTransport({ clock });
const store = createMemoryDeadLetters({ clock });

let isMended = false;
const layers = stack(deadLetter({ to: store, clock }), retry(exponential(), { clock }));
const handler = layers(async ({ content }) => {
  if (content.event?.id === "poison" && !isMended) throw new TypeError("x is undefined");
  console.log(`handled ${content.event?.id}`);
});
await transport.subscribe({ group: "billing", addresses: ["orders"] }, handler);
for (const id of ["poison", "next"])
  await transport.publish([{ address: "orders", key: "order-1001", event: createSampleEvent({ id }) }]);
await clock.advance(1_000);

const deadLetters = createDeadLetters({ store, publish: (messages) => transport.publish(messages) });
for (const { reason, error, attempts, position } of (await deadLetters.list({ status: "pending" })).entries)
  console.log(`${reason} after ${attempts} attempts at ${position}: ${error.type}, ${error.message}`);
console.log(await deadLetters.analyze("type"));

isMended = true;
console.log(await deadLetters.reprocessAll({ reason: "max_retries_exceeded" }));
await clock.advance(1_000);
console.log(await deadLetters.stats());
await transport.close();
