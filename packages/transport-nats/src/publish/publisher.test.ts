import { createFakeClock } from "@concordat/runtime/fakes";
import { expect, test } from "vitest";
import type { NatsLink, WireMessage } from "../drivers/driver.ts";
import type { Topology } from "../topology/topology.ts";
import { encodeMessage } from "../wire/encode-message.ts";
import { Publisher } from "./publisher.ts";

/** A connection whose answers the test gives. */
function setUp() {
  const state = { isConnected: true, sent: 0, maxPayload: 1_000 };
  let hear: (message: WireMessage) => void = () => undefined;
  const link: Partial<NatsLink> = {
    get isConnected() {
      return state.isConnected;
    },
    get server() {
      return { at: "here", version: "2.15.2", maxPayload: state.maxPayload };
    },
    inbox: () => "_INBOX.x",
    subscribe: (_, onMessage) => {
      hear = onMessage;
      return { drain: async () => undefined, end: () => undefined };
    },
    publish: () => {
      state.sent += 1;
    },
    headersOf: (message) => (message as { headers?: Uint8Array }).headers,
  };
  const stream = { name: "S", duplicateWindowMs: 120_000, messageBytes: Number.POSITIVE_INFINITY };
  const topology: Partial<Topology> = { streamOf: async () => stream, forget: () => undefined };
  const publisher = new Publisher({
    link: link as NatsLink,
    topology: topology as Topology,
    clock: createFakeClock(),
    publishTimeoutMs: 5_000,
    maxPendingMessages: 100,
    maxPendingBytes: 100_000,
  });
  const publish = async (id: string) => {
    const event = { specversion: "1.0", id, source: "/s", type: "t", data: { id } } as const;
    const content = encodeMessage({ address: "orders", event }, "binary");
    const results = publisher.publish([{ address: "orders", subject: "orders", content }]);
    // The stream is looked up before the first one leaves.
    await new Promise((resolve) => setImmediate(resolve));
    return results.then(([result]) => result);
  };
  const breakConnection = () => {
    state.isConnected = false;
    publisher.connectionLost();
  };
  const findConnection = () => {
    state.isConnected = true;
    publisher.connectionFound();
  };
  const answer = (number: number, data: string, status?: string) => {
    const headers = status === undefined ? {} : { headers: Buffer.from(`NATS/1.0 ${status}\r\n\r\n`) };
    hear({ subject: `_INBOX.x.${number}`, data: Buffer.from(data), ...headers });
  };
  return { state, publish, answer, breakConnection, findConnection };
}

const full =
  '{"error":{"code":503,"err_code":10077,"description":"maximum bytes exceeded"},"stream":"S","seq":0}';

test.each([
  ["the stream has no room", full, undefined, "NATS_REFUSED"],
  ["no stream listens", "", "503", "TRANSPORT_UNREACHABLE"],
])("it is refused where %s", async (_, data, status, code) => {
  const { publish, answer } = setUp();
  const publishing = publish("1");
  await new Promise((resolve) => setImmediate(resolve));
  answer(1, data, status);

  expect(await publishing).toMatchObject({ status: "refused", error: { code } });
});

test.each([
  ["the stream has no room", full, undefined, "maximum bytes"],
  ["no stream listens", "", "503", "no stream takes"],
])("and unknown where %s when it is sent again, since it may have been stored before", async (...row) => {
  const [, data, status, words] = row;
  const { state, publish, answer, breakConnection, findConnection } = setUp();
  const publishing = publish("1");
  await new Promise((resolve) => setImmediate(resolve));
  breakConnection();
  findConnection();
  expect(state.sent).toBe(2);
  answer(1, data, status);

  expect(await publishing).toMatchObject({
    status: "unknown",
    error: { code: "TRANSPORT_NO_ANSWER", message: expect.stringContaining(words) },
  });
});

test("what one server took and is too large for the next is unknown", async () => {
  const { state, publish, breakConnection, findConnection } = setUp();
  const publishing = publish("1");
  await new Promise((resolve) => setImmediate(resolve));
  breakConnection();
  state.maxPayload = 10;
  findConnection();

  expect(await publishing).toMatchObject({ status: "unknown", error: { code: "TRANSPORT_NO_ANSWER" } });
  expect(state.sent).toBe(1);
});

test("what was sent again and had been stored the first time is stored, and no duplicate", async () => {
  const { publish, answer, breakConnection, findConnection } = setUp();
  const publishing = publish("1");
  await new Promise((resolve) => setImmediate(resolve));
  breakConnection();
  findConnection();
  answer(1, '{"stream":"S","seq":7,"duplicate": true}');

  expect(await publishing).toEqual({ status: "stored", position: "7" });
});
