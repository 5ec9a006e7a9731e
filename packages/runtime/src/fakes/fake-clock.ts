import type { Clock } from "../ports/clock.ts";

export type FakeClock = Clock & {
  /** Lets time pass: whatever falls due happens in its order, and what follows from it before the next. */
  advance(milliseconds: number): Promise<void>;
  /** What was asked to wait so far, in the order asked. */
  readonly waits: readonly number[];
  /** Sets the wall clock alone, as an administrator would. */
  setWallClock(milliseconds: number): void;
};

type Alarm = { readonly due: number; readonly ring: () => void };

/** A clock that stands still until it is told. It begins on 2026-01-01T00:00:00Z. */
export function createFakeClock(): FakeClock {
  let elapsed = 0;
  let wallOffset = Date.UTC(2026, 0, 1);
  const alarms = new Set<Alarm>();
  const waits: number[] = [];
  const after = (milliseconds: number, ring: () => void) => {
    const alarm = { due: elapsed + Math.max(0, milliseconds), ring };
    alarms.add(alarm);
    return () => void alarms.delete(alarm);
  };
  const next = (until: number) => {
    let first: Alarm | undefined;
    for (const alarm of alarms) if (alarm.due <= until && (!first || alarm.due < first.due)) first = alarm;
    return first;
  };
  return {
    now: () => wallOffset + elapsed,
    monotonic: () => elapsed,
    after,
    sleep: (milliseconds, signal) => {
      waits.push(milliseconds);
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const cancel = after(milliseconds, () => {
          signal?.removeEventListener("abort", onAbort);
          resolve();
        });
        const onAbort = () => {
          cancel();
          reject(signal?.reason);
        };
        signal?.addEventListener("abort", onAbort, { once: true });
      });
    },
    async advance(milliseconds) {
      const until = elapsed + milliseconds;
      await settle();
      for (let alarm = next(until); alarm !== undefined; alarm = next(until)) {
        alarms.delete(alarm);
        elapsed = Math.max(elapsed, alarm.due);
        alarm.ring();
        await settle();
      }
      elapsed = until;
      await settle();
    },
    waits,
    setWallClock(milliseconds) {
      wallOffset = milliseconds - elapsed;
    },
  };
}

/** Promises that follow from one another come to rest; whoever waits for the outside world does not. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}
