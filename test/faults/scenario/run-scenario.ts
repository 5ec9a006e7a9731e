import { setTimeout as sleep } from "node:timers/promises";
import type { Transport } from "@concordat/runtime";
import { createHistory, createRandom } from "@concordat/transport-testkit";
import type { Act } from "./act.ts";
import { closeAll } from "./close-all.ts";
import { consume, Seen } from "./consume.ts";
import { figuresOf } from "./figures.ts";
import { publishAll } from "./publish.ts";
import { backAfterMs } from "./recovery.ts";
import type { Scenario, ScenarioResult, Struck } from "./scenario.ts";
import { FaultNotReal, Stage, type Strike } from "./strike.ts";
import { Tally } from "./tally.ts";

/**
 * Publishers that never give up, groups that handle what comes, and something that goes wrong meanwhile.
 *
 * What the transport does wrong is a problem in the result, order included where it promises order; a result without problems means that every
 * law held and every fault was real.
 */
export async function runScenario(scenario: Scenario): Promise<ScenarioResult> {
  const patienceMs = scenario.patienceMs ?? 60_000;
  const act: Act = {
    scenario,
    history: createHistory(),
    tally: new Tally(patienceMs),
    beganAt: Number.NaN,
    seen: new Map(),
    struck: [],
    problems: [],
    opened: [],
    first: new Map(),
  };
  const seed = scenario.seed ?? Math.floor(Math.random() * 2 ** 32);
  await subscribeAll(act);
  const publisher = await openOne(act);
  act.beganAt = performance.now();
  await play(act, publisher, createRandom(seed));
  act.problems.push(...(await closeAll(act.opened, patienceMs)));
  return { seed, ...figuresOf({ ...act, ordered: publisher.capabilities.order === "key" }) };
}

async function openOne({ scenario, opened }: Act): Promise<Transport> {
  const transport = await scenario.open();
  opened.push(transport);
  return transport;
}

async function subscribeAll(act: Act): Promise<void> {
  const { scenario, history, tally, problems, first } = act;
  for (const [group, readers] of Object.entries(scenario.groups)) {
    const seen = new Seen();
    act.seen.set(group, seen);
    for (let member = 1; member <= (readers.members ?? 1); member += 1) {
      const transport = await openOne(act);
      if (member === 1) first.set(group, transport);
      const { closed } = await consume(transport, {
        address: scenario.address,
        group,
        member: String(member),
        history,
        tally,
        seen,
        readers,
      });
      closed.catch((error: Error) => {
        problems.push({ law: "goes on", message: `a member of ${group} was ended: ${error.message}` });
      });
    }
  }
}

async function play(act: Act, transport: Transport, random: () => number): Promise<void> {
  const { scenario, history, tally, seen, struck, problems } = act;
  const { address, load, strikes } = scenario;
  let mayEnd = false;
  let hasEnded = false;
  const stored = (count: number) => tally.until(`${count} are stored`, () => tally.stored >= count);
  const publishing = publishAll({
    transport,
    address,
    load,
    history,
    tally,
    random,
    mayEnd: () => mayEnd,
  }).finally(() => {
    hasEnded = true;
  });
  // Heard below, where all has been waited for.
  publishing.catch(() => undefined);
  // Whatever ends the strikes early, what has happened by then is brought to rest and held to the laws: which of them is broken says more.
  const strikeAll = async () => {
    const part = Math.ceil(load.events / (strikes.length + 1));
    await stored(part);
    if (scenario.measuresRecovery) await sleep(steadyMs);
    for (const strike of strikes) {
      struck.push(await strikeOnce(strike, act));
      await stored(tally.stored + part);
      if (scenario.measuresRecovery) await untilBack(act);
    }
  };
  const windUp = async () => {
    mayEnd = true;
    await tally.until("every publisher has come to its end", () => hasEnded);
    await publishing;
    await tally.until("every group has handled what is stored", () =>
      [...seen.values()].every(({ handled }) => handled.size >= tally.stored),
    );
  };
  for (const step of [strikeAll, windUp])
    await step().catch((error: Error) => {
      const law = error instanceof FaultNotReal ? "is real" : "goes on";
      problems.push({ law, message: error.message });
    });
}

/** How long the rate is looked at before the first strike, and how long it has to come back. */
const [steadyMs, longestMs] = [3_000, 30_000];

/** A figure is all that depends on it: whoever does not come back in time is told of as not seen. */
async function untilBack(act: Act): Promise<void> {
  const end = performance.now() + longestMs;
  while (backAfterMs(act, act.struck.length - 1) === undefined && performance.now() < end) await sleep(100);
}

async function strikeOnce(strike: Strike, { tally, problems, first }: Act): Promise<Struck> {
  const began = tally.mark();
  const lagOf = async (group: string) => {
    const lags = (await first.get(group)?.lag?.()) ?? [];
    const own = lags.filter((lag) => lag.group === group);
    return own.length === 0 ? undefined : own.reduce((sum, { unread }) => sum + unread, 0);
  };
  const stage = new Stage({ strike: strike.name, tally, problems, lagOf });
  const proof = await strike.strike(stage);
  return { name: strike.name, proof, began, overAt: performance.now() };
}
