import { join } from "node:path";
import { expect, test } from "vitest";
import { kindOf } from "../kinds.ts";
import { repository } from "../paths.ts";
import { configuredPorts } from "../ports.ts";
import type { Facts } from "../supervise/instance.ts";
import { statusRows } from "./status-rows.ts";
import { table } from "./table.ts";

const redis: Facts = {
  id: "redis",
  name: "redis",
  state: "running",
  ports: { main: 26_379 },
  pid: 42,
  version: "7.0.15",
  how: "native",
  dataFolder: join(repository, ".cache", "services", "run", "data", "redis"),
};

test("the table has a line for the shared instance and one for each exclusive one", async () => {
  const own: Facts = { ...redis, id: "redis-2", state: "paused", ports: { main: 30_001 }, pid: 43 };

  expect(table(await statusRows(["redis"], [redis, own]))).toBe(
    [
      "name     state    port   pid  version  how     data",
      "redis    running  26379  42   7.0.15   native  .cache/services/run/data/redis",
      "redis-2  paused   30001  43   7.0.15   native  .cache/services/run/data/redis",
    ].join("\n"),
  );
});

test("what runs in a container has no pid", async () => {
  const { pid: _none, ...contained } = { ...redis, how: "docker" as const, dataFolder: "in a volume" };

  expect((await statusRows(["redis"], [contained]))[1]).toEqual([
    ...["redis", "running", "26379", "-", "7.0.15", "docker", "in a volume"],
  ]);
});

test("a service that nobody started is stopped, with the port that it would have", async () => {
  const [, row] = await statusRows(["nats"], [redis]);

  const { main } = configuredPorts("nats", kindOf("nats").ports);
  expect(row?.slice(0, 4)).toEqual(["nats", "stopped", String(main), "-"]);
});
