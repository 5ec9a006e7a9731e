import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAuthority, openTlsProxy, useService } from "@concordat/test-services";
import { describeWithService } from "@concordat/test-services/vitest";
import { describe, expect, test } from "vitest";
import { openRedisTransport } from "./open-redis-transport.ts";
import { createCollector, createLines, plainClient, setScene } from "./testing/scene.ts";
import { transportModule } from "./transport-module.ts";

describe("settings", () => {
  test.each([
    [{ partitons: 4 }, '"partitons" of the transport "redis" is no setting'],
    [{ partitions: 0 }, "has to be a whole number from 1 to 256"],
    [{ url: "http://127.0.0.1" }, "has to begin with redis:// or rediss://"],
    [
      { url: "rediss://127.0.0.1", tls: { ca: "no/such.pem" } },
      "names the file no/such.pem, which cannot be read",
    ],
    [{ silenceMs: 2_000, blockMs: 2_000 }, "has to be more than blockMs"],
    [{ keepMessages: -1 }, "has to be a whole number"],
  ])("%j is refused", async (given, message) => {
    await expect(transportModule.open(given)).rejects.toThrow(
      expect.objectContaining({ code: "TRANSPORT_SETTING", message: expect.stringContaining(message) }),
    );
  });

  test("a server that is not there is told, without the password", async () => {
    const opening = openRedisTransport({ url: "redis://:geheim@127.0.0.1:1", connectTimeoutMs: 1_000 });
    const error = await opening.catch((thrown: unknown) => thrown as Error);

    expect(error).toMatchObject({ code: "TRANSPORT_UNREACHABLE" });
    expect((error as Error).message).toContain("redis://127.0.0.1:1");
    expect(JSON.stringify(error)).not.toContain("geheim");
  });
});

describeWithService("redis", (redis) => {
  test("a wrong password is told", async (context) => {
    const { client, address } = await setScene(redis(), context);
    await client.sendCommand(["ACL", "SETUSER", address, "on", ">right", "~*", "&*", "+@all"]);
    context.onTestFinished(async () => {
      const admin = await plainClient(redis().url);
      await admin.sendCommand(["ACL", "DELUSER", address]);
      admin.destroy();
    });

    const login = { url: redis().url, username: address };
    await expect(openRedisTransport({ ...login, password: "wrong" })).rejects.toMatchObject({
      code: "TRANSPORT_LOGIN_REFUSED",
      message: expect.stringMatching(new RegExp(`does not let "${address}" in: WRONGPASS`)),
    });
    const transport = await openRedisTransport({ ...login, password: "right" });
    expect((await transport.health()).status).toBe("healthy");
    await transport.close();
  });

  test("a server that may not be asked is believed to be what is said of it", async (context) => {
    const { client, address } = await setScene(redis(), context);
    await client.sendCommand(["ACL", "SETUSER", address, "on", ">right", "~*", "&*", "+@all", "-config"]);
    context.onTestFinished(async () => {
      const admin = await plainClient(redis().url);
      await admin.sendCommand(["ACL", "DELUSER", address]);
      admin.destroy();
    });
    const login = { url: redis().url, username: address, password: "right" };
    const { lines, logger } = createLines();

    const silent = await openRedisTransport({ ...login, logger });
    const said = await openRedisTransport({ ...login, durability: "power-loss" });

    expect(silent.capabilities.durability).toBe("none");
    expect(lines).toEqual([expect.stringMatching(/^warn: Redis does not tell what it keeps/)]);
    expect(said.capabilities.durability).toBe("power-loss");
    await Promise.all([silent.close(), said.close()]);
  });

  test("over TLS it trusts whom it is told to trust, and nobody else", async (context) => {
    const folder = await mkdtemp(join(tmpdir(), "concordat-redis-"));
    context.onTestFinished(() => rm(folder, { recursive: true }));
    const authority = createAuthority();
    const { certificate, key } = authority.issue("redis", ["localhost"]);
    const ca = join(folder, "ca.pem");
    writeFileSync(ca, authority.certificate);
    const proxy = await openTlsProxy(context, { to: redis(), cert: certificate, key });
    const scene = await setScene(redis(), context);
    const url = `rediss://localhost:${proxy.port}`;

    await expect(openRedisTransport({ url })).rejects.toMatchObject({ code: "TRANSPORT_UNREACHABLE" });
    const transport = await scene.open({ url, tls: { ca } });
    const named = await scene.open({
      url: `redis://127.0.0.1:${proxy.port}`,
      "tls.ca": authority.certificate,
      "tls.serverName": "localhost",
    });

    expect((await named.health()).status).toBe("healthy");
    const collector = createCollector();
    await transport.subscribe({ group: "g", addresses: [scene.address] }, collector.handler);
    await transport.publish([scene.message("1")]);
    await collector.until(1);
  });
});

test("durability is what the server's settings are, and less than is wanted is told once", async (context) => {
  const own = await useService("redis", { exclusive: true, test: context });
  const admin = await plainClient(own.url);
  const open = async () => {
    const { lines, logger } = createLines();
    const transport = await openRedisTransport({ url: own.url, durability: "power-loss", logger });
    await transport.close();
    return { durability: transport.capabilities.durability, lines };
  };
  const warning = [expect.stringMatching(/^warn: Redis keeps less than is wanted/)];

  expect(await open()).toEqual({ durability: "process-crash", lines: warning });
  await admin.sendCommand(["CONFIG", "SET", "appendfsync", "always"]);
  expect(await open()).toEqual({ durability: "power-loss", lines: [] });
  await admin.sendCommand(["CONFIG", "SET", "appendonly", "no"]);
  expect(await open()).toEqual({ durability: "none", lines: warning });
  admin.destroy();
});
