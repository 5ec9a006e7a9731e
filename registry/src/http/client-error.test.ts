import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createServer } from "../server.ts";
import { freePort } from "../testing/free-port.ts";
import { registryWith, snapshotOf } from "../testing/snapshots.ts";

let server: FastifyInstance;

beforeAll(async () => {
  server = await createServer({ registry: await registryWith(snapshotOf({ "shop/money/1.0.0": {} })) });
  await server.listen({ host: "127.0.0.1", port: await freePort() });
});

afterAll(() => server.close());

test.each([
  ["what is not HTTP", "hello\r\n\r\n", 400, "HTTP_SYNTAX"],
  [
    "endless headers",
    `GET / HTTP/1.1\r\nhost: a\r\nx: ${"y".repeat(20_000)}\r\n\r\n`,
    431,
    "LIMIT_HEADER_BYTES",
  ],
  [
    "two lengths",
    "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
    400,
    "HTTP_SYNTAX",
  ],
])("%s gets a problem and the connection ends", async (_what, bytes, status, code) => {
  const [head = "", body = ""] = (await exchange(bytes)).split("\r\n\r\n");

  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toContain("content-type: application/problem+json");
  expect(JSON.parse(body)).toMatchObject({ status, code });
  expect((await server.inject("/health")).statusCode).toBe(200);
});

/** All that comes back until the other side closes. */
async function exchange(bytes: string): Promise<string> {
  const socket = connect((server.server.address() as AddressInfo).port, "127.0.0.1");
  socket.write(bytes);
  return text(socket);
}
