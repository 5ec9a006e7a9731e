import type { ServiceName } from "@concordat/test-services";
import type { Case } from "../compare.ts";
import type { Target } from "../targets.ts";
import type { Client } from "./client.ts";
import { batchesOf, handling, single } from "./concordat.ts";
import { remoteClient } from "./remote-client.ts";

export type BrokerBench = {
  readonly service: ServiceName & ("nats" | "redis" | "kafka");
  readonly title: string;
  /** Names of clients in `clients/`; the first is the baseline. */
  readonly publish: readonly [baseline: string, ...others: string[]];
  /** Single sends of the client that most have, and how many times as fast ours are wanted. */
  readonly stock: string;
  readonly timesAsFast: number;
  readonly batches: readonly number[];
  readonly consume: readonly [baseline: string, ...others: string[]];
};

/** Publishing and consuming at a broker of the bench's own, each client in a process of its own. */
export async function* brokerCases(bench: BrokerBench): AsyncGenerator<Case> {
  const { useService } = await import("@concordat/test-services");
  const service = await useService(bench.service, { exclusive: true });
  const batches = bench.batches.map(batchesOf);
  const title = `${bench.title} ${service.version ?? ""}`.trim();
  yield* clientsIn(bench.service, service.url, {
    name: `${title}, publish`,
    clients: [...bench.publish, single, ...batches],
    targets: [
      ...[single, ...batches].map((of) => ({ kind: "cpu", of, most: 1.25 }) as const),
      { kind: "speed", of: single, against: bench.stock, least: bench.timesAsFast },
    ],
  });
  yield* clientsIn(bench.service, service.url, {
    name: `${title}, consume`,
    clients: [...bench.consume, handling],
    targets: [{ kind: "cpu", of: handling, most: 1.35 }],
  });
  await service.release();
}

type Asked = {
  readonly name: string;
  readonly clients: readonly string[];
  readonly targets: readonly Target[];
};

/** A case whose clients run as long as it is measured; the first is the baseline. */
export async function* clientsIn(
  file: string,
  url: string,
  { name, clients, targets }: Asked,
): AsyncGenerator<Case> {
  const open: Client[] = [];
  try {
    for (const each of clients) open.push(await remoteClient(file, each, url));
    const [baseline, ...subjects] = open;
    if (baseline !== undefined) yield { name, unit: "events", baseline, subjects, targets };
  } finally {
    await Promise.all(open.map((client) => client.close()));
  }
}
