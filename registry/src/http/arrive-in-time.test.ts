import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import fastify from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../testing/free-port.ts";
import { arriveInTime } from "./arrive-in-time.ts";

const server = fastify({ requestTimeout: 0 });
arriveInTime(server, 1);
server.post("/event", async () => "");
server.addContentTypeParser("application/x-ndjson", (_request, payload, done) => done(null, payload));
server.post("/events", { config: { endless: true } }, async (request, reply) => {
  reply.hijack();
  reply.raw.write("HTTP");
  for await (const chunk of request.body as AsyncIterable<Buffer>) reply.raw.write(chunk);
  reply.raw.end();
});

beforeAll(async () => {
  await server.listen({ host: "127.0.0.1", port: await freePort() });
});
afterAll(() => server.close());

function open(path: string, type: string) {
  const socket = connect((server.server.address() as AddressInfo).port, "127.0.0.1");
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: ${type}\r\ntransfer-encoding: chunked\r\n\r\n`,
  );
  return socket;
}

test("a body that does not arrive ends the connection, and says why", async () => {
  const socket = open("/event", "application/json");
  socket.write("1\r\n{\r\n");

  const answer = await text(socket);

  expect(answer).toMatch(/^HTTP\/1.1 408 /);
  expect(answer).toContain("the request was not complete after 1 seconds");
});

test("a body that trickles in ends the connection too", async () => {
  const socket = open("/event", "application/json");
  const trickle = setInterval(() => socket.writable && socket.write("1\r\n \r\n"), 100);

  const answer = await text(socket);
  clearInterval(trickle);

  expect(answer).toMatch(/^HTTP\/1.1 408 /);
});

test("a stream may take longer as long as it moves, and is ended when it stands still", async () => {
  const socket = open("/events", "application/x-ndjson");
  let sent = 0;
  const trickle = setInterval(() => {
    socket.write("2\r\nx\n\r\n");
    sent += 1;
  }, 250);
  await expect.poll(() => sent).toBeGreaterThan(12);
  expect(socket.destroyed).toBe(false);
  clearInterval(trickle);
  socket.resume();

  await once(socket, "close");
});
