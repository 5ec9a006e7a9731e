import type { Transport } from "@concordat/runtime";
import { createHistory, createRandom } from "@concordat/transport-testkit";
import type { Act } from "./act.ts";
import { closeAll } from "./close-all.ts";
import { consume, Seen } from "./consume.ts";
import { figuresOf } from "./figures.ts";
import { publishAll } from "./publish.ts";
import type { Scenario, ScenarioResult, StruckOnce } from "./scenario.ts";
import { Stage, type Strike } from "./strike.ts";
import { StoodStill, Tally } from "./tally.ts";

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
    seen: new Map(Object.keys(scenario.groups).map((group) => [group, new Seen()])),
    struck: [],
    problems: [],
    opened: [],
  };
  const seed = scenario.seed ?? Math.floor(Math.random() * 2 ** 32);
  await subscribeAll(act);
  const publisher = await openOne(act);
  const began = performance.now();
  await play(act, publisher, createRandom(seed));
  act.problems.push(...(await closeAll(act.opened, patienceMs)));
  return { seed, ...figuresOf({ ...act, began, ordered: publisher.capabilities.order === "key" }) };
}

async function openOne({ scenario, opened }: Act): Promise<Transport> {
  const transport = await scenario.open();
  opened.push(transport);
  return transport;
}

async function subscribeAll(act: Act): Promise<void> {
  const { scenario, history, tally, problems } = act;
  for (const [group, seen] of act.seen)
    for (let member = 1; member <= (scenario.groups[group] ?? 0); member += 1) {
      const options = { address: scenario.address, group, member: String(member), history, tally, seen };
      const { closed } = await consume(await openOne(act), options);
      closed.catch((error: Error) => {
        problems.push({ law: "goes on", message: `a member of ${group} was ended: ${error.message}` });
      });
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
  try {
    const part = Math.ceil(load.events / (strikes.length + 1));
    await stored(part);
    for (const strike of strikes) {
      struck.push(await strikeOnce(strike, tally));
      await stored(tally.stored + part);
    }
    mayEnd = true;
    await tally.until("every publisher has come to its end", () => hasEnded);
    await publishing;
    await tally.until("every group has handled what is stored", () =>
      [...seen.values()].every(({ handled }) => handled.size >= tally.stored),
    );
  } catch (error) {
    // The laws are held to what has happened all the same: which one is broken says more than that something was waited for in vain.
    mayEnd = true;
    problems.push({
      law: error instanceof StoodStill ? "goes on" : "is real",
      message: (error as Error).message,
    });
  }
}

async function strikeOnce(strike: Strike, tally: Tally): Promise<StruckOnce> {
  const mark = tally.mark();
  const proof = await strike.strike(new Stage(strike.name, tally));
  const during = tally.since(mark);
  return { name: strike.name, proof, lastedMs: Math.round(during.at - mark.at), during };
}
