import { isConcordatError } from "@concordat/errors";
import type { Clock } from "@concordat/runtime";
import { backOff } from "./back-off.ts";
import { Lane } from "./lane.ts";
import type { Line } from "./line.ts";
import type { Entry } from "./partition-batch.ts";
import type { Settlement } from "./settlement.ts";

export type LanesWorld = {
  readonly clock: Clock;
  readonly settlement: Settlement;
  /** Partitions of a topic; `undefined` is answered by an error: the topic may not be used. */
  readonly partitionsOf: (topic: string) => Promise<number>;
  /** There is something to be sent on it. */
  readonly onReady: (line: Line) => void;
};

/** The lane of each topic that was ever published to, and how a message finds its line there. */
export class Lanes implements Iterable<Lane> {
  readonly #world: LanesWorld;
  readonly #lanes = new Map<string, Lane>();

  constructor(world: LanesWorld) {
    this.#world = world;
  }

  [Symbol.iterator](): Iterator<Lane> {
    return this.#lanes.values();
  }

  get topics(): readonly string[] {
    return [...this.#lanes.keys()];
  }

  of(topic: string): Lane {
    let lane = this.#lanes.get(topic);
    if (lane === undefined) {
      lane = new Lane(topic);
      this.#lanes.set(topic, lane);
    }
    return lane;
  }

  enter(entry: Entry, topic: string, key: string | undefined): void {
    const lane = this.of(topic);
    if (lane.lines === undefined || lane.early.length > 0) {
      lane.early.push({ entry, key });
      void this.#ask(lane);
      return;
    }
    this.#line(lane.lineOf(key), entry);
  }

  #line(line: Line, entry: Entry): void {
    line.push(entry);
    this.#world.onReady(line);
  }

  /** Until the partitions are known, or the last of those who wait for them has its result. */
  async #ask(lane: Lane): Promise<void> {
    if (lane.isAsking) return;
    lane.isAsking = true;
    const { clock, partitionsOf, settlement } = this.#world;
    for (let attempt = 1; lane.early.length > 0; attempt += 1) {
      try {
        lane.open(await partitionsOf(lane.topic));
        for (const { entry, key } of lane.early.splice(0))
          if (!entry.isSettled) this.#line(lane.lineOf(key), entry);
      } catch (error) {
        if (isFinal(error)) {
          for (const { entry } of lane.early.splice(0))
            settlement.settle(entry, { status: "refused", error });
          break;
        }
        await clock.sleep(backOff(attempt));
        lane.early.splice(0, lane.early.length, ...lane.early.filter(({ entry }) => !entry.isSettled));
      }
    }
    lane.isAsking = false;
  }
}

/** What will not be otherwise when it is tried again: a topic that may not be used, for one reason or another. */
function isFinal(error: unknown): error is Error {
  return isConcordatError(error) && error.code !== "TRANSPORT_UNREACHABLE";
}
