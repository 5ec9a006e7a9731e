import { cloudEventErrors } from "@concordat/cloudevents";
import type { Clock } from "@concordat/runtime";
import type { BatchOutcome, ProducerDriver } from "../driver.ts";
import { backOff } from "./back-off.ts";
import type { Lane } from "./lane.ts";
import type { Line } from "./line.ts";
import { PartitionBatch } from "./partition-batch.ts";
import type { Results } from "./results.ts";
import type { Settlement } from "./settlement.ts";

/** A topic that was just created may be unknown to the broker that is asked, for a moment. */
const topicGraceMs = 2_000;

type Again = BatchOutcome & { readonly status: "again" };
type Refused = BatchOutcome & { readonly status: "refused" };

export type ConclusionsWorld = {
  readonly producer: Pick<ProducerDriver, "abandon">;
  readonly clock: Clock;
  readonly settlement: Settlement;
  readonly results: Results;
  /** There is something to be sent on it. */
  readonly onReady: (line: Line) => void;
};

/** What follows from a broker's answer for a batch: results for its messages, or another try of all or some of them. */
export class Conclusions {
  readonly #world: ConclusionsWorld;

  constructor(world: ConclusionsWorld) {
    this.#world = world;
  }

  conclude(lane: Lane, line: Line, batch: PartitionBatch, outcome: BatchOutcome): void {
    batch.isInFlight = false;
    line.batches.shift();
    this.#follow(lane, line, batch, outcome);
    if (line.isReady) this.#world.onReady(line);
  }

  #follow(lane: Lane, line: Line, batch: PartitionBatch, outcome: BatchOutcome): void {
    switch (outcome.status) {
      case "stored":
        lane.missingSince = undefined;
        this.#stored(batch, outcome.offset);
        break;
      case "refused":
      case "too large":
        // This attempt stored nothing, and an earlier one may have.
        if (batch.mayBeStored) this.#giveUp(batch, outcome.error, true);
        else if (outcome.status === "refused") this.#refuse(line, batch, outcome);
        else this.#split(line, batch, outcome.error);
        break;
      case "unknown":
        this.#giveUp(batch, outcome.error, true);
        break;
      case "again":
        this.#tryAgain(lane, line, batch, outcome);
        break;
    }
  }

  #stored({ entries, partition }: PartitionBatch, offset: number | undefined): void {
    const { settlement } = this.#world;
    for (const [number, entry] of entries.entries())
      settlement.settle(
        entry,
        offset === undefined
          ? { status: "stored" }
          : { status: "stored", position: `${partition}/${offset + number}` },
      );
  }

  #refuse(line: Line, batch: PartitionBatch, { error, culprits }: Refused): void {
    const isCulprit = culprits === undefined ? () => true : (number: number) => culprits.includes(number);
    const rest = batch.entries.filter((_, number) => !isCulprit(number));
    for (const [number, entry] of batch.entries.entries())
      if (isCulprit(number)) this.#world.settlement.settle(entry, { status: "refused", error });
    if (rest.length > 0) line.batches.unshift(new PartitionBatch(line.topic, line.partition, rest));
  }

  /** Nothing of it is stored, so the parts are batches like any other. */
  #split(line: Line, { entries }: PartitionBatch, cause: Error): void {
    const [first] = entries;
    if (entries.length === 1 && first !== undefined) {
      const { bytes } = first.record;
      const error = cloudEventErrors.LIMIT_EVENT_BYTES({ bytes, limit: bytes - 1 }, { cause });
      this.#world.settlement.settle(first, { status: "refused", error });
      return;
    }
    const middle = Math.ceil(entries.length / 2);
    line.batches.unshift(
      new PartitionBatch(line.topic, line.partition, entries.slice(0, middle)),
      new PartitionBatch(line.topic, line.partition, entries.slice(middle)),
    );
  }

  #tryAgain(lane: Lane, line: Line, batch: PartitionBatch, outcome: Again): void {
    const { producer, clock, onReady } = this.#world;
    batch.mayBeStored ||= outcome.mayBeStored;
    batch.lastError = outcome.error;
    if (batch.isSettled) {
      producer.abandon(batch);
      return;
    }
    if (this.#isGone(lane, outcome)) {
      this.#giveUp(batch, outcome.error, batch.mayBeStored);
      return;
    }
    line.batches.unshift(batch);
    line.isResting = true;
    clock.after(
      backOff(batch.attempts),
      () => {
        line.isResting = false;
        onReady(line);
      },
      { keepsProcessAlive: true },
    );
  }

  /** A topic that stays away was deleted: its messages need not wait for their time to be over. */
  #isGone(lane: Lane, { isTopicMissing }: Again): boolean {
    if (!isTopicMissing) {
      lane.missingSince = undefined;
      return false;
    }
    const now = this.#world.clock.monotonic();
    lane.missingSince ??= now;
    return now - lane.missingSince >= topicGraceMs;
  }

  #giveUp(batch: PartitionBatch, error: Error, mayBeStored: boolean): void {
    const { producer, settlement, results } = this.#world;
    producer.abandon(batch);
    const result = mayBeStored
      ? results.unknown(batch.topic, error)
      : ({ status: "refused", error } as const);
    for (const entry of batch.entries) settlement.settle(entry, result);
  }
}
