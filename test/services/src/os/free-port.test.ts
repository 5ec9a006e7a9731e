import { once } from "node:events";
import { createServer } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { freePort } from "./free-port.ts";

test("a port that somebody has is passed over", async () => {
  const taken = await freePort();
  const server = createServer().listen(taken, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const random = vi.spyOn(Math, "random").mockReturnValueOnce((taken - 20_000 + 0.5) / 9_000);
  onTestFinished(() => random.mockRestore());

  expect(await freePort()).not.toBe(taken);
  expect(random.mock.calls.length).toBeGreaterThan(1);
});
