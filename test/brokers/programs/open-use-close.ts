/** Opens the transport that the environment names, publishes, handles, closes; says what keeps it alive if it does not end by itself. */
import { openConfiguredTransport } from "@concordat/runtime/configured";

const transport = await openConfiguredTransport({ folder: import.meta.dirname });
const handled = Promise.withResolvers<void>();
await transport.subscribe({ group: "ending", addresses: ["orders"] }, async () => handled.resolve());
const event = { specversion: "1.0" as const, id: "1", source: "/shop", type: "order.placed" };
await transport.publish([{ address: "orders", key: "a", event }]);
await handled.promise;
await transport.close();
// Does not keep the process alive itself.
setTimeout(() => {
  console.log(`still there: ${process.getActiveResourcesInfo()}`);
  process.exit(1);
}, 2_000).unref();
