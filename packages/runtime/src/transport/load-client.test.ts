import { expect, test } from "vitest";
import { loadClient } from "./load-client.ts";

const missing = "no-such-client-of-a-broker";

test("a client that is not installed is told with what to install", async () => {
  await expect(loadClient("nats", missing, () => import(missing))).rejects.toMatchObject({
    code: "TRANSPORT_CLIENT_MISSING",
    message: `the transport "nats" needs the package ${missing}, which is not installed`,
    hint: `run \`npm install ${missing}\``,
  });
});

test("a client that is there and breaks says itself what is wrong", async () => {
  const broken = () => Promise.reject(new TypeError("broken"));

  await expect(loadClient("nats", missing, broken)).rejects.toThrow(new TypeError("broken"));
  expect(await loadClient("nats", "node:path", () => import("node:path"))).toHaveProperty("join");
});
