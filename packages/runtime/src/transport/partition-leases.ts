import type { Clock } from "../ports/clock.ts";

/**
 * Where the members of a group tell each other that they live, and take partitions. One store serves one group at one
 * address. Every call may reject where the store is away; then nothing changed as far as the caller knows.
 */
export type LeaseStore = {
  /** Tells that the member lives, for so long, and answers all members that do, itself among them. */
  beat(member: string, forMs: number): Promise<readonly string[]>;
  /** Takes the partition for so long unless somebody else has it, or prolongs it; answers whether the member has it now. Atomic. */
  take(partition: number, member: string, forMs: number): Promise<boolean>;
  /** Gives it up if the member has it. */
  free(partition: number, member: string): Promise<void>;
  /** The member is gone. */
  leave(member: string): Promise<void>;
  /** Has the other members look again, now rather than at their next beat. Hearing of it, a member calls `nudge`. */
  tell(): Promise<void>;
};

export type PartitionLeasesOptions = {
  readonly store: LeaseStore;
  readonly member: string;
  readonly partitions: number;
  readonly clock: Clock;
  /** After so long without a word a member counts as dead, and its partitions are taken by others. Default 10,000. */
  readonly leaseMs?: number;
  /** It is this member's: what is left there from somebody before, and what comes, may be read. */
  readonly onGained: (partition: number) => void;
  /** Nothing of it may be handed out any more; resolves when nothing of it is with a handler, at most `graceMs` later. It is freed then. */
  readonly onLosing: (partition: number, why: "rebalance" | "expired") => Promise<void>;
  readonly onTrouble: (error: unknown) => void;
};

/**
 * Divides the partitions of an address among the members of a group, each to one member at a time, so that a key's messages are
 * never with two.
 *
 * Every member sees the same list of living members and works out by itself which partitions fall to whom; a lease makes
 * sure of it while their lists differ. A member that cannot prolong a lease stops before the lease ends.
 */
export class PartitionLeases {
  readonly #options: PartitionLeasesOptions;
  readonly #leaseMs: number;
  /** When each lease that is held was last known to hold, by the monotonic clock, as of before it was asked for. */
  readonly #mine = new Map<number, number>();
  readonly #losing = new Map<number, Promise<void>>();
  /** Of those that are being lost, what is given up just now: not to be prolonged any more. */
  readonly #freeing = new Set<number>();
  #isOpen = true;
  #round: Promise<void> = Promise.resolve();
  #cancel: (() => void) | undefined;
  #cancelWatch: (() => void) | undefined;
  #isWorking = false;
  #isNudged = false;
  #isComplete = false;
  #onComplete: () => void = () => {};

  constructor(options: PartitionLeasesOptions) {
    this.#options = options;
    this.#leaseMs = options.leaseMs ?? 10_000;
  }

