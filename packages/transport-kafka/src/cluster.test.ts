import type { CloudEvent } from "@concordat/cloudevents";
import type { Transport } from "@concordat/runtime";
import { freePort } from "@concordat/test-services";
import { describeWithService } from "@concordat/test-services/vitest";
import { afterAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { openKafkaTransport } from "./kafka-transport.ts";
import type { KafkaTransportOptions } from "./options.ts";
import { type Cluster, startCluster } from "./testing/cluster.ts";
import { joinWithoutPlaces } from "./testing/hesitant-member.ts";
import { launchOf } from "./testing/launch.ts";
import { setTopic } from "./testing/plain-client.ts";
import { type Line, reading } from "./testing/scene.ts";
import { startTraffic, type Traffic } from "./testing/traffic.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

/** Long enough that whoever is dead is replaced before it is over, so that nothing need be lost. */
const patient = { publishTimeoutMs: 120_000 };

const drivers = ["platformatic", "kafkajs"] as const;

/** With three partitions, two keys of each. */
const keys = ["a", "b", "c", "d", "e", "f", "g", "h"];
const everyLeader = [
  [1, 2, 3],
  [2, 3, 1],
  [3, 1, 2],
];

const ledByTwo = [
  [1, 2, 3],
  [2, 1, 3],
];

/** Each test says who has to be there: a broker takes seconds to start, so those that need one dead come last and share its death. */
describeWithService("kafka", (kafka) => {
  let starting: Promise<Cluster> | undefined;
  let cluster: Cluster;

  beforeEach(async (context) => {
    const launch = launchOf(kafka().pid);
    if (launch === undefined)
      return context.skip(
        "the broker runs in a container, or this system does not tell how a process was started",
      );
    starting ??= startCluster(launch);
    cluster = await starting;
  });
  afterAll(async () => (await starting)?.stop());

  /** Closed when the test ends, with what it logged. */
  async function open(
    options: Partial<KafkaTransportOptions> = {},
  ): Promise<Transport & { readonly lines: readonly Line[] }> {
    const lines: Line[] = [];
    const log = (level: string) => (message: string, fields: object) =>
      void lines.push({ level, message, fields });
    const logger = { debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") };
    const transport = await openKafkaTransport({ brokers: cluster.brokers, ...options }, { logger });
    onTestFinished(() => transport.close());
    return Object.assign(transport, { lines });
  }

  const name = (prefix: string) => kafka().uniqueName(prefix);

  test("a leader that gives way to another costs nothing: all is stored once, and comes in order", async () => {
    await cluster.heal();
    const address = await cluster.createTopic(name("moved"), { replicas: everyLeader });
    const transport = await open(patient);
    const traffic = await startTraffic({ transport, address, group: name("g"), keys });
    for (const to of [2, 3, 1]) {
      await traffic.untilItWentOn();
      await cluster.moveLeader(address, 0, to);
    }
    await traffic.untilItWentOn();
    await traffic.end();

    expect(traffic.told).toEqual(["stored"]);
    expect(traffic.problems()).toEqual([]);
    expect(traffic.twice()).toEqual([]);
  });

  test("a broker that hangs is left for the others by who asked it alone, publishes to it and is in a group of it", async () => {
    await cluster.heal();
    const [victim, group] = [1, name("g")];
    await cluster.moveCoordinator(victim);
    const address = await cluster.createTopic(name("hung"), { replicas: everyLeader });
    const transport = await open({
      brokers: [cluster.addressOf(victim)],
      publishTimeoutMs: 3_000,
      group: { sessionTimeoutMs: 3_000 },
    });
    const traffic = await startTraffic({ transport, address, group, keys });
    await traffic.untilItWentOn();

    await cluster.pause(victim);
    onTestFinished(() => cluster.resume(victim));
    const health = await transport.health();
    await traffic.untilItWentOn();
    await traffic.untilItReadOn();
    const { leader } = await cluster.viewOf(address, 0);
    const coordinator = await cluster.coordinatorOf(group);
    await cluster.resume(victim);
    await traffic.untilItWentOn();
    await traffic.end();

    expect([leader, coordinator]).not.toContain(victim);
    // It may be replaced already; the others answer in any case.
    expect(health.status).not.toBe("unhealthy");
    expect(traffic.problems()).toEqual([]);
    expect(traffic.twice()).toEqual([]);
  });

  test("whoever waits for the group to have its places goes on waiting when the coordinator moves", async () => {
    await cluster.heal();
    await cluster.moveCoordinator(1);
    const [address, group] = [
      await cluster.createTopic(name("joined"), { replicas: everyLeader }),
      name("g"),
    ];
    const hesitant = await joinWithoutPlaces(cluster.brokers, group, address);
    const transport = await open({ group: { heartbeatMs: 100 } });
    const joining = reading(transport, { group, addresses: [address] });
    // Whether it is rejected is seen below, and must not end the run before.
    joining.catch(() => undefined);
    await hesitant.untilJoined();
    for (const to of [2, 3]) await cluster.moveCoordinator(to);
    await hesitant.leave();
    const reader = await joining;
    await transport.publish([{ address, event: eventOf("1") }]);

    await reader.until(1);
    expect(reader.deliveries.map(({ content }) => content.event?.id)).toEqual(["1"]);
  });

  test.each(drivers)("over %s: one of the brokers that are named may be dead", async (driver) => {
    await cluster.heal();
    const dead = `127.0.0.1:${await freePort()}`;
    const address = await cluster.createTopic(name("named"), { replicas: everyLeader });
    const transport = await open({ brokers: [dead, cluster.addressOf(2)], driver });
    const results = await transport.publish([{ address, event: eventOf("1") }]);

    expect(results).toMatchObject([{ status: "stored" }]);
    expect((await transport.health()).status).toBe("healthy");
  });

  test.each(drivers)(
    "over %s: what is survived follows from replicas and how many have to be in sync",
    async (driver) => {
      await cluster.heal();
      const judged = async (config: Record<string, string> = {}) => {
        const address = await cluster.createTopic(name("judged"), { replicas: everyLeader, config });
        const transport = await open({ durability: "power-loss", addresses: [address], driver });
        const warnings = transport.lines.filter(({ level }) => level === "warn").map(({ fields }) => fields);
        return { durability: transport.capabilities.durability, warnings };
      };

      expect(await judged({ "min.insync.replicas": "2" })).toEqual({
        durability: "power-loss",
        warnings: [],
      });
      // As the brokers have it.
      expect(await judged()).toEqual({ durability: "power-loss", warnings: [] });
      expect(await judged({ "min.insync.replicas": "1" })).toEqual({
        durability: "process-crash",
        warnings: [{ declared: "power-loss", found: "process-crash", of: expect.stringContaining("judged") }],
      });
      expect((await open({ driver })).capabilities.durability).toBe("power-loss");
    },
  );

  test("a leader that is killed costs nothing, over either client: publishing goes on by itself, and all comes in order", async () => {
    await cluster.heal();
    const victim = 1;
    await cluster.moveCoordinator(2);
    const traffics = await Promise.all(
      drivers.map(async (driver) => {
        const address = await cluster.createTopic(name(driver), { replicas: everyLeader });
        // It knows the others through this one alone.
        const transport = await open({ brokers: [cluster.addressOf(victim)], driver, ...patient });
        return { address, traffic: await startTraffic({ transport, address, group: name("g"), keys }) };
      }),
    );
    const all = (work: (traffic: Traffic) => Promise<void>) =>
      Promise.all(traffics.map(({ traffic }) => work(traffic)));
    await all((traffic) => traffic.untilItWentOn());

    await cluster.kill9(victim);
    await all((traffic) => traffic.untilItWentOn());
    await all((traffic) => traffic.untilItReadOn());
    const leaders = await Promise.all(
      traffics.map(async ({ address }) => (await cluster.viewOf(address, 0)).leader),
    );
    await cluster.heal();
    await all((traffic) => traffic.untilItWentOn());
    await all((traffic) => traffic.end());

    expect(leaders).not.toContain(victim);
    for (const { traffic } of traffics) {
      expect(traffic.told).toEqual(["stored"]);
      expect(traffic.problems()).toEqual([]);
    }
    // The other client is not idempotent.
    expect(traffics[0]?.traffic.twice()).toEqual([]);
  });

  test("a group whose coordinator is killed goes on under another one, and what it handled is committed there", async () => {
    await cluster.heal();
    const [coordinator, group] = [3, name("g")];
    await cluster.moveCoordinator(coordinator);
    // What it leads is not what is tried here.
    const address = await cluster.createTopic(name("coordinated"), { replicas: ledByTwo });
    const [transport, another] = [await open(patient), await open()];
    const traffic = await startTraffic({ transport, address, group, keys });
    await traffic.untilItWentOn();

    await cluster.kill9(coordinator);
    await traffic.untilItWentOn();
    // While nobody coordinates it, or somebody else does.
    await traffic.join(another);
    await traffic.untilItReadOn();
    await traffic.end();
    await another.subscribe({ group, addresses: [address] }, async () => undefined);

    expect(await cluster.coordinatorOf(group)).not.toBe(coordinator);
    expect(traffic.told).toEqual(["stored"]);
    expect(traffic.problems()).toEqual([]);
    expect(await another.lag?.()).toEqual([{ group, address, unread: 0 }]);
  });

  test("a topic that wants more replicas than are there refuses, and what it refused is not there later", async () => {
    await cluster.lose(3);
    const [transport, group] = [await open({ publishTimeoutMs: 1_500 }), name("g")];
    const config = { "min.insync.replicas": "3" };
    const address = await cluster.createTopic(name("strict"), { replicas: [[1, 2, 3]], config });
    const publish = (id: string) => transport.publish([{ address, key: "k", event: eventOf(id) }]);

    const refused = await publish("refused");
    await setTopic(cluster.addressOf(1), address, { "min.insync.replicas": "2" });
    while ((await publish("stored"))[0]?.status !== "stored");
    const { deliveries } = await reading(transport, { group, addresses: [address], from: "start" });
    const came = () => deliveries.map(({ content }) => content.event?.id);
    await expect.poll(came).toContain("stored");

    expect(refused).toMatchObject([
      { status: "refused", error: { message: expect.stringContaining("NOT_ENOUGH_REPLICAS") } },
    ]);
    expect(came()).not.toContain("refused");
  });

  test("with one broker of three nothing is stored, health says so, and all goes on once there are two", async () => {
    await cluster.lose(3);
    const [transport, group] = [await open({ publishTimeoutMs: 1_500 }), name("g")];
    const address = await cluster.createTopic(name("lonely"), { replicas: ledByTwo });
    const traffic = await startTraffic({ transport, address, group, keys });
    await traffic.untilItWentOn();
    await cluster.kill9(2);

    const told = await traffic.publishOnce();
    const health = await transport.health();
    await traffic.untilTold("refused");
    await cluster.start(2);
    await traffic.untilItWentOn();
    await traffic.end();

    expect(told).not.toContain("stored");
    const trouble = `${cluster.addressOf(2)} does not answer|nobody leads ${address}/1`;
    expect(health).toMatchObject({
      status: "degraded",
      message: expect.stringMatching(new RegExp(trouble)),
    });
    expect(traffic.problems()).toEqual([]);
    expect(traffic.twice()).toEqual([]);
    await expect.poll(async () => (await transport.health()).status).toBe("healthy");
  });
});

function eventOf(id: string): CloudEvent {
  return { specversion: "1.0", id, source: "/orders", type: "t", data: { id } };
}
