import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createOwnProcesses, freePort, type Running } from "@concordat/test-services";
import { operatorOf } from "./cluster-operator.ts";
import { type Seat, settle } from "./cluster-settings.ts";
import type { Launch } from "./launch.ts";

export type Cluster = Awaited<ReturnType<typeof startCluster>>;

/** Whoever lives for a minute has no use for a compiler that takes its time: three brokers and their successors cost half of the CPU without it. */
const shortLived = ["-XX:TieredStopAtLevel=1"];

/**
 * Three brokers, each of them controller, too, that can be killed, paused and started again one by one.
 *
 * Ready when each of them knows of all. They go with whoever started them, however that ends.
 */
export async function startCluster(launch: Launch) {
  const processes = createOwnProcesses("kafka-cluster");
  const seats: Seat[] = [];
  for (const id of [1, 2, 3]) seats.push({ id, broker: await freePort(), controller: await freePort() });
  const members = seats.map((seat) => {
    const own = join(processes.folder, String(seat.id));
    mkdirSync(own);
    const properties = settle(own, join(launch.cwd, "log"), seat, seats);
    const args = [...shortLived, ...launch.args, properties];
    return createMember(seat, { ...launch, args });
  });
  const member = (id: number) => members.find((each) => each.id === id) as (typeof members)[number];
  const operator = operatorOf(() => members.filter(({ answers }) => answers).map(({ address }) => address));
  const stop = async () => {
    await Promise.all(members.map((each) => each.kill9()));
    await processes.close();
  };

  function createMember({ id, broker }: Seat, start: Launch) {
    let life: Running | undefined;
    let isPaused = false;
    return {
      id,
      address: `127.0.0.1:${broker}`,
      get isUp() {
        return life !== undefined && !life.hasEnded();
      },
      get answers() {
        return this.isUp && !isPaused;
      },
      async start() {
        life = await processes.start(String(id), start);
      },
      kill9: async () => {
        if (life !== undefined && !life.hasEnded()) await life.kill9();
      },
      async pause() {
        isPaused = true;
        await life?.pause();
      },
      async resume() {
        await life?.resume();
        isPaused = false;
      },
    };
  }

  try {
    await Promise.all(members.map((each) => each.start()));
    await operator.untilAllAreIn(seats.length);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...operator,
    brokers: members.map(({ address }) => address),
    addressOf: (id: number) => member(id).address,
    kill9: (id: number) => member(id).kill9(),
    pause: (id: number) => member(id).pause(),
    resume: (id: number) => member(id).resume(),
    start: (id: number) => member(id).start(),
    /** Starts who is dead; resolves when all have all that is stored. */
    async heal(): Promise<void> {
      await Promise.all(members.map(async (each) => (each.isUp ? each.resume() : each.start())));
      await operator.untilAllAreIn(seats.length);
    },
    /** Kills one, if it is not dead, and has the others there; resolves when they know. */
    async lose(id: number): Promise<void> {
      await member(id).kill9();
      const others = members.filter((each) => each.id !== id);
      await Promise.all(others.map(async (each) => (each.isUp ? each.resume() : each.start())));
      await operator.untilAllAreIn(others.length);
    },
    stop,
  };
}
