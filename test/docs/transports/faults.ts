import { createMemoryTransport } from "@concordat/runtime";
import { withFaults } from "@concordat/transport-testkit";

const transport = withFaults(createMemoryTransport(), {
  publish: ({ key }) => (key === "order-2" ? "answer-lost" : undefined),
  handle: ({ attempt }) => (attempt === 1 ? "acknowledgement-lost" : undefined),
});
const seen: string[] = [];
const all = Promise.withResolvers<void>();
await transport.subscribe({ group: "billing", addresses: ["orders"] }, async ({ key, attempt }) => {
  seen.push(`${key}, attempt ${attempt}`);
  if (seen.length === 4) all.resolve();
});

const results = await transport.publish(
  ["order-1", "order-2"].map((key) => ({
    address: "orders",
    key,
    event: { specversion: "1.0", id: key, source: "/shop", type: "com.example.order.placed" },
  })),
);
await all.promise;
await transport.close();

console.log(results.map(({ status }) => status).join(", "));
console.log(seen.toSorted().join("\n"));
console.log(JSON.stringify(transport.planted));
