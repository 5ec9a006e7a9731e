import { setTimeout as sleep } from "node:timers/promises";
import type { Stage, Strike } from "../scenario/strike.ts";

const mebibyte = 1_048_576;

/** The work of a group that can be made slow, and how many messages it had in its hands at once. */
export class Work {
  takesMs = 0;
  inFlight = 0;
  most = 0;

  readonly do = async (): Promise<void> => {
    this.inFlight += 1;
    this.most = Math.max(this.most, this.inFlight);
    if (this.takesMs > 0) await sleep(this.takesMs);
    this.inFlight -= 1;
  };
}

export type SlowConsumerOptions = {
  /** The group that is slow, and one that is not. */
  readonly slow: string;
  readonly quick: string;
  readonly work: Work;
  readonly takesMs: number;
  readonly maxInFlight: number;
  /** How many are to be stored meanwhile. */
  readonly events: number;
};

/**
 * One group needs a long time for each message, and far more are published than it can handle. What waits has to wait at the broker and
 * not in this process, the transport has to say how much it is, and nobody else may notice.
 */
export function consumerSlow(options: SlowConsumerOptions): Strike {
  const { slow, quick, work, takesMs, maxInFlight, events } = options;
  return {
    name: `a group that needs ${takesMs} ms for a message`,
    async strike(stage) {
      const { tally } = stage;
      const mark = tally.mark();
      const stored = () => tally.since(mark).stored;
      const handledBy = (group: string) => tally.handledAt.get(group)?.length ?? 0;
      const rss = process.memoryUsage.rss();
      let growth = 0;
      const sampling = setInterval(() => {
        growth = Math.max(growth, process.memoryUsage.rss() - rss);
      }, 100);
      work.takesMs = takesMs;
      work.most = 0;
      try {
        const lags: string[] = [];
        for (const share of [0.5, 0.75, 1]) {
          await tally.until(`${share * events} are stored meanwhile`, () => stored() >= share * events);
          lags.push(await heldAgainstLag(stage, options, () => tally.stored - handledBy(slow)));
        }
        const behind = tally.stored - handledBy(slow);
        if (behind < events / 2) stage.notReal(`it fell ${behind} events behind, of ${events}`);
        const until = tally.stored;
        await tally.until("the other group has handled what is stored", () => handledBy(quick) >= until);
        if (work.most > maxInFlight)
          stage.breaks("I6", `${work.most} messages were in flight, and ${maxInFlight} were asked for`);
        if (growth > 150 * mebibyte)
          stage.breaks("I6", `memory grew by ${Math.round(growth / mebibyte)} MiB`);
        return `it fell ${behind} behind with ${work.most} in flight, lag told / true ${lags.join(", ")}; memory grew by ${Math.round(growth / mebibyte)} MiB`;
      } finally {
        clearInterval(sampling);
        work.takesMs = 0;
      }
    },
  };
}

/** What is stored and not handled, within a tenth, and what is under way may be counted or not. */
async function heldAgainstLag(
  stage: Stage,
  { slow }: SlowConsumerOptions,
  lagNow: () => number,
): Promise<string> {
  const before = lagNow();
  const told = await stage.lagOf(slow);
  const after = lagNow();
  if (told === undefined) return "not told";
  const underWay = stage.tally.pending.size * 10;
  if (told < 0.9 * Math.min(before, after) || told > 1.1 * Math.max(before, after) + underWay)
    stage.breaks(
      "lag",
      `${told} are told to wait for the group ${slow}, and there are ${before} to ${after}`,
    );
  return `${told} / ${after}`;
}
