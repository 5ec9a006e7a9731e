import { once } from "node:events";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { kindOf, serviceNames } from "./kinds.ts";
import {
  configuredPorts,
  createPortPool,
  firstEphemeralPort,
  isPortFree,
  poolVariable,
  portVariable,
  requireFreePorts,
} from "./ports.ts";

const allPorts = serviceNames.flatMap((name) => Object.values(kindOf(name).ports));

test("every default port lies below the range of outgoing connections, and none is given twice", () => {
  expect(allPorts.filter((port) => port >= firstEphemeralPort)).toEqual([]);
  expect(new Set(allPorts).size).toBe(allPorts.length);
});

test("each port is moved by the variable that bears its name", () => {
  const env = { CONCORDAT_KAFKA_PORT: "20001", CONCORDAT_KAFKA_CONTROLLER_PORT: "20002" };

  expect(configuredPorts("kafka", { main: 1, controller: 2, third: 3 }, env)).toEqual({
    main: 20_001,
    controller: 20_002,
    third: 3,
  });
  expect(portVariable("kafka", "controller")).toBe("CONCORDAT_KAFKA_CONTROLLER_PORT");
});

test.each(["0", "80", "32768", "70000", "kafka", "", "1e4"])("%j is no port for a service", (value) => {
  const env = { CONCORDAT_REDIS_PORT: value };

  expect(() => configuredPorts("redis", { main: 1 }, env)).toThrow(
    expect.objectContaining({ code: "SERVICE_SETTING_INVALID" }),
  );
});

test("a port that somebody serves is refused with its number and the variable that moves it", async () => {
  const taken = await serveSomething();

  await expect(requireFreePorts("nats", { main: taken })).rejects.toMatchObject({
    code: "SERVICE_PORT_TAKEN",
    params: { name: "nats", port: taken, variable: "CONCORDAT_NATS_PORT" },
  });
});

test("a port that is given up while we wait for it is taken", async () => {
  const server = createServer();
  const port = await listen(server);

  const waiting = requireFreePorts("nats", { main: port });
  server.close();

  await expect(waiting).resolves.toBeUndefined();
});

test("the pool lends no port twice until it is given back, and none that is served", async () => {
  const taken = await serveSomething();
  const pool = createPortPool(() => 0, { [poolVariable]: `${taken}-${taken + 3}` });

  const first = await pool.lend();
  const second = await pool.lend();
  pool.giveBack(first);

  expect([first, second]).not.toContain(taken);
  expect(first).not.toBe(second);
  expect(await pool.lend()).toBe(first);
});

test("an empty pool says so", async () => {
  const taken = await serveSomething();
  const pool = createPortPool(() => 0, { [poolVariable]: `${taken}-${taken}` });

  await expect(pool.lend()).rejects.toMatchObject({ code: "SERVICE_PORT_TAKEN" });
});

test("a pool that is no range is refused", () => {
  for (const range of ["30000", "31000-30000", "30000-40000", "a-b"])
    expect(() => createPortPool(Math.random, { [poolVariable]: range })).toThrow(
      expect.objectContaining({ code: "SERVICE_SETTING_INVALID" }),
    );
});

async function serveSomething(): Promise<number> {
  const server = createServer();
  onTestFinished(() => void server.close());
  return listen(server);
}

/** On a port below the ephemeral range, as the code under test demands it. */
async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  const port = await createPortPool(Math.random, { [poolVariable]: "29100-29299" }).lend();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  expect(await isPortFree(port)).toBe(false);
  return port;
}
