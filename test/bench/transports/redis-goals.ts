import type { Case } from "../compare.ts";
import { quantile } from "../statistics.ts";
import { clientsIn } from "./broker-cases.ts";
import { redisNames } from "./clients/redis.ts";
import { batchesOf, single } from "./concordat.ts";

/** Milliseconds, each with the share of events that have to be done by then. */
const latencyGoals = [
  { share: 0.5, ms: 10 },
  { share: 0.95, ms: 50 },
  { share: 0.99, ms: 100 },
  { share: 0.999, ms: 500 },
] as const;

/** Events a second of one instance: what is normal, and the peak. */
const paces = [10_000, 50_000] as const;

/** Throughput as cases, latency as what is remarked in the end. */
export async function* redisGoals(): AsyncGenerator<Case, readonly string[]> {
  const { useService } = await import("@concordat/test-services");
  const service = await useService("redis", { exclusive: true });
  try {
    yield* clientsIn("redis", service.url, {
      name: "typed publishes to Redis, the broker on the same machine",
      clients: [redisNames.pipelines, single, batchesOf(100)],
      targets: [
        { kind: "pace", of: single, least: 50_000 },
        { kind: "pace", of: batchesOf(100), least: 100_000 },
      ],
    });
    const lines: string[] = [];
    for (const pace of paces) lines.push(await latencyAt(pace, service.url));
    return lines;
  } finally {
    await service.release();
  }
}

/**
 * Sends at a steady pace for some seconds, whatever becomes of the sends before: a sender that waits for answers would leave out just those
 * moments in which they are slow. Latency counts from when an event was due.
 */
async function latencyAt(perSecond: number, url: string): Promise<string> {
  const { openRedisTransport } = await import("@concordat/transport-redis");
  const { events } = await import("@concordat/sdk/commerce");
  const { busOver } = await import("./concordat.ts");
  const { placedOrders } = await import("./orders.ts");
  const { inTurns } = await import("./measured.ts");
  const bus = busOver(await openRedisTransport({ url, provision: "create" }), "bench-latency");
  const next = inTurns(placedOrders);
  const sendFor = async (milliseconds: number): Promise<readonly number[]> => {
    const latencies: number[] = [];
    const begun = performance.now();
    const underWay: Promise<void>[] = [];
    for (let sent = 0; ; ) {
      const now = performance.now() - begun;
      if (now > milliseconds) break;
      for (; sent < (now / 1000) * perSecond; sent += 1) {
        const due = begun + (sent * 1000) / perSecond;
        const stored = () => void latencies.push(performance.now() - due);
        // One without an answer in time took longer than anything.
        const lost = () => void latencies.push(Number.POSITIVE_INFINITY);
        underWay.push(bus.send(events.orderPlaced(next())).then(stored, lost));
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await Promise.all(underWay);
    return latencies;
  };
  await sendFor(3000);
  const latencies = await sendFor(10_000);
  await bus.close();
  const found = latencyGoals.map(({ share, ms }) => {
    const value = quantile(latencies, share);
    return `P${share * 100} ${value.toFixed(1)} ms (goal ${ms}, ${value < ms ? "met" : "missed"})`;
  });
  const lost = latencies.filter((value) => value === Number.POSITIVE_INFINITY).length;
  return `latency at ${perSecond.toLocaleString("en")} a second, ${latencies.length.toLocaleString("en")} events, ${lost} without an answer in time: ${found.join(", ")}`;
}
