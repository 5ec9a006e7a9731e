import { type Clock, systemClock } from "../ports/clock.ts";
import { defaultRedeliveryDelayMs } from "../transport/redelivery-delay.ts";

/** What a broker in memory keeps, and how it says that it is full. All limits are per address. */
export type MemoryBrokerOptions = {
  readonly clock?: Clock;
  /** Body and headers of one message, in bytes. Default 1 MiB. */
  readonly messageBytes?: number;
  /** What is kept for groups that are still to come, oldest dropped first. What a group has not read yet is never dropped by this. */
  readonly retention?: {
    /** Default 10,000. */
    readonly messages?: number;
    /** Bodies and headers together. Default 16 MiB. */
    readonly bytes?: number;
    /** Default: whatever its age. */
    readonly ageMs?: number;
  };
  /** What a group may have waiting, what is with its handlers included. */
  readonly unread?: {
    /** Default 10,000. */
    readonly messages?: number;
    /** Default 64 MiB. A message that finds nothing else waiting is taken whatever its size. */
    readonly bytes?: number;
    /**
     * What becomes of a message that finds a group at its limit.
     *
     * - `wait` (default): its publish waits, and those that come after it at this address wait behind it.
     * - `refuse`: its result is refused with BACKPRESSURE_LIMIT, at once.
     * - `drop-oldest`: the group loses the oldest message that it has not begun to look at. Health says how many it lost.
     */
    readonly whenFull?: "wait" | "refuse" | "drop-oldest";
    /** With `wait`: after so long the message is refused with BACKPRESSURE_LIMIT. Default 5,000: less than a bus waits for an answer, or it would be told nothing but that. */
    readonly waitMs?: number;
  };
  /**
   * Within this time a second event of the same `source` and `id` is not stored at an address. Default 0: none is looked
   * for, since every id of the window is remembered, and a publish in one process has no unknown outcome that would make someone repeat it.
   */
  readonly dedupeWindowMs?: number;
  /** How long a message rests before it is handed out again, by the attempts it had. Default: 0 after the first, then 1, 2, 4 … 1,000 ms. */
  readonly redeliveryDelayMs?: (attempts: number) => number;
};

export type MemorySettings = {
  readonly clock: Clock;
  readonly messageBytes: number;
  readonly retention: { readonly messages: number; readonly bytes: number; readonly ageMs: number };
  readonly unread: {
    readonly messages: number;
    readonly bytes: number;
    readonly whenFull: "wait" | "refuse" | "drop-oldest";
    readonly waitMs: number;
  };
  readonly dedupeWindowMs: number;
  readonly redeliveryDelayMs: (attempts: number) => number;
};

const mebibyte = 1_048_576;

export function settingsOf(options: MemoryBrokerOptions): MemorySettings {
  return {
    clock: options.clock ?? systemClock,
    messageBytes: options.messageBytes ?? mebibyte,
    retention: {
      messages: options.retention?.messages ?? 10_000,
      bytes: options.retention?.bytes ?? 16 * mebibyte,
      ageMs: options.retention?.ageMs ?? Number.POSITIVE_INFINITY,
    },
    unread: {
      messages: options.unread?.messages ?? 10_000,
      bytes: options.unread?.bytes ?? 64 * mebibyte,
      whenFull: options.unread?.whenFull ?? "wait",
      waitMs: options.unread?.waitMs ?? 5_000,
    },
    dedupeWindowMs: options.dedupeWindowMs ?? 0,
    redeliveryDelayMs: options.redeliveryDelayMs ?? defaultRedeliveryDelayMs,
  };
}
