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
});
