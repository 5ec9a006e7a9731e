import { setTimeout as sleep } from "node:timers/promises";

/** What a client was told: from then on it must never be otherwise. */
export type Acknowledged = {
  readonly subject: string;
  readonly schema: string;
  readonly version: number;
  readonly id: number;
};

export type Crowd = {
  readonly acknowledged: readonly Acknowledged[];
  /** How many requests got no answer, or one that says to come back later. */
  readonly failures: number;
  /** Resolves when at least so many registrations were acknowledged. */
  reached(count: number): Promise<void>;
  /** Resolves when at least so many requests failed. */
  failed(count: number): Promise<void>;
  /** Lets them come to an end; resolves when all was acknowledged, throws what a client was refused with. */
  finish(): Promise<void>;
};

export type CrowdOptions = {
  readonly urls: readonly string[];
  readonly clients: number;
  /** They go on until they have registered so many, and were told to come to an end. */
  readonly atLeast: number;
  readonly seed: number;
};

/**
 * Clients that register schemas at random, each at whichever instance, and again until it is acknowledged. Some schemas come
 * more than once, under the same subject or another.
 */
export function sendCrowd({ urls, clients, atLeast, seed }: CrowdOptions): Crowd {
  const random = createRandom(seed);
  const acknowledged: Acknowledged[] = [];
  let failures = 0;
  let begun = 0;
  let mayEnd = false;
  let refusal: unknown;

  async function work(): Promise<void> {
    while (!mayEnd || begun < atLeast) {
      begun += 1;
      const subject = `subject-${random(Math.ceil(atLeast / 20))}`;
      const schema = `{"title": "schema ${random(atLeast)}"}`;
      acknowledged.push({ subject, schema, ...(await registerUntilAcknowledged({ subject, schema })) });
    }
  }

  async function registerUntilAcknowledged(what: Registration): Promise<Answer> {
    for (;;) {
      const answer = await register(urls[random(urls.length)] ?? "", what);
      if (answer !== undefined) return answer;
      failures += 1;
      await sleep(20);
    }
  }

  const done = Promise.all(Array.from({ length: clients }, work));
  done.catch((error) => {
    refusal = error;
  });
  const until = async (isSo: () => boolean) => {
    while (!isSo()) {
      if (refusal !== undefined) throw refusal;
      await sleep(2);
    }
  };
  return {
    acknowledged,
    get failures() {
      return failures;
    },
    reached: (many) => until(() => acknowledged.length >= many),
    failed: (many) => until(() => failures >= many),
    async finish() {
      mayEnd = true;
      await done;
    },
  };
}

type Answer = { readonly version: number; readonly id: number };

type Registration = { readonly subject: string; readonly schema: string };

/** `undefined` where nobody answered, or where the answer is to try again. */
async function register(url: string, { subject, schema }: Registration): Promise<Answer | undefined> {
  const response = await fetch(`${url}/subjects/${subject}/versions`, {
    method: "POST",
    headers: { "content-type": "application/vnd.schemaregistry.v1+json" },
    body: JSON.stringify({ schemaType: "JSON", schema }),
    signal: AbortSignal.timeout(30_000),
  }).catch(() => undefined);
  const text = await response?.text().catch(() => undefined);
  if (response === undefined || text === undefined || response.status >= 500) return undefined;
  if (response.status !== 200) throw new Error(`${subject} was refused: ${response.status} ${text}`);
  const { version, id } = JSON.parse(text) as Answer;
  return { version, id };
}

/** Numbers below a limit, the same ones for the same seed (mulberry32). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
