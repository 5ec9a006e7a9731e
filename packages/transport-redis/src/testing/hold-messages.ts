/** A process that reads a group, keeps all that it gets in its hands, and tells each: what a test kills. */
import { underTest } from "./under-test.ts";

const [url = "", address = "", leaseMs = "1000"] = process.argv.slice(2);
const transport = await underTest.open({ url }, { leaseMs: Number(leaseMs) });
await transport.subscribe({ group: "g", addresses: [address] }, ({ content, attempt }) => {
  console.log(`${content.event?.id}:${attempt}`);
  return new Promise(() => undefined);
});
console.log("ready");
