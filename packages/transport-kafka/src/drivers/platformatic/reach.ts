import type { Clock } from "@concordat/runtime";
import { type Broker, metadataV9 } from "@platformatic/kafka";
import type { Reach } from "../../driver.ts";
import { ask } from "./ask.ts";
import type { Cluster } from "./cluster.ts";
import type { Connections } from "./connections.ts";

/** Less than health has in all. */
const silenceMs = 1_000;

/**
 * Asks a broker for all that is used here, and each of those that led it whether it is there: brokers that have lost the others still name them, and answer
 * as if nothing were wrong. Rejects when no broker answers.
 */
export async function reachOf(cluster: Cluster, connections: Connections, clock: Clock): Promise<Reach> {
  const asking = [...cluster.leaders].map(async (id) => {
    const broker = cluster.broker(id);
    const answers = broker === undefined || (await isThere(broker, connections, clock));
    return { id, broker, answers };
  });
  await cluster.look(cluster.topics);
  const leaders = cluster.leaders;
  const silent = (await Promise.all(asking)).filter(({ id, answers }) => !answers && leaders.has(id));
  const leaderless = cluster.leaderless;
  return {
    brokers: cluster.brokers.map(nameOf),
    missing: [
      ...silent.map(({ broker }) => `${nameOf(broker as Broker)} does not answer`),
      ...(leaderless.length === 0 ? [] : [`nobody leads ${leaderless.join(", ")}`]),
    ],
  };
}

async function isThere(broker: Broker, connections: Connections, clock: Clock): Promise<boolean> {
  const enough = new AbortController();
  const answer = connections.to(broker).then((connection) => ask(metadataV9.api, connection, []));
  const answered = answer.then(
    () => true,
    () => false,
  );
  const late = clock.sleep(silenceMs, enough.signal).then(
    () => false,
    () => false,
  );
  const isSo = await Promise.race([answered, late]);
  enough.abort();
  return isSo;
}

function nameOf({ host, port }: Broker): string {
  return `${host}:${port}`;
}
