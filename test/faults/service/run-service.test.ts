import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nats } from "../targets/nats.ts";
import { runService } from "./run-service.ts";

test("a service that cannot work ends with a code, and is not waited for", async () => {
  const [target] = nats;
  if (target === undefined) throw new Error("there is no NATS to begin with");
  const order = {
    target: { ...target, from: { package: "@concordat/nowhere", name: "underTest" } },
    place: { host: "127.0.0.1", port: 1, url: "nats://127.0.0.1:1" },
    address: "orders",
    group: "billing",
    load: { events: 0, eventsPerSecond: 1, publishers: 1, keysPerPublisher: 1 },
    keys: "",
    history: join(tmpdir(), "never-written.jsonl"),
  };

  expect(await runService(order, 0, { quiet: true })).toMatchObject({
    code: 1,
    signal: null,
    unanswered: undefined,
  });
});
