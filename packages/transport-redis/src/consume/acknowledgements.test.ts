import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createFakeClock } from "@concordat/runtime/fakes";
import { expect, test } from "vitest";
import type { Asker } from "../link/asker.ts";
import { Address } from "../topology/address.ts";
import { Acknowledgements } from "./acknowledgements.ts";
import { Partition, Ticket } from "./partition.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

test("of what was told nothing is kept, however often something is", async () => {
  const told: string[][] = [];
  const way = { ask: async (words: readonly string[]) => void told.push([...words]) };
  const partition = new Partition(new Address("orders", 1), 0, "g");
  const acknowledgements = new Acknowledgements(
    way as unknown as Asker,
    createFakeClock(),
    "me",
    () => undefined,
  );
  const tell = async (times: number) => {
    for (let count = 0; count < times; count += 1) {
      acknowledgements.handled(new Ticket(partition, `1-${count}`, 0));
      acknowledgements.tellOver(way);
      if (count % 100 === 0) await acknowledgements.flush();
      told.length = 0;
    }
    await acknowledgements.flush();
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const before = await tell(20_000);
  const after = await tell(200_000);

  expect(after - before).toBeLessThan(3_000_000);
});
