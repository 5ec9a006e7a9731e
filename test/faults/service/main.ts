/**
 * A service: publishes to an address and handles what comes there, until it is told to go (SIGTERM). Then it closes its transport, with publishes and
 * handlers under way, and has nothing left to do: if it does not end by itself, something of the transport lives on.
 *
 * Prints a line once events have come, and one when all is closed.
 */
import { createHistory, createRandom } from "@concordat/transport-testkit";
import { consume, Seen } from "../scenario/consume.ts";
import { publishAll } from "../scenario/publish.ts";
import { Tally } from "../scenario/tally.ts";
import { load } from "../targets/target.ts";
import type { ServiceOrder } from "./order.ts";

const order = JSON.parse(process.argv[2] ?? "") as ServiceOrder;
const { target, place, address, group } = order;
const history = createHistory({ file: order.history });
const tally = new Tally(60_000);
const seen = new Seen();
const transport = await (await load(target)).open(place, target.options);
let isTold = false;

process.once("SIGTERM", async () => {
  isTold = true;
  await transport.close();
  console.log(`closed ${tally.pending.size}`);
});

await consume(transport, { address, group, member: order.keys, history, tally, seen, readers: {} });
const publishing = publishAll({
  transport,
  address,
  load: order.load,
  keys: order.keys,
  history,
  tally,
  mayEnd: () => isTold,
  random: createRandom(1),
});
await tally.until("events come", () => seen.handled.size > 0);
console.log("at work");
await publishing.catch((error) => {
  // Told to go, a transport takes nothing more: what a publisher still had in mind was never accepted.
  if (!isTold) throw error;
});
