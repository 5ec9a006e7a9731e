import { createMemoryTransport } from "@concordat/runtime";
import { createFakeClock } from "@concordat/runtime/fakes";
import { expect, test } from "vitest";
import { idOf } from "../history/delivery-record.ts";
import { createRandom } from "../random.ts";
import { World } from "../world.ts";
import { withFaults } from "./with-faults.ts";

function createWorld(): World {
  return new World({
    property: "faults",
    create: () => createMemoryTransport(),
    addressOf: (name) => name,
    full: false,
    patienceMs: 60_000,
    seed: 1,
    broker: undefined,
  });
}

test("each message has the fate that was planned, and its neighbours have theirs", async () => {
  const world = createWorld();
  const [address, group] = [await world.address(), world.group()];
  const messages = world.messages(address, 4);
  const fates = ["refused", "message-lost", "answer-lost", undefined] as const;
  const transport = withFaults(await world.open(), {
    publish: (message) =>
      fates[messages.findIndex(({ event }) => "event" in message && event === message.event)],
  });
  await world.consume(transport, { group, addresses: [address] });

  const results = await world.publish(transport, messages);
  await world.untilHandled(group, 2);

  expect(results.map(({ status }) => status)).toEqual(["refused", "unknown", "unknown", "stored"]);
  expect(results[0]).toMatchObject({ error: { code: "FAULT_PLANTED" } });
  expect(world.handledBy(group)).toEqual(messages.slice(2).map(({ event }) => event.id));
  expect(transport.planted).toMatchObject({ refused: 1, "message-lost": 1, "answer-lost": 1 });
  world.verify({ groups: { [group]: [address] } });
  await world.close();
});

test("with an acknowledgement lost, a message that was handled comes again", async () => {
  const world = createWorld();
  const [address, group] = [await world.address(), world.group()];
  const transport = withFaults(await world.open(), {
    handle: ({ attempt }) => (attempt === 1 ? "acknowledgement-lost" : undefined),
  });
  await world.consume(transport, { group, addresses: [address] });

  await world.store(transport, world.messages(address, 3));
  await world.until("all came twice", () => world.deliveredTo(group).length === 6);

  expect(transport.planted["acknowledgement-lost"]).toBe(3);
  expect(() => world.verify({ groups: { [group]: [address] }, once: true })).toThrow(/handed to the group/);
  world.verify({ groups: { [group]: [address] }, attempts: true });
  await world.close();
});

test("slow is slow on both ways, by the clock that was handed in, and loses nothing", async () => {
  const world = createWorld();
  const clock = createFakeClock();
  const [address, group] = [await world.address(), world.group()];
  const transport = withFaults(await world.open(), { publishDelayMs: 100, handleDelayMs: 50, clock });
  await world.consume(transport, { group, addresses: [address] });

  const publishing = world.publish(transport, world.messages(address, 1));
  await clock.advance(99);
  expect(world.deliveredTo(group)).toEqual([]);
  await clock.advance(1);
  await publishing;
  await clock.advance(49);
  expect(world.deliveredTo(group)).toEqual([]);
  await clock.advance(1);

  expect(world.handledBy(group)).toHaveLength(1);
  await world.close();
});

test("a publisher that sends again what was not certainly stored loses nothing, whatever goes wrong", async () => {
  const seed = Math.floor(Math.random() * 2 ** 32);
  const random = createRandom(seed);
  const world = createWorld();
  const [address, group] = [await world.address(), world.group()];
  const publishFaults = ["refused", "message-lost", "answer-lost"] as const;
  const transport = withFaults(await world.open(), {
    publish: () => (random() < 0.3 ? publishFaults[Math.floor(random() * 3)] : undefined),
    handle: () => (random() < 0.2 ? "acknowledgement-lost" : undefined),
  });
  const seen = new Set<string>();
  await world.consume(transport, { group, addresses: [address] }, async (delivery) => {
    const id = idOf(delivery);
    if (!seen.has(id)) world.history.add({ did: "effect", id, group, member: "effects" });
    seen.add(id);
  });

  let waiting = world.messages(address, 500);
  while (waiting.length > 0) {
    const results = await world.publish(transport, waiting);
    waiting = waiting.filter((_, index) => results[index]?.status !== "stored");
  }
  await world.untilHandled(group, 500);

  expect(
    Object.values(transport.planted).every((times) => times > 0),
    `seed ${seed}`,
  ).toBe(true);
  world.verify({ groups: { [group]: [address] } });
  await world.close();
});