  get held(): readonly number[] {
    return [...this.#mine.keys()];
  }

  /** Resolves when this member has its share, or when those who have it now did not give it within a lease. Rejects where the store is away. */
  async start(): Promise<void> {
    await this.#work();
    this.#plan();
    this.#watchLeases();
    if (this.#isComplete || !this.#isOpen) return;
    const { clock, store } = this.#options;
    await store.tell();
    if (!this.#isOpen) return;
    await new Promise<void>((resolve) => {
      const cancel = clock.after(this.#leaseMs, resolve, { keepsProcessAlive: true });
      this.#onComplete = () => {
        cancel();
        resolve();
      };
    });
  }

  /** Another member came or went, as somebody heard: looks at once instead of at the next beat. */
  nudge(): void {
    if (!this.#isOpen || this.#isNudged) return;
    this.#isNudged = true;
    // A round that is under way may have looked already: another one follows it.
    if (!this.#isWorking) this.#plan();
  }

  /** Everything is freed; what was read of it has to be given back before. */
  async close(): Promise<void> {
    this.#isOpen = false;
    this.#cancel?.();
    this.#cancelWatch?.();
    this.#onComplete();
    await this.#round.catch(() => undefined);
    await Promise.allSettled([...this.#losing.values()]);
    const { store, member } = this.#options;
    await Promise.allSettled([...this.#mine.keys()].map((partition) => store.free(partition, member)));
    this.#mine.clear();
    await store.leave(member);
    await store.tell();
  }

  #plan(): void {
    this.#cancel?.();
    if (!this.#isOpen) return;
    this.#cancel = this.#options.clock.after(this.#isNudged ? 0 : this.#leaseMs / 4, () => {
      this.#round = this.#work()
        .catch((error: unknown) => this.#options.onTrouble(error))
        .then(() => this.#plan());
    });
  }

  /** By a clock of its own: a store that does not answer must not keep anybody from seeing that a lease ends. */
  #watchLeases(): void {
    this.#cancelWatch = this.#options.clock.after(this.#leaseMs / 8, () => {
      this.#expire();
      if (this.#isOpen) this.#watchLeases();
    });
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    this.#isNudged = false;
    try {
      await this.#look();
    } finally {
      this.#isWorking = false;
    }
  }

  async #look(): Promise<void> {
    const { store, member, partitions, clock } = this.#options;
    const members = await store.beat(member, this.#leaseMs);
    const mine = shareOf(member, members, partitions);
    for (const partition of this.#mine.keys()) if (!mine.has(partition)) this.#lose(partition, "rebalance");
    // What is being lost is still this member's until it is freed.
    await Promise.all(
      [...new Set([...mine, ...this.#mine.keys()])].map(async (partition) => {
        if (!this.#isOpen || this.#freeing.has(partition)) return;
        const asked = clock.monotonic();
        const has = await store.take(partition, member, this.#leaseMs);
        if (!has && this.#mine.has(partition)) this.#lose(partition, "expired");
        if (!has) return;
        const isNew = !this.#mine.has(partition);
        this.#mine.set(partition, asked);
        if (isNew && this.#isOpen && !this.#losing.has(partition)) this.#options.onGained(partition);
      }),
    );
    this.#isComplete = [...mine].every((partition) => this.#mine.has(partition));
    if (this.#isComplete) this.#onComplete();
  }

  /** A lease that may have ended for the others has ended here a little earlier. */
  #expire(): void {
    const now = this.#options.clock.monotonic();
    for (const [partition, since] of this.#mine)
      if (now - since >= this.#leaseMs * 0.75) this.#lose(partition, "expired");
  }

  #lose(partition: number, why: "rebalance" | "expired"): void {
    if (this.#losing.has(partition)) return;
    const { store, member, onLosing, onTrouble } = this.#options;
    const losing = (async () => {
      try {
        await onLosing(partition, why);
        if (why !== "rebalance") return;
        this.#freeing.add(partition);
        await store.free(partition, member);
        await store.tell();
      } catch (error) {
        onTrouble(error);
      } finally {
        this.#mine.delete(partition);
        this.#losing.delete(partition);
        this.#freeing.delete(partition);
      }
    })();
    this.#losing.set(partition, losing);
  }
}

/**
 * The partitions that fall to a member when these live: as even as can be, the same whoever works it out, and little moves when a
 * member comes or goes: each partition goes to the member that draws highest for it and has room left.
 */
export function shareOf(member: string, members: readonly string[], partitions: number): ReadonlySet<number> {
  const living = [...new Set([...members, member])].sort();
  const each = Math.floor(partitions / living.length);
  let spare = partitions % living.length;
  const counts = new Map(living.map((name) => [name, 0]));
  const share = new Set<number>();
  for (let partition = 0; partition < partitions; partition += 1) {
    const owner = living
      .toSorted((one, other) => draw(other, partition) - draw(one, partition))
      .find((name) => (counts.get(name) as number) < (spare > 0 ? each + 1 : each)) as string;
    const count = counts.get(owner) as number;
    if (count === each) spare -= 1;
    counts.set(owner, count + 1);
    if (owner === member) share.add(partition);
  }
  return share;
}

/** FNV-1a over the name and the number: nobody gains anything by choosing a name. */
function draw(member: string, partition: number): number {
  let hash = 2_166_136_261;
  for (const letter of `${member}#${partition}`)
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  // Without the last step names that differ at their end draw close together.
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_519) >>> 0;
  return (hash ^ (hash >>> 13)) >>> 0;
}
