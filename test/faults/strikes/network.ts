import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Proxy as NetworkProxy, Toxic, Way } from "@concordat/test-services";
import { disturbanceInWords, isDisturbedAtAll, type Stage, type Strike } from "../scenario/strike.ts";
import type { Mark } from "../scenario/tally.ts";

export type NetworkOptions = {
  /** At least; longer where it takes longer until somebody has met it. */
  readonly lastsMs: number;
  /** After how many bytes connections end where that is the fault. */
  readonly limitBytes: Readonly<Record<Way, number>>;
  /** How long there is no way at all. */
  readonly downMs: number;
  /** How far a group must have fallen behind to be called slowed down. */
  readonly behind: number;
};

/** Everything that goes wrong on the way, one after the other: both ways, and no way at all. */
export function networkStrikes(proxy: NetworkProxy, options: NetworkOptions): readonly Strike[] {
  const ways: readonly Way[] = ["upstream", "downstream"];
  return [
    ...ways.flatMap((way) => [
      toxic(proxy, way, { type: "timeout", timeout: 0 }, options, swallowed(way)),
      toxic(proxy, way, { type: "reset_peer", timeout: 0 }, options, ended(proxy, way)),
      toxic(proxy, way, { type: "limit_data", bytes: options.limitBytes[way] }, options, ended(proxy, way)),
      toxic(proxy, way, { type: "latency", latency: 200, jitter: 100 }, options, slowedTo(100)),
      // An event has more than 500 bytes, and takes more than 100 ms at that rate.
      toxic(
        proxy,
        way,
        { type: "bandwidth", rate: 5 },
        options,
        way === "upstream" ? slowedTo(100) : starved,
      ),
    ]),
    down(proxy, options),
  ];
}

/** Resolves, in words, when somebody has met it; rejects with `FaultNotReal` where nobody does. */
type Met = (stage: Stage, since: Mark, options: NetworkOptions) => Promise<string>;

function toxic(proxy: NetworkProxy, way: Way, kind: Toxic, options: NetworkOptions, met: Met): Strike {
  return {
    name: `${kind.type}, ${way}`,
    async strike(stage) {
      await stage.untilUnderWay();
      // Taken before: what is under way meets it, too.
      const mark = stage.tally.mark();
      await proxy.disturb(way, kind);
      try {
        const inEffect = { ...mark, at: performance.now() };
        const [proof] = await Promise.all([met(stage, inEffect, options), sleep(options.lastsMs)]);
        return proof;
      } finally {
        await proxy.restore();
      }
    },
  };
}

function down(proxy: NetworkProxy, { downMs }: NetworkOptions): Strike {
  return {
    name: "down",
    async strike(stage) {
      await stage.untilUnderWay();
      await proxy.cut();
      try {
        if (!(await isRefused(proxy))) stage.notReal("connections are taken");
        const cut = performance.now();
        await sleep(downMs);
        const met = await stage.untilHeldBack(cut);
        return `connections are refused, and ${met} publishes met it`;
      } finally {
        await proxy.restore();
      }
    },
  };
}

/** Connections were ended, as the proxy counts; what a client sent again by itself disturbs nobody. */
function ended(proxy: NetworkProxy, way: Way): Met {
  return async (stage, since) => {
    const before = await proxy.ended(way);
    let after = before;
    const looking = setInterval(async () => {
      after = await proxy.ended(way).catch(() => after);
    }, 20);
    try {
      if (!(await stage.tally.comesToBe(() => after > before || isDisturbedAtAll(stage.tally.since(since)))))
        stage.notReal("no connection was ended");
    } finally {
      clearInterval(looking);
    }
    return disturbanceInWords(stage.tally.since(since)) || "connections were ended, and nobody was told";
  };
}

/** What is lost before it arrives can be refused; where the answer is lost, nobody can know. */
function swallowed(way: Way): Met {
  return (stage, since) =>
    stage.untilDisturbed(since, ({ unknown, recognised, refused }) =>
      way === "upstream" ? unknown + recognised + refused > 0 : unknown + recognised > 0,
    );
}

/** Every publish that began under it took so long: without it, one at least would have been quicker. */
function slowedTo(leastMs: number): Met {
  return async (stage, { at }) => {
    const { tally } = stage;
    const under = () => tally.calls.filter(({ began }) => began >= at);
    if (!(await tally.comesToBe(() => under().length > 0)))
      stage.notReal("no publish came to its end under it");
    const quickest = Math.min(...under().map(({ tookMs }) => tookMs));
    if (quickest < leastMs)
      stage.notReal(`a publish took ${Math.round(quickest)} ms, which it could not have done under it`);
    return `the quickest of ${under().length} publishes took ${Math.round(quickest)} ms`;
  };
}

/** A group has much that is stored and has not come, or answers came too late to be waited for. */
const starved: Met = async (stage, since, { behind }) => {
  const { tally } = stage;
  const most = () => Math.max(...[...tally.handledAt.values()].map((times) => tally.stored - times.length));
  const isLate = () => tally.since(since).unknown > 0;
  if (!(await tally.comesToBe(() => most() >= behind || isLate())))
    stage.notReal(`no group fell ${behind} events behind, only ${most()}, and every answer came in time`);
  const late = isLate() ? `, ${disturbanceInWords(tally.since(since))}` : "";
  return `a group was ${most()} events behind${late}`;
};

function isRefused({ host, port }: NetworkProxy): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.on("error", () => resolve(true));
    socket.on("connect", () => {
      socket.destroy();
      resolve(false);
    });
  });
}
