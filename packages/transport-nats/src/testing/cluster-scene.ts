import type { LogFields, Transport } from "@concordat/runtime";
import { createHistory } from "@concordat/transport-testkit";
import { expect, onTestFinished } from "vitest";
import { type NatsTransportOptions, openNatsTransport } from "../open.ts";
import type { Cluster, ClusterServer } from "./cluster.ts";
import { plainClient } from "./plain-client.ts";

let scenes = 0;

/** An address of its own in a cluster that is whole, and transports that are closed when the test ends. */
export async function clusterScene(cluster: Cluster) {
  await cluster.whole();
  const plain = await patiently(() => plainClient(cluster.urls));
  onTestFinished(() => plain.close());
  scenes += 1;
  const address = `scene.${scenes}`;
  const said: { readonly message: string; readonly fields: LogFields }[] = [];
  const say = (message: string, fields: LogFields) => void said.push({ message, fields });
  const logger = { debug: () => undefined, info: say, warn: say, error: say };
  const { manager, connection } = plain;

  async function leaderOf(stream: string, consumer?: string): Promise<ClusterServer | undefined> {
    const asked = consumer === undefined ? `STREAM.INFO.${stream}` : `CONSUMER.INFO.${stream}.${consumer}`;
    // Between two leaders nobody answers.
    const answer = await connection.request(`$JS.API.${asked}`, "", { timeout: 500 }).catch(() => undefined);
    const { cluster: group } = answer?.json<{ cluster?: { leader?: string } }>() ?? {};
    return group?.leader ? cluster.called(group.leader) : undefined;
  }

  return {
    address,
    plain,
    said,
    history: createHistory(),
    leaderOf,
    /** Streams and consumers are on all three. It enters by the first server, and gets to know the others. */
    async open(
      servers: readonly { readonly url: string }[],
      options: NatsTransportOptions = {},
    ): Promise<Transport> {
      const transport = await openNatsTransport({
        servers: servers.map(({ url }) => url),
        provision: "create",
        replicas: 3,
        publishTimeoutMs: 30_000,
        // On a busy machine an election takes longer than what is waited for by default.
        requestTimeoutMs: 60_000,
        logger,
        ...options,
      });
      onTestFinished(() => transport.close());
      return transport;
    },
    streamAt: () => patiently(() => manager.streams.find(address)),
    consumersOf: (stream: string): Promise<readonly string[]> =>
      patiently(async () => {
        const names: string[] = [];
        for await (const { name } of manager.consumers.list(stream)) names.push(name);
        return names;
      }),
    /** Has this server lead the stream, or the consumer; resolves when it does. */
    async haveLead(server: ClusterServer, stream: string, consumer?: string): Promise<void> {
      if ((await leaderOf(stream, consumer)) === server) return;
      const what =
        consumer === undefined
          ? `STREAM.LEADER.STEPDOWN.${stream}`
          : `CONSUMER.LEADER.STEPDOWN.${stream}.${consumer}`;
      const wish = JSON.stringify({ placement: { preferred: server.name } });
      await patiently(() => connection.request(`$JS.API.${what}`, wish, { timeout: 5_000 }));
      await expect.poll(() => leaderOf(stream, consumer)).toBe(server);
    },
  };
}

/** Asks until somebody answers: between two leaders nobody does, and the plain client asks once. */
export async function patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  const answers: Answer[] = [];
  await expect.poll(async () => answers.push(await ask())).toBe(1);
  return answers[0] as Answer;
}

/** Where a transport is connected now. */
export async function serverOf(transport: Transport, cluster: Cluster): Promise<ClusterServer> {
  return cluster.at((await transport.health()).details?.server);
}
