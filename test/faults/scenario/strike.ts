import type { Problem } from "@concordat/transport-testkit";
import type { Mark, Tally } from "./tally.ts";

/** Something that goes wrong while events are sent and handled. */
export type Strike = {
  readonly name: string;
  /**
   * Begins, happens and is over when this resolves, with what proves that it happened, in words. Rejects with `FaultNotReal` where
   * nothing does: a fault that nobody met shows nothing.
   */
  strike(stage: Stage): Promise<string>;
};

export type StageOptions = {
  readonly strike: string;
  readonly tally: Tally;
  readonly problems: Problem[];
  readonly lagOf: LagOf;
};

/** How far a transport through which this group reads says that it is behind; `undefined` where it tells nothing of it. */
export type LagOf = (group: string) => Promise<number | undefined>;

/** What a strike sees of the scenario that it strikes. */
export class Stage {
  readonly tally: Tally;
  readonly lagOf: LagOf;
  readonly #strike: string;
  readonly #problems: Problem[];

  constructor({ strike, tally, problems, lagOf }: StageOptions) {
    this.#strike = strike;
    this.#problems = problems;
    this.tally = tally;
    this.lagOf = lagOf;
  }

  /** A law that only this strike can look at was broken; the scenario goes on. */
  breaks(law: string, message: string): void {
    this.#problems.push({ law, message: `${this.#strike}: ${message}` });
  }

  /** Publishes are to be on their way when it strikes. */
  untilUnderWay(): Promise<void> {
    return this.tally.until("a publish is under way", () => this.tally.pending.size > 0);
  }

  /** Resolves once this is so of what happened since; says how many were disturbed, and in which way. */
  async untilDisturbed(
    since: Mark,
    isDisturbed: (counts: Mark) => boolean = isDisturbedAtAll,
  ): Promise<string> {
    if (!(await this.tally.comesToBe(() => isDisturbed(this.tally.since(since)))))
      this.notReal(`${disturbanceInWords(this.tally.since(since)) || "nobody"} was disturbed`);
    return disturbanceInWords(this.tally.since(since));
  }

  /**
   * For a broker that cannot be reached at all, from a moment on until now: a publish has met that, and none that began since was stored. Resolves with
   * how many met it.
   */
  async untilHeldBack(since: number): Promise<number> {
    const { pending, calls } = this.tally;
    const met = () => [...pending, ...calls].filter(({ began }) => began >= since);
    if (!(await this.tally.comesToBe(() => met().length > 0))) this.notReal("nobody published");
    if (calls.some(({ began, isStored }) => began >= since && isStored))
      this.notReal("a publish that began under it was stored");
    return met().length;
  }

  notReal(why: string): never {
    throw new FaultNotReal(this.#strike, why);
  }
}

export class FaultNotReal extends Error {
  constructor(strike: string, why: string) {
    super(`the fault was not real: ${strike}: ${why}`);
    this.name = "FaultNotReal";
  }
}

export function isDisturbedAtAll({ refused, unknown, recognised, redelivered }: Mark): boolean {
  return refused + unknown + recognised + redelivered > 0;
}

export function disturbanceInWords({ refused, unknown, recognised, redelivered }: Mark): string {
  const parts = Object.entries({ unknown, refused, recognised, redelivered }).filter(
    ([, count]) => count > 0,
  );
  return parts.map(([name, count]) => `${count} ${name}`).join(", ");
}
