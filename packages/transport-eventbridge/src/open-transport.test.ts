import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEvent } from "@concordat/cloudevents";
import { createAuthority, openTlsProxy } from "@concordat/test-services";
import { afterEach, expect, test, vi } from "vitest";
import { openEventBridgeTransport } from "./open-transport.ts";
import type { EventBridgeTransportOptions } from "./options.ts";
import { createRecordingLogger } from "./testing/recording-logger.ts";
import { type ScriptedAws, startScriptedAws } from "./testing/scripted-aws.ts";
import { transportModule } from "./transport-module.ts";

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "a-very-secret-key" };
const region = "eu-central-1";
let aws: ScriptedAws | undefined;

afterEach(() => aws?.close());

async function start(options: EventBridgeTransportOptions = {}) {
  aws = await startScriptedAws(() => undefined);
  return openEventBridgeTransport({ endpoint: aws.url, region, credentials, ...options });
}

test.each<[Readonly<Record<string, unknown>>, string]>([
  [{ buss: "oms-events" }, '"buss" of the transport "eventbridge" is no setting'],
  [{ maxEntryBytes: 10_000_000 }, "has to be a whole number from 32768 to 1048576"],
  [{ waitSeconds: 21 }, "has to be a whole number from 1 to 20"],
  [{ credentials: { accessKeyId: "AKIDEXAMPLE" } }, '"credentials.secretAccessKey" of the transport'],
  [{ credentials: { secretAccessKey: "hidden" } }, '"credentials.accessKeyId" of the transport'],
  [{ patterns: { orders: "oms.*" } }, '"patterns.orders" of the transport "eventbridge" is "oms.*"'],
])("the settings %j are refused", async (settings, message) => {
  await expect(transportModule.open(settings)).rejects.toMatchObject({
    code: "TRANSPORT_SETTING",
    message: expect.stringContaining(message),
  });
});

test("a certificate that cannot be read is told with its file", async () => {
  const opening = transportModule.open({ region, tls: { ca: "/no/such/ca.pem" } });

  await expect(opening).rejects.toMatchObject({
    code: "TRANSPORT_SETTING",
    message: expect.stringContaining("/no/such/ca.pem"),
  });
});

test("AWS that cannot be reached is told with the place and the reason", async () => {
  const { url, close } = await startScriptedAws(() => undefined);
  await close();

  const opening = openEventBridgeTransport({ endpoint: url, region, credentials, maxAttempts: 1 });

  await expect(opening).rejects.toMatchObject({
    code: "TRANSPORT_UNREACHABLE",
    message: expect.stringMatching(/cannot be reached at http:\/\/127\.0\.0\.1:\d+: .*ECONNREFUSED/),
  });
});

test("an endpoint of one's own is trusted by its authority, and shown a certificate where it asks for one", async ({
  onTestFinished,
}) => {
  const folder = await mkdtemp(join(tmpdir(), "concordat-tls-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = async (name: string, content: string) => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const authority = createAuthority();
  const { certificate: cert, key } = authority.issue("server", ["127.0.0.1"]);
  const us = authority.issue("publisher");
  const ca = authority.certificate;
  aws = await startScriptedAws(() => undefined);
  const to = { host: "127.0.0.1", port: Number(new URL(aws.url).port) };
  const proxy = await openTlsProxy({ onTestFinished }, { to, cert, key, ca, requestCert: true });
  const base = { endpoint: `https://127.0.0.1:${proxy.port}`, region, credentials, maxAttempts: 1 };
  const ours = {
    "tls.ca": await file("ca.pem", ca),
    "tls.cert": await file("cert.pem", us.certificate),
    "tls.key": await file("key.pem", us.key),
  };

  const transport = await openEventBridgeTransport({ ...base, ...ours });
  expect((await transport.health()).status).toBe("healthy");
  await transport.close();
  await expect(openEventBridgeTransport(base)).rejects.toMatchObject({
    code: "TRANSPORT_UNREACHABLE",
    message: expect.stringMatching(/certificate/),
  });
  await expect(openEventBridgeTransport({ ...base, "tls.ca": ours["tls.ca"] })).rejects.toMatchObject({
    code: "TRANSPORT_UNREACHABLE",
  });
});

test("where it is not AWS nothing is promised to survive unless the settings say so, and a person is told", async () => {
  const { logger, lines } = createRecordingLogger();
  const transport = await start({ logger });
  const told = await start({ durability: "power-loss" });

  expect(transport.capabilities.durability).toBe("none");
  expect(told.capabilities.durability).toBe("power-loss");
  expect(lines).toEqual([
    {
      level: "warn",
      message: expect.stringContaining("this is not AWS"),
      fields: { transport: "eventbridge", host: "127.0.0.1", durability: "none" },
    },
  ]);
  await Promise.all([transport.close(), told.close()]);
});

test("region and credentials are found where the SDK of AWS finds them", async () => {
  vi.stubEnv("AWS_REGION", "ap-south-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "from-the-environment");
  aws = await startScriptedAws(() => undefined);

  const transport = await openEventBridgeTransport({ endpoint: aws.url });
  const event = createEvent({ source: "/shop", type: "com.example.order.placed" });
  await transport.publish([{ address: "orders", event }]);
  await transport.close();
  vi.unstubAllEnvs();

  // Looking for the bus, and putting the event on it.
  expect(aws.authorizations).toHaveLength(2);
  for (const each of aws.authorizations)
    expect(each).toMatch(/Credential=AKIDENVIRONMENT\/\d+\/ap-south-1\/events\//);
});

test("settings go before what the SDK finds", async () => {
  vi.stubEnv("AWS_REGION", "ap-south-1");
  aws = await startScriptedAws(() => undefined);
  const settings = { endpoint: aws.url, region, credentials: { ...credentials, sessionToken: "t" } };

  await (await transportModule.open(settings)).close();
  vi.unstubAllEnvs();

  expect(aws.authorizations[0]).toMatch(/Credential=AKIDEXAMPLE\/\d+\/eu-central-1\/events\//);
});

test("keys are not told to anybody: not by errors, not by the log, not by health", async () => {
  const { logger, lines } = createRecordingLogger();
  const transport = await start({ logger });

  const said = [JSON.stringify(lines), JSON.stringify(await transport.health())];
  await transport.close();
  await aws?.close();
  const opening = openEventBridgeTransport({ endpoint: aws?.url ?? "", region, credentials, logger });
  await opening.catch((error: Error) => said.push(error.stack ?? "", JSON.stringify(error)));

  for (const text of said) expect(text).not.toContain(credentials.secretAccessKey);
});

test("closed is closed: health says so, and nothing is taken", async () => {
  const transport = await start();
  await transport.close();
  await transport.close();

  expect(await transport.health()).toEqual({
    status: "unhealthy",
    message: 'the transport "eventbridge" is closed',
  });
  await expect(transport.publish([])).rejects.toMatchObject({ code: "TRANSPORT_CLOSED" });
  await expect(
    transport.subscribe({ group: "g", addresses: ["a"] }, async () => undefined),
  ).rejects.toMatchObject({ code: "TRANSPORT_CLOSED" });
});
