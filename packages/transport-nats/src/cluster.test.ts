import { describeWithService } from "@concordat/test-services/vitest";
import { checkHistory } from "@concordat/transport-testkit";
import * as natsIo from "@nats-io/transport-node";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { type ClientConnection, type ClientLibrary, driverOf } from "./drivers/link.ts";
import { type Cluster, startCluster } from "./testing/cluster.ts";
import { clusterScene, patiently, serverOf } from "./testing/cluster-scene.ts";
import { programOf } from "./testing/secured-server.ts";
import { record, startTraffic, unread } from "./testing/traffic.ts";

const keys = ["a", "b", "c"];
/** A lease ends before there is another leader. */
const quick = { partitions: 2, ackWaitMs: 2_000, leaseMs: 2_000 };
const leases = "KV_concordat-leases";

describeWithService("nats", (nats) => {
  let cluster: Cluster | undefined;
  beforeAll(async () => {
    const program = programOf(nats().pid);
    if (program !== undefined) cluster = await startCluster(program);
  });
  afterAll(() => cluster?.stop());
  beforeEach((context) => {
    if (cluster === undefined)
      context.skip("the server runs in a container, or this system does not tell what a process runs");
  });

  async function scene() {
    if (cluster === undefined) throw new Error("a test without a cluster is skipped");
    return { cluster, ...(await clusterScene(cluster)) };
  }
  type Scene = Awaited<ReturnType<typeof scene>>;

  /** All that was stored is read, what was refused is not, each stands there once; and where that is asked for, keys are in order. */
  async function expectPromisesKept({ history, address, plain, streamAt }: Scene, ordered = false) {
    await expect.poll(() => unread(history)).toEqual([]);
    expect(checkHistory(history.records, { groups: { g: [address] }, ordered })).toEqual([]);
    const stream = await streamAt();
    const stored = await patiently(() => plain.storedIn(stream));
    expect(stored.length, "each is stored once").toBe(new Set(stored).size);
  }

  test("what is created has its replicas: streams, consumers and the bucket of leases", async () => {
    const { address, open, plain, streamAt, consumersOf, said, cluster: all } = await scene();
    const transport = await open(all.servers, { partitions: 1, durability: "power-loss" });
    await transport.subscribe({ group: "g", addresses: [address] }, async () => undefined);
    const stream = await streamAt();
    const { consumers, streams } = plain.manager;
    const infos = [
      await patiently(() => streams.info(stream)),
      await patiently(() => streams.info(leases)),
      ...(await Promise.all(
        (await consumersOf(stream)).map((name) => patiently(() => consumers.info(stream, name))),
      )),
    ];

    expect(infos.map(({ cluster: group }) => group?.replicas?.length)).toEqual([2, 2, 2, 2]);
    expect(said.map(({ message }) => message)).not.toContain("a stream does not keep what is declared");
  });

  test("memory keeps what is promised where it is that of three servers, and of one it does not", async () => {
    const { address, open, said, cluster: all } = await scene();
    const event = { specversion: "1.0", id: "1", source: "/s", type: "t" } as const;
    const warnings = async (replicas: number) => {
      const transport = await open(all.servers, { storage: "memory", replicas });
      await transport.publish([{ address: `${address}.${replicas}`, event }]);
      return said.filter(({ message }) => message === "a stream does not keep what is declared").length;
    };

    expect(await warnings(3)).toBe(0);
    expect(await warnings(1)).toBe(1);
  });

  test("the server that publishes go to is killed, and they go on by one that it had told of, over both clients", async () => {
    const here = await scene();
    const { address, history, open, said, cluster: all, streamAt, haveLead } = here;
    const [entry, other, leader] = await all.followers();
    const nobody = { url: "nats://127.0.0.1:1" };
    const drivers = ["nats-io", "nats"] as const;
    for (const driver of drivers) await record(await open([other], { driver }), driver, address, history);
    const publishers = await Promise.all(drivers.map((driver) => open([nobody, entry], { driver })));
    await haveLead(leader, await streamAt());
    const servers = () => Promise.all(publishers.map((publisher) => serverOf(publisher, all)));
    expect(await servers()).toEqual([entry, entry]);

    const lanes = publishers.map((publisher, index) =>
      startTraffic(publisher, { address, keys: keys.map((key) => `${key}${index}`), history }),
    );
    await Promise.all(lanes.map((traffic) => traffic.goesOn()));
    await entry.kill();
    await Promise.all(lanes.map((traffic) => traffic.goesOn()));
    await Promise.all(lanes.map((traffic) => traffic.stop()));

    const lost = said.filter(({ message }) => message === "the connection is lost and is made again");
    expect(lost.length).toBe(2);
    expect(await servers()).not.toContain(entry);
    await expectPromisesKept(here);
  });

  test("the leaders of a stream and of its consumers move, and all goes on, each key in its order", async () => {
    const here = await scene();
    const { address, history, open, streamAt, consumersOf, haveLead, leaderOf, cluster: all } = here;
    const [first, second, third] = all.servers;
    const publisher = await open([first], quick);
    await record(await open([second], quick), "one", address, history);
    await record(await open([third], quick), "other", address, history);
    const stream = await streamAt();
    const consumers = await consumersOf(stream);
    const traffic = startTraffic(publisher, { address, keys, history });
    const led = await leaderOf(stream);
    for (const server of all.servers.filter((each) => each !== led)) {
      await traffic.goesOn();
      await haveLead(server, stream);
      await traffic.goesOn();
      await Promise.all(consumers.map((consumer) => haveLead(server, stream, consumer)));
    }
    await traffic.goesOn();
    await traffic.stop();

    await expectPromisesKept(here, true);
  });

  test("the server is killed that leads all, and that a publisher and a member with leases are connected to", async () => {
    const here = await scene();
    const { address, history, open, said, cluster: all, streamAt, consumersOf, haveLead, leaderOf } = here;
    const [doomed, second, third] = all.servers;
    const publishers = [await open([doomed], quick), await open([second], quick)] as const;
    const member = await open([doomed], quick);
    await record(member, "one", address, history);
    await record(await open([third], quick), "other", address, history);
    const stream = await streamAt();
    await Promise.all([
      haveLead(doomed, stream),
      haveLead(doomed, leases),
      ...(await consumersOf(stream)).map((consumer) => haveLead(doomed, stream, consumer)),
    ]);
    const lanes = publishers.map((publisher, index) =>
      startTraffic(publisher, { address, keys: keys.map((key) => `${key}${index}`), history }),
    );
    await Promise.all(lanes.map((traffic) => traffic.goesOn()));
    await doomed.kill();
    await Promise.all(lanes.map((traffic) => traffic.goesOn()));
    await Promise.all(lanes.map((traffic) => traffic.stop()));

    expect(await leaderOf(stream)).not.toBe(doomed);
    expect(await leaderOf(leases)).not.toBe(doomed);
    expect(await serverOf(member, all)).not.toBe(doomed);
    expect(said.map(({ message }) => message)).toContain(
      "the members of a group cannot share its partitions",
    );
    await expectPromisesKept(here, true);
  });

  test("without a majority nothing is said to be stored, health tells, and with one all goes on", async () => {
    const here = await scene();
    const { address, history, open, plain, cluster: all, streamAt, haveLead } = here;
    const [survivor, leader, meta] = await all.followers();
    const hasty = await open([survivor], { publishTimeoutMs: 1_000 });
    const [patient, newcomer] = [await open([survivor]), await open([survivor])];
    await record(await open([survivor]), "m", address, history);
    await haveLead(leader, await streamAt());
    const traffic = startTraffic(hasty, { address, keys, history });
    const waiting = startTraffic(patient, { address, keys, history, name: "patient-" });
    await Promise.all([traffic.goesOn(), waiting.goesOn()]);
    await Promise.all([leader.kill(), meta.kill()]);
    // What was stored before, and told after, is told by now.
    await expect.poll(async () => (await patient.health()).status).not.toBe("healthy");
    const { stored } = traffic.statuses;
    const told = () => traffic.statuses.refused + traffic.statuses.unknown;
    const before = told();
    await expect.poll(told).toBeGreaterThan(before + 20);
    expect(traffic.statuses.stored).toBe(stored);
    expect((await hasty.health()).status).not.toBe("healthy");

    await expect.poll(() => apiCode(plain, "STREAM.NAMES")).toBe(10_008);
    const late = startTraffic(newcomer, { address, keys: ["late"], history });
    await leader.start();
    await Promise.all([traffic.goesOn(), waiting.goesOn(), late.goesOn()]);
    await Promise.all([traffic.stop(), waiting.stop(), late.stop()]);

    expect(waiting.statuses, "whoever has the time waits it out").toMatchObject({ refused: 0 });
    expect(late.statuses).toMatchObject({ refused: 0 });
    await expect.poll(async () => (await hasty.health()).status).toBe("healthy");
    await expectPromisesKept(here);
  });

  test("what a stream is about to store when the connection breaks is not refused, and is stored once", async () => {
    const here = await scene();
    const { address, history, open, said, cluster: all, streamAt, haveLead } = here;
    const [leader, ...followers] = all.servers;
    const { driver, reconnect } = driverThatReconnects();
    const publisher = await open([leader], { driver });
    await record(await open([leader]), "m", address, history);
    const stream = await streamAt();
    await haveLead(leader, stream);
    const goOn = async () => void (await Promise.all(followers.map((each) => each.resume())));
    onTestFinished(goOn);
    await Promise.all(followers.map((each) => each.pause()));
    const traffic = startTraffic(publisher, { address, keys, history });
    const underWay = "a-poured-20";
    await expect
      .poll(() => history.records.some(({ did, id }) => did === "publish" && id === underWay))
      .toBe(true);
    // It asks the server, behind all that was published.
    await publisher.health();
    const plain = await natsIo.connect({ servers: leader.url, ignoreClusterUpdates: true });
    onTestFinished(() => plain.close());
    const headers = natsIo.headers();
    headers.set("Nats-Msg-Id", `${address} /cluster ${underWay}`);
    const again = await plain.request(address, "", { headers, timeout: 5_000 });
    expect(again.json(), "it is about to be stored").toMatchObject({ error: { err_code: 10_158 } });
    await reconnect();
    await expect.poll(() => said.map(({ message }) => message)).toContain("the connection is there again");
    // All that was sent again is at the server, and its answers are here.
    await publisher.health();
    await goOn();
    await traffic.goesOn();
    await traffic.stop();

    expect(traffic.statuses).toMatchObject({ refused: 0, unknown: 0 });
    await expectPromisesKept(here);
  });
});

/** The client as it is, which stays at one server, and goes away from it when it is told to. */
function driverThatReconnects() {
  let connection: (ClientConnection & { reconnect(): Promise<void> }) | undefined;
  const library = natsIo as unknown as ClientLibrary;
  const driver = driverOf("nats-io", {
    ...library,
    async connect(options) {
      connection = (await library.connect({ ...options, ignoreClusterUpdates: true })) as typeof connection;
      return connection as ClientConnection;
    },
  });
  return { driver, reconnect: () => connection?.reconnect() };
}

async function apiCode({ connection }: Scene["plain"], verb: string): Promise<number | undefined> {
  try {
    const answer = await connection.request(`$JS.API.${verb}`, "", { timeout: 2_000 });
    return answer.json<{ error?: { err_code?: number } }>().error?.err_code;
  } catch {
    return undefined;
  }
}

type Scene = Awaited<ReturnType<typeof clusterScene>>;
