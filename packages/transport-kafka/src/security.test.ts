import { inspect } from "node:util";
import type { CloudEvent } from "@concordat/cloudevents";
import type { PublishResult, Transport } from "@concordat/runtime";
import { createAuthority } from "@concordat/test-services";
import { describeWithService } from "@concordat/test-services/vitest";
import { afterAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { openKafkaTransport } from "./kafka-transport.ts";
import type { KafkaTransportOptions } from "./options.ts";
import { launchOf } from "./testing/launch.ts";
import { createTopic } from "./testing/plain-client.ts";
import { type Line, reading } from "./testing/scene.ts";
import { loginLastsMs, type SecuredBroker, startSecuredBroker } from "./testing/secured-broker.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const drivers = ["platformatic", "kafkajs"] as const;
type Driver = (typeof drivers)[number];
type Options = Partial<KafkaTransportOptions>;

const passwords = {
  plain: "plain-secret",
  "scram-sha-256": "secret-of-256",
  "scram-sha-512": "secret-of-512",
};
type Mechanism = keyof typeof passwords;
const everySecret = [...Object.values(passwords), "wrong-secret"];

describeWithService("kafka", (kafka) => {
  let starting: Promise<SecuredBroker> | undefined;
  let broker: SecuredBroker;

  beforeEach(async (context) => {
    const launch = launchOf(kafka().pid);
    if (launch === undefined)
      return context.skip(
        "the broker runs in a container, or this system does not tell how a process was started",
      );
    starting ??= prepared(launch);
    broker = await starting;
  });
  afterAll(async () => (await starting)?.stop());

  /** Who may do everything, and is known to each mechanism. */
  async function prepared(launch: NonNullable<ReturnType<typeof launchOf>>): Promise<SecuredBroker> {
    const started = await startSecuredBroker(launch, { orders: passwords.plain });
    for (const mechanism of ["SCRAM-SHA-256", "SCRAM-SHA-512"] as const)
      await started.addUser({ username: "orders", password: secretOf(mechanism), mechanism });
    return started;
  }

  function withPassword(mechanism: Mechanism, password = passwords[mechanism], username = "orders"): Options {
    return {
      brokers: [broker.password],
      tls: { ca: broker.files.ca },
      sasl: { mechanism, username, password },
    };
  }

  /** Closed when the test ends, with what it logged. */
  async function open(options: Options): Promise<Transport & { readonly lines: readonly Line[] }> {
    const { lines, logger } = listening();
    const transport = await openKafkaTransport({ brokers: [], ...options }, { logger });
    onTestFinished(() => transport.close());
    return Object.assign(transport, { lines });
  }

  /** A topic of its own, by who may create it. */
  function topic(): Promise<string> {
    return createTopic([broker.open], kafka().uniqueName("secured"));
  }

  const ways: readonly (readonly [string, () => Options])[] = [
    ["PLAIN", () => withPassword("plain")],
    ["SCRAM-SHA-256", () => withPassword("scram-sha-256")],
    ["SCRAM-SHA-512", () => withPassword("scram-sha-512")],
    ["a certificate", () => ({ brokers: [broker.certificate], tls: broker.files })],
  ];

  test.for(ways.flatMap(([way, options]) => drivers.map((driver) => [way, driver, options] as const)))(
    "what is published is read again, by %s over %s",
    async ([, driver, options]) => {
      const address = await topic();
      const transport = await open({ driver, ...options() });
      const reader = await reading(transport, { group: `${address}.g`, addresses: [address], from: "start" });
      const results = await transport.publish([{ address, event: eventOf("1") }]);
      await reader.until(1);

      expect(results).toMatchObject([{ status: "stored" }]);
      expect(reader.deliveries[0]?.content.event?.id).toBe("1");
      expect((await transport.health()).status).toBe("healthy");
      expect(inspect(transport.lines, { depth: 10 })).not.toMatch(anySecret);
    },
  );

  type Refusal = { options(): Options; code: string; message: RegExp; hint: RegExp };
  const login = "TRANSPORT_LOGIN_REFUSED";
  const unreachable = "TRANSPORT_UNREACHABLE";
  const refusals: Readonly<Record<string, Refusal>> = {
    "a wrong password (PLAIN)": {
      options: () => withPassword("plain", "wrong-secret"),
      code: login,
      message: /at localhost:\d+ does not let "orders" \(PLAIN\) in: .*Invalid username or password/,
      hint: /password/,
    },
    "a wrong password (SCRAM)": {
      options: () => withPassword("scram-sha-512", "wrong-secret"),
      code: login,
      message: /at localhost:\d+ does not let "orders" \(SCRAM-SHA-512\) in: .*invalid credentials/,
      hint: /password/,
    },
    "a user whom nobody knows": {
      options: () => withPassword("scram-sha-256", "wrong-secret", "nobody"),
      code: login,
      message: /does not let "nobody" \(SCRAM-SHA-256\) in/,
      hint: /user/,
    },
    "a mechanism that is not taken": {
      options: () => ({ ...withPassword("scram-sha-256"), brokers: [broker.brief] }),
      code: login,
      message: /it does not take SCRAM-SHA-256/,
      hint: /sasl\.mechanism/,
    },
    "a password where nobody asks for one": {
      options: () => ({ ...withPassword("plain"), brokers: [broker.certificate], tls: broker.files }),
      code: login,
      message: /takes no user names/,
      hint: /leave `sasl` out/,
    },
    "no password where one is asked for": {
      options: () => ({ brokers: [broker.password], tls: { ca: broker.files.ca } }),
      code: unreachable,
      message: /at localhost:\d+/,
      hint: /credentials/,
    },
    "an authority that is not trusted": {
      options: () => ({ ...withPassword("plain"), tls: { ca: createAuthority("a stranger").certificate } }),
      code: unreachable,
      message: /at localhost:\d+: its certificate was issued by nobody who is trusted/,
      hint: /"tls\.ca"/,
    },
    "another host than the certificate is for": {
      options: () => ({
        ...withPassword("plain"),
        brokers: [broker.password.replace("localhost", "127.0.0.1")],
      }),
      code: unreachable,
      message: /at 127\.0\.0\.1:\d+: its certificate is for another host/,
      hint: /"tls\.serverName"/,
    },
    "no certificate where one is asked for": {
      options: () => ({ brokers: [broker.certificate], tls: { ca: broker.files.ca } }),
      code: unreachable,
      message: /at localhost:\d+: the broker wants a certificate of this client/,
      hint: /"tls\.cert" and "tls\.key"/,
    },
    "a certificate of a stranger": {
      options: () => {
        const { certificate: cert, key } = createAuthority("a stranger").issue("client");
        return { brokers: [broker.certificate], tls: { ca: broker.files.ca, cert, key } };
      },
      code: unreachable,
      message: /the broker wants a certificate of this client that it trusts/,
      hint: /an authority of the broker/,
    },
    "TLS where it is not spoken": {
      options: () => ({ brokers: [broker.open], tls: { on: true } }),
      code: unreachable,
      message: /the connection ended before TLS was agreed on/,
      hint: /leave `tls` out/,
    },
  };

  test.for(
    Object.entries(refusals).flatMap(([what, refusal]) =>
      drivers.map((driver) => [what, driver, refusal] as const),
    ),
  )("%s is told at once, over %s", async ([, driver, { options, code, message, hint }]) => {
    const { lines, logger } = listening();
    const opening = openKafkaTransport({ driver, brokers: [], ...options() }, { logger });
    const thrown = await opening.catch((error: Error) => error);

    expect(thrown).toMatchObject({
      code,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
    expect(inspect([thrown, lines], { depth: 20, showHidden: true })).not.toMatch(anySecret);
  });

  test("without TLS where it is spoken, that is said", async () => {
    await expect(openKafkaTransport({ brokers: [broker.password] })).rejects.toMatchObject({
      code: unreachable,
      message: expect.stringMatching(/it speaks TLS there/),
      hint: expect.stringMatching(/"tls\.on"/),
    });
  });

  test("a user who is removed is told so by everything that is open, and let in again once it is there again", async () => {
    const user = { username: "leaver", password: "secret-of-256", mechanism: "SCRAM-SHA-256" } as const;
    const address = await topic();
    const group = `${address}.g`;
    await broker.addUser(user);
    await broker.grant("leaver", ...rightsFor(address, group));
    const transport = await open({
      ...withPassword("scram-sha-256", user.password, user.username),
      group: { sessionTimeoutMs: 1_500, heartbeatMs: 100 },
      publishTimeoutMs: 5_000,
    });
    const { subscription } = await reading(transport, { group, addresses: [address] });
    const refused = {
      code: login,
      message: expect.stringMatching(/does not let "leaver" \(SCRAM-SHA-256\) in/),
    };

    await broker.removeUser(user);
    broker.cut();
    await expect(subscription.closed).rejects.toMatchObject(refused);
    expect(await transport.publish([{ address, event: eventOf("1") }])).toMatchObject([
      { status: "refused", error: refused },
    ]);
    expect(await transport.health()).toMatchObject({ status: "unhealthy", message: refused.message });
    expect(transport.lines.filter(({ message }) => message.includes("not let in any more"))).toMatchObject([
      { level: "warn", fields: { group } },
    ]);
    expect(inspect(transport.lines, { depth: 10 })).not.toMatch(anySecret);

    await broker.addUser(user);
    expect(await transport.publish([{ address, event: eventOf("2") }])).toMatchObject([{ status: "stored" }]);
    expect((await transport.health()).status).toBe("healthy");
    const again = await reading(transport, { group, addresses: [address], from: "start" });
    await again.until(1);
  });

  test("a login that is good for a moment only is renewed, over the same connections", async () => {
    const address = await topic();
    const transport = await open({ ...withPassword("scram-sha-512"), brokers: [broker.brief] });
    const reader = await reading(transport, { group: `${address}.g`, addresses: [address], from: "start" });
    await transport.publish([{ address, event: eventOf("0") }]);
    await reader.until(1);
    const connections = broker.briefConnections;
    for (const id of ["1", "2", "3"]) {
      await new Promise((resolve) => setTimeout(resolve, loginLastsMs));
      expect(await transport.publish([{ address, event: eventOf(id) }])).toMatchObject([
        { status: "stored" },
      ]);
    }
    await reader.until(4);

    expect(reader.deliveries.map(({ content }) => content.event?.id)).toEqual(["0", "1", "2", "3"]);
    expect(broker.briefConnections).toBe(connections);
  });

  /** Somebody who may do nothing yet. */
  async function stranger(driver: Driver, options: Options = {}) {
    const name = kafka().uniqueName("user");
    const user = { username: name, password: "secret-of-256", mechanism: "SCRAM-SHA-256" } as const;
    await broker.addUser(user);
    const transport = await open({
      driver,
      ...withPassword("scram-sha-256", user.password, name),
      ...options,
    });
    return { name, transport };
  }

  const forbidden = (what: RegExp) => ({
    code: "TRANSPORT_FORBIDDEN",
    kind: "auth",
    retry: "never",
    message: expect.stringMatching(what),
  });

  test.for(drivers)("who may not write is told which topic, over %s", async (driver) => {
    const address = await topic();
    const { name, transport } = await stranger(driver);
    const named = new RegExp(`topics? "${address}"`);
    const send = () => transport.publish([{ address, event: eventOf("1") }]);

    expect(await send(), "may not even see it").toMatchObject([
      { status: "refused", error: forbidden(named) },
    ]);
    await broker.grant(name, { on: "TOPIC", name: address, may: "READ" });
    expect(await send(), "may read it").toMatchObject([
      { status: "refused", error: forbidden(new RegExp(`writing to the topic "${address}"`)) },
    ]);
    await broker.grant(name, { on: "TOPIC", name: address, may: "WRITE" });
    expect(await send()).toMatchObject([{ status: "stored" }]);
  });

  test("who may not create a topic is told which", async () => {
    const { name, transport } = await stranger("platformatic", { provision: "create" });
    const address = kafka().uniqueName("secured");
    const named = new RegExp(`the topic "${address}"`);
    const send = () => transport.publish([{ address, event: eventOf("1") }]);

    expect(await send()).toMatchObject([{ status: "refused", error: forbidden(named) }]);
    await broker.grant(name, { on: "TOPIC", name: address, may: "WRITE" });
    expect(await send()).toMatchObject([{ status: "refused", error: forbidden(named) }]);
  });

  test("who may not read, or not in this group, is told which", async () => {
    const address = await topic();
    const group = `${address}.g`;
    const { name, transport } = await stranger("platformatic");
    const subscribe = () => reading(transport, { group, addresses: [address] });
    const topicNamed = new RegExp(`"?${address}"?`);

    await expect(subscribe()).rejects.toMatchObject(forbidden(topicNamed));
    await broker.grant(name, { on: "TOPIC", name: address, may: "WRITE" });
    await expect(subscribe()).rejects.toMatchObject(forbidden(new RegExp(`the group "${group}"`)));
    await broker.grant(name, { on: "GROUP", name: group, may: "READ" });
    await expect(subscribe(), "may write it and be in the group").rejects.toMatchObject(
      forbidden(topicNamed),
    );
    await broker.grant(name, { on: "TOPIC", name: address, may: "READ" });
    const { subscription } = await subscribe();

    await broker.revoke(name, { on: "TOPIC", name: address, may: "READ" });
    await expect(subscription.closed).rejects.toMatchObject(forbidden(topicNamed));
  });

  /** What it is told it keeps to itself. */
  test("over kafkajs, who may not be in a group is told that nobody keeps it", async () => {
    const address = await topic();
    const group = `${address}.g`;
    const { name, transport } = await stranger("kafkajs");
    await broker.grant(name, { on: "TOPIC", name: address, may: "READ" });

    await expect(reading(transport, { group, addresses: [address] })).rejects.toMatchObject({
      code: unreachable,
      message: expect.stringContaining(`no broker says that it keeps the group "${group}"`),
      hint: expect.stringContaining("this user may read the group"),
    });
  });

  test("who loses the right to be in a group while reading is told so", async () => {
    const address = await topic();
    const group = `${address}.g`;
    const { name, transport } = await stranger("platformatic", { group: { heartbeatMs: 100 } });
    await broker.grant(name, ...rightsFor(address, group));
    const { subscription } = await reading(transport, { group, addresses: [address] });

    await broker.revoke(name, { on: "GROUP", name: group, may: "READ" });
    await expect(subscription.closed).rejects.toMatchObject(forbidden(new RegExp(`the group "${group}"`)));
  });

  /** As docs/reference/transport-kafka.md lists them. */
  test.for(drivers)("a user with the listed rights alone publishes and reads, over %s", async (driver) => {
    const address = await topic();
    const group = `${address}.g`;
    const { name, transport } = await stranger(driver);
    await broker.grant(name, ...rightsFor(address, group));
    const reader = await reading(transport, { group, addresses: [address], from: "start" });
    const [result] = await transport.publish([{ address, key: "a", event: eventOf("1") }]);
    await reader.until(1);

    expect((result as PublishResult).status).toBe("stored");
    expect((await transport.lag?.())?.map((lag) => lag.address)).toEqual([address]);
    expect((await transport.health()).status).toBe("healthy");
    expect(transport.lines.filter(({ level }) => level === "warn" || level === "error")).toEqual([]);
  });
});

function listening() {
  const lines: Line[] = [];
  const log = (level: string) => (message: string, fields: object) =>
    void lines.push({ level, message, fields });
  return {
    lines,
    logger: { debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") },
  };
}

const anySecret = new RegExp(everySecret.join("|"));

function secretOf(mechanism: "SCRAM-SHA-256" | "SCRAM-SHA-512"): string {
  return passwords[mechanism.toLowerCase() as Mechanism];
}

function eventOf(id: string): CloudEvent {
  return { specversion: "1.0", id, source: "/orders", type: "t" };
}

function rightsFor(address: string, group: string) {
  return [
    { on: "TOPIC", name: address, may: "WRITE" },
    { on: "TOPIC", name: address, may: "READ" },
    { on: "GROUP", name: group, may: "READ" },
  ] as const;
}
