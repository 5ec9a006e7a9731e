import { setTimeout as sleep } from "node:timers/promises";
import { Consumer, cooperativeStickyAssigner } from "@platformatic/kafka";
import { plainClient } from "./plain-client.ts";

/** A member of a group, of another make, that takes its share of a topic and commits nothing: the group gets no place there. */
export async function joinWithoutPlaces(brokers: readonly string[], group: string, topic: string) {
  const consumer = new Consumer({
    clientId: "hesitant",
    groupId: group,
    bootstrapBrokers: [...brokers],
    autocommit: false,
    protocols: [{ name: "cooperative-sticky", version: 1 }],
    partitionAssigner: cooperativeStickyAssigner,
    heartbeatInterval: 200,
    sessionTimeout: 3_000,
  });
  consumer.on("error", () => undefined);
  consumer.topics.trackAll(topic);
  await consumer.joinGroup({});
  return {
    /** Resolves when the group has somebody else as well, and everybody a share. */
    async untilJoined(): Promise<void> {
      const admin = plainClient(brokers).admin();
      await admin.connect();
      const isSo = async () => {
        const { groups } = await admin.describeGroups([group]);
        return groups[0]?.state === "Stable" && groups[0].members.length === 2;
      };
      // A coordinator that has just become one says first that it is none.
      while (!(await isSo().catch(() => false))) await sleep(50);
      await admin.disconnect();
    },
    async leave(): Promise<void> {
      const hasLeft = async () => {
        await consumer.close(true);
        return true;
      };
      // It goes to the old coordinator first.
      while (!(await hasLeft().catch(() => false))) await sleep(50);
    },
  };
}
