import { describeWithService } from "@concordat/test-services/vitest";
import { nkeys } from "@nats-io/transport-node";
import { expect, type TestContext, test, vi } from "vitest";
import { type NatsTransportOptions, openNatsTransport } from "./open.ts";
import { programOf, startSecuredServer } from "./testing/secured-server.ts";

vi.setConfig({ testTimeout: 120_000 });
const event = { specversion: "1.0", id: "1", source: "/s", type: "t" } as const;

/** A server of its own for each test, with TLS that wants a certificate of both sides. */
describeWithService("nats", (nats) => {
  async function start(context: TestContext, configuration: string, handshakeFirst = false) {
    const program = programOf(nats().pid);
    if (program === undefined) {
      context.skip("the server runs in a container, or this system does not tell what a process runs");
      throw new Error("not reached");
    }
    const server = await startSecuredServer(program, configuration, handshakeFirst);
    context.onTestFinished(() => server.stop());
    const works = async (options: NatsTransportOptions) => {
      const transport = await openNatsTransport({ servers: [server.url], provision: "create", ...options });
      const [result] = await transport.publish([{ address: "orders.placed", event }]);
      await transport.close();
      return result?.status === "refused" ? result.error : result?.status;
    };
    return { ...server, works };
  }

  test.for(["nats-io", "nats"] as const)("mutual TLS and a password, over %s", async (driver, context) => {
    const { works, files, port } = await start(context, `authorization { user: "u", password: "secret" }`);
    const login = { driver, user: "u", pass: "secret" };
    const unreachable = { code: "TRANSPORT_UNREACHABLE" };

    expect(await works({ ...login, tls: files })).toBe("stored");
    const byNumber = { servers: [`nats://127.0.0.1:${port}`], tls: { ...files, serverName: "localhost" } };
    expect(await works({ ...login, ...byNumber })).toBe("stored");

    await expect(
      works({ ...login, tls: { on: true } }),
      "an authority that nobody named",
    ).rejects.toMatchObject({ ...unreachable, hint: expect.stringContaining("tls.ca") });
    await expect(
      works({ ...login, tls: { ca: files.ca }, connectTimeoutMs: 1_500 }),
      "no certificate of its own",
    ).rejects.toMatchObject(unreachable);
    await expect(works({ ...login, pass: "wrong", tls: files })).rejects.toMatchObject({
      code: "TRANSPORT_LOGIN_REFUSED",
      message: expect.stringMatching(/does not let "u" in: .*Authorization Violation/i),
    });
  });

  test("a token, an NKey, and TLS before the first word", async (context) => {
    const { works, files } = await start(context, `authorization { token: "let-me-in" }`, true);
    const tls = { ...files, handshakeFirst: true };
    expect(await works({ token: "let-me-in", tls })).toBe("stored");
    await expect(works({ token: "let-me-out", tls })).rejects.toMatchObject({
      code: "TRANSPORT_LOGIN_REFUSED",
      message: expect.not.stringContaining("let-me-out"),
    });

    const pair = nkeys.createUser();
    const keyed = await start(context, `authorization { users: [{ nkey: ${pair.getPublicKey()} }] }`);
    const nkeySeed = Buffer.from(pair.getSeed()).toString();
    expect(await keyed.works({ nkeySeed, tls: keyed.files })).toBe("stored");
    const stranger = Buffer.from(nkeys.createUser().getSeed()).toString();
    await expect(keyed.works({ nkeySeed: stranger, tls: keyed.files })).rejects.toMatchObject({
      code: "TRANSPORT_LOGIN_REFUSED",
      message: expect.not.stringContaining(stranger),
    });
  });

  test("a user who may not use the API is told what was asked for", async (context) => {
    const { works, files } = await start(
      context,
      `authorization { users: [{ user: "u", password: "p", permissions: { publish: "orders.>", subscribe: "_INBOX.>" } }] }`,
    );
    const publishing = works({
      user: "u",
      pass: "p",
      tls: files,
      requestTimeoutMs: 500,
      publishTimeoutMs: 2_000,
    });
    expect(await publishing).toMatchObject({
      code: "NATS_API",
      message: expect.stringMatching(/STREAM.NAMES and answered: .*Permissions Violation/i),
    });
  });

  /** As docs/reference/transport-nats.md lists them. */
  test("a user with the listed permissions alone publishes and reads, in order too", async (context) => {
    const permissions = `permissions: {
      publish: ["orders.>", "$JS.API.STREAM.NAMES", "$JS.API.STREAM.INFO.*", "$JS.API.CONSUMER.INFO.>", "$JS.API.CONSUMER.CREATE.>",
        "$JS.API.CONSUMER.MSG.NEXT.>", "$JS.ACK.>", "$KV.concordat-leases.>", "$JS.API.STREAM.MSG.GET.KV_concordat-leases",
        "$JS.API.STREAM.PURGE.KV_concordat-leases"]
      subscribe: ["_INBOX.>", "$KV.concordat-leases.>"]
    }`;
    const users = `{ user: "operator", password: "o" }, { user: "service", password: "s", ${permissions} }`;
    const { url, files } = await start(context, `authorization { users: [${users}] }`);
    const streams = { ORDERS: { subjects: ["orders.>"] } };
    const common = { servers: [url], tls: files, streams, partitions: 2 };
    const operator = await openNatsTransport({ ...common, user: "operator", pass: "o", provision: "create" });
    await operator.close();

    const warnings: string[] = [];
    const warn = (message: string) => void warnings.push(message);
    const logger = { debug: () => undefined, info: () => undefined, warn, error: warn };
    const service = await openNatsTransport({ ...common, user: "service", pass: "s", logger });
    const came: (string | undefined)[] = [];
    await service.subscribe(
      { group: "g", addresses: ["orders.placed"] },
      async ({ key }) => void came.push(key),
    );
    const results = await service.publish([
      { address: "orders.placed", key: "a", event },
      { address: "orders.placed", event: { ...event, id: "2" } },
    ]);
    await expect.poll(() => came.length, { timeout: 60_000 }).toBe(2);
    expect((await service.health()).status).toBe("healthy");
    await service.close();

    expect(results.map(({ status }) => status)).toEqual(["stored", "stored"]);
    expect(warnings).toEqual([]);
  });
});
