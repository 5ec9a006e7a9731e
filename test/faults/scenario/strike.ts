import type { TransportHealth } from "@concordat/runtime";
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
  /** Asks a transport through which this group reads. */
  readonly healthOf: (group: string) => Promise<TransportHealth>;
};

/** What a strike sees of the scenario that it strikes. */
export class Stage {
  readonly tally: Tally;
  readonly healthOf: StageOptions["healthOf"];
  readonly #strike: string;
  readonly #problems: Problem[];

  constructor({ strike, tally, problems, healthOf }: StageOptions) {
    this.#strike = strike;
    this.#problems = problems;
    this.tally = tally;
    this.healthOf = healthOf;
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
