import { Queue } from "../collections/queue.ts";

/**
 * Runs tasks, at most so many at once, and those of one key one after the other.
 *
 * What a consumer of a broker needs that hands over messages as they come: order where there is a key, and as much at once as was
 * asked for. A lane exists as long as its key has something to do.
 */
export type Lanes = {
  /**
   * Resolves or rejects as the task does. Tasks of one key begin in the order in which they were put in, each after the one before
   * has ended, whichever way; one that fails does not stop those behind it. Without a key a task waits for nothing but room.
   */
  run<Result>(key: string | undefined, task: () => Promise<Result>): Promise<Result>;
  /** More or fewer at once, from now on. What runs already is not called back. */
  resize(atOnce: number): void;
  /** Resolves when nothing runs and nothing waits: the moment may pass if somebody goes on putting in. */
  drain(): Promise<void>;
  /** Drops what has not begun, rejecting it with this reason, and answers how much that was. What runs goes on. */
  clear(reason: unknown): number;
  readonly running: number;
  readonly waiting: number;
  /** Keys that have something running or waiting. */
  readonly keys: number;
};

type Task = {
  readonly key: string | undefined;
  /** Never rejects: how the task ends, its caller is told. */
  readonly start: () => Promise<void>;
  readonly drop: (reason: unknown) => void;
};

export function createLanes(options: { readonly atOnce: number }): Lanes {
  return new KeyedLanes(checked(options.atOnce));
}

class KeyedLanes implements Lanes {
  #atOnce: number;
  #running = 0;
  #waiting = 0;
  /** What may begin as soon as there is room: nothing of its key runs, nothing of its key is before it. */
  readonly #ready = new Queue<Task>();
  /** A key that is running or ready, and what waits behind that. */
  readonly #lanes = new Map<string, Queue<Task> | undefined>();
  /** Keys of which a task runs. */
  readonly #busyKeys = new Set<string>();
  #onIdle: (() => void)[] = [];

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting;
  }

  get keys(): number {
    return this.#lanes.size;
  }

  run<Result>(key: string | undefined, task: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const start = async () => {
        // The room is free before the caller hears of the end.
        let tell: () => void;
        try {
          const result = await task();
          tell = () => resolve(result);
        } catch (error) {
          tell = () => reject(error);
        }
        this.#end(key);
        tell();
      };
      this.#put({ key, start, drop: reject });
    });
  }

  resize(atOnce: number): void {
    this.#atOnce = checked(atOnce);
    this.#startReady();
  }

  drain(): Promise<void> {
    if (this.#isIdle()) return Promise.resolve();
    return new Promise((resolve) => this.#onIdle.push(resolve));
  }

  clear(reason: unknown): number {
    const dropped = all(this.#ready);
    for (const [key, lane] of this.#lanes) {
      if (lane !== undefined) for (const task of all(lane)) dropped.push(task);
      if (this.#busyKeys.has(key)) this.#lanes.set(key, undefined);
      else this.#lanes.delete(key);
    }
    this.#waiting = 0;
    for (const task of dropped) task.drop(reason);
    this.#tellIdle();
    return dropped.length;
  }

  #put(task: Task): void {
    this.#waiting += 1;
    if (task.key === undefined || !this.#lanes.has(task.key)) {
      if (task.key !== undefined) this.#lanes.set(task.key, undefined);
      this.#ready.push(task);
      this.#startReady();
      return;
    }
    let lane = this.#lanes.get(task.key);
    if (lane === undefined) {
      lane = new Queue();
      this.#lanes.set(task.key, lane);
    }
    lane.push(task);
  }

  #startReady(): void {
    while (this.#running < this.#atOnce) {
      const task = this.#ready.shift();
      if (task === undefined) return;
      this.#waiting -= 1;
      this.#running += 1;
      if (task.key !== undefined) this.#busyKeys.add(task.key);
      void task.start();
    }
  }

  #end(key: string | undefined): void {
    this.#running -= 1;
    if (key !== undefined) this.#next(key);
    this.#startReady();
    this.#tellIdle();
  }

  #next(key: string): void {
    this.#busyKeys.delete(key);
    const next = this.#lanes.get(key)?.shift();
    if (next === undefined) this.#lanes.delete(key);
    else this.#ready.push(next);
  }

  #isIdle(): boolean {
    return this.#running === 0 && this.#waiting === 0;
  }

  #tellIdle(): void {
    if (this.#onIdle.length === 0 || !this.#isIdle()) return;
    const waiting = this.#onIdle;
    this.#onIdle = [];
    for (const resolve of waiting) resolve();
  }
}

function all(queue: Queue<Task>): Task[] {
  return Array.from({ length: queue.size }, () => queue.shift() as Task);
}

function checked(atOnce: number): number {
  if (Number.isInteger(atOnce) && atOnce >= 1) return atOnce;
  throw new RangeError(`lanes run at least one task at once, not ${atOnce}`);
}
