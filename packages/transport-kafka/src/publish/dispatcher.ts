import type { Clock } from "@concordat/runtime";
import type { BatchOutcome, ProducerDriver } from "../driver.ts";
import type { Conclusions } from "./conclusions.ts";
import type { Lanes } from "./lanes.ts";
import type { BatchLimits, Line } from "./line.ts";
import type { PartitionBatch } from "./partition-batch.ts";

/** As other clients have it: enough to fill the wire, little enough to be taken back. */
const requestsPerBroker = 5;

/** A request of several partitions stays below what a broker takes by far. */
const mostRequestBytes = 16 * 1_048_576;

/** Between two looks at who leads what. */
const refreshPauseMs = 50;

export type DispatcherWorld = {
  readonly producer: ProducerDriver;
  readonly clock: Clock;
  readonly lanes: Lanes;
  readonly conclusions: Conclusions;
  readonly limits: BatchLimits;
  readonly lingerMs: number;
  /** A request has ended, and its messages have their results or wait again. */
  readonly onAnswered: () => void;
};

type Request = { readonly lines: Line[]; readonly batches: PartitionBatch[]; bytes: number };

/** Sends what the lines have, a request for each broker that leads some of them. */
export class Dispatcher {
  readonly #world: DispatcherWorld;
  readonly #ready = new Set<Line>();
  readonly #underWay = new Map<number, number>();
  #isDrainPlanned = false;
  #refreshing: Promise<void> | undefined;
  #trouble: Error | undefined;

  constructor(world: DispatcherWorld) {
    this.#world = world;
  }

  /** Why nobody knows who leads what. */
  get trouble(): Error | undefined {
    return this.#trouble;
  }

  /** There is something to be sent on it. */
  ready(line: Line): void {
    this.#ready.add(line);
    this.#planDrain();
  }

  /**
   * After everybody who is woken in this turn had a chance to publish: answers come for many at once, and what they answer with
   * rides together.
   */
  #planDrain(): void {
    if (this.#isDrainPlanned) return;
    this.#isDrainPlanned = true;
    const drain = () => {
      this.#isDrainPlanned = false;
      this.#drain();
    };
    const { clock, lingerMs } = this.#world;
    if (lingerMs > 0) clock.after(lingerMs, drain, { keepsProcessAlive: true });
    else setImmediate(drain);
  }

  #drain(): void {
    const { producer } = this.#world;
    const requests = new Map<number, Request>();
    let isSomebodyLost = false;
    for (const line of this.#ready) {
      if (!line.isReady) {
        this.#ready.delete(line);
        continue;
      }
      const destination = producer.destinationOf(line.topic, line.partition);
      if (destination === undefined) {
        isSomebodyLost = true;
        continue;
      }
      if ((this.#underWay.get(destination) ?? 0) >= requestsPerBroker) continue;
      let request = requests.get(destination);
      if (request === undefined) {
        request = { lines: [], batches: [], bytes: 0 };
        requests.set(destination, request);
      }
      if (request.bytes < mostRequestBytes) this.#add(request, line);
    }
    for (const [destination, request] of requests) void this.#send(destination, request);
    if (isSomebodyLost) this.#refresh();
  }

  #add(request: Request, line: Line): void {
    const { producer, lanes, limits } = this.#world;
    line.dropSettled((batch) => producer.abandon(batch));
    const batch = line.nextBatch(limits);
    this.#ready.delete(line);
    if (batch === undefined) return;
    lanes.of(line.topic).turn(line);
    batch.isInFlight = true;
    batch.attempts += 1;
    request.lines.push(line);
    request.batches.push(batch);
    for (const { record } of batch.entries) request.bytes += record.size;
  }

  async #send(destination: number, { lines, batches }: Request): Promise<void> {
    const { producer, lanes, conclusions, onAnswered } = this.#world;
    this.#underWay.set(destination, (this.#underWay.get(destination) ?? 0) + 1);
    const outcomes = await producer.send(destination, batches);
    this.#underWay.set(destination, (this.#underWay.get(destination) ?? 1) - 1);
    let isStale = false;
    for (const [index, line] of lines.entries()) {
      const outcome = outcomes[index] as BatchOutcome;
      if (outcome.status === "again" && outcome.isLeaderStale) isStale = true;
      conclusions.conclude(lanes.of(line.topic), line, batches[index] as PartitionBatch, outcome);
    }
    if (isStale) this.#refresh();
    // Others may have waited for this request to end.
    if (this.#ready.size > 0) this.#planDrain();
    onAnswered();
  }

  #refresh(): void {
    const { producer, lanes, clock } = this.#world;
    this.#refreshing ??= producer
      .refresh(lanes.topics)
      .then(
        () => {
          this.#trouble = undefined;
        },
        (error: Error) => {
          this.#trouble = error;
        },
      )
      .then(() => clock.sleep(refreshPauseMs))
      .then(() => {
        this.#refreshing = undefined;
        if (this.#ready.size > 0) this.#planDrain();
      });
  }
}
