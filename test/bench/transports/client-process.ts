/**
 * One client in a process of its own, as in a service: whoever shares a process shares the shapes of its objects, its caches and its garbage.
 *
 * `node client-process.ts FILE NAME URL`: a file of `clients/`, a client in it, the broker. A number that comes over the channel is how many
 * iterations to measure; the answer is what they took.
 */
import type { Clients } from "./client.ts";

const [file = "", name = "", url = ""] = process.argv.slice(2);
const { clients } = (await import(`./clients/${file}.ts`)) as { readonly clients: Clients };
const client = await clients[name]?.(url);
if (client === undefined) throw new Error(`${file}.ts has no client called "${name}"`);
process.on("message", async (iterations: number) => {
  process.send?.(await client.measure(iterations));
});
process.on("disconnect", async () => {
  await client.close();
  process.exit(0);
});
await warmUp();
process.send?.("ready");

/** A service that runs for days is compiled to the last function, and its first tens of thousands of events are not. */
async function warmUp(): Promise<void> {
  const until = performance.now() + 10_000;
  for (let asked = 0; asked < 40_000 && performance.now() < until; asked += 2_000)
    await client?.measure(2_000);
}
