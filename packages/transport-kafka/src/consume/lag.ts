import type { GroupLag } from "@concordat/runtime";
import type { KafkaDriver } from "../driver.ts";
import type { Member } from "./member.ts";

/** What the groups of these members have not handled, whoever reads it; of what is handled here and not committed yet, they know themselves. */
export async function lagOf(driver: KafkaDriver, members: Iterable<Member>): Promise<readonly GroupLag[]> {
  const byGroup = Map.groupBy(members, ({ group }) => group);
  const lags = await Promise.all(
    [...byGroup].map(async ([group, of]) => {
      const addresses = [...new Set(of.flatMap((member) => member.addresses))];
      const unread = new Map(addresses.map((address) => [address, 0]));
      for (const { topic, partition, committed = 0, end } of await driver.placesOf(group, addresses)) {
        const here = Math.max(...of.map((member) => member.progressAt(topic, partition) ?? 0));
        unread.set(topic, (unread.get(topic) ?? 0) + Math.max(0, end - Math.max(committed, here)));
      }
      return [...unread].map(([address, count]) => ({ group, address, unread: count }));
    }),
  );
  return lags.flat();
}
