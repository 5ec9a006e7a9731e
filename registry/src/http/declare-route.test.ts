import { once } from "node:events";
import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createServer } from "../server.ts";
import { freePort } from "../testing/free-port.ts";
import { registryWith, snapshotOf } from "../testing/snapshots.ts";

async function listening() {
  const lines: string[] = [];
  const registry = await registryWith(snapshotOf({ "shop/money/1.0.0": {} }, ["shop/money/1.0.0"]));
  const server = await createServer({
    registry,
    log: { level: "info", stream: { write: (line) => void lines.push(line) } },
  });
  onTestFinished(() => server.close());
  const port = await freePort();
  await server.listen({ host: "127.0.0.1", port });
  const troubles = () =>
    lines
      .map((line) => JSON.parse(line) as { level: number; err?: unknown })
      .filter(({ level }) => level > 30);
  return { port, troubles };
}

test("what is answered is answered once, and nobody warns of it", async () => {
  const { port, troubles } = await listening();

  for (const path of ["/v1/contracts", "/shop/money/1.0.0", "/", "/metrics", "/v1/bundle"])
    expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(200);
  expect(troubles()).toEqual([]);
});

test("a client that goes away in the middle of a stream is no fault of the server", async () => {
  const { port, troubles } = await listening();
  const socket = connect(port, "127.0.0.1");
  const head = "POST /v1/validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n";
  socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n3\r\n{}\n\r\n`);
  await once(socket, "data");

  socket.destroy();
  // What the server makes of it, it has made by the time it has answered others.
  for (let others = 0; others < 20; others++)
    expect((await fetch(`http://127.0.0.1:${port}/v1/contracts`)).status).toBe(200);
  expect(troubles()).toEqual([]);
});
