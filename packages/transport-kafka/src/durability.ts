import type { Durability } from "@concordat/runtime";

/** What decides how much a stored message survives. */
export type Safety = {
  readonly replicas: number;
  readonly minInSync: number;
  /** How many messages may be in memory alone: `flush.messages`. */
  readonly flushMessages: number;
};

/**
 * Kafka answers when as many replicas as `min.insync.replicas` have a message in memory, and leaves it to the machine when that
 * goes to disk: a process may crash and loses nothing. Only where two machines at least have it does it outlive a loss of power
 * at one of them; with three replicas it is still written then. Or it is on disk before the answer, message by message, which
 * Kafka can and advises against, since it is slow.
 */
export function durabilityOf({ replicas, minInSync, flushMessages }: Safety): Exclude<Durability, "none"> {
  return flushMessages === 1 || (replicas >= 3 && minInSync >= 2) ? "power-loss" : "process-crash";
}

export function weakest(durabilities: readonly Exclude<Durability, "none">[]): Exclude<Durability, "none"> {
  return durabilities.includes("process-crash") ? "process-crash" : "power-loss";
}
