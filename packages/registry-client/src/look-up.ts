import { isConcordatError } from "@concordat/errors";
import { mediaTypeOf } from "./answers/media-type.ts";
import type { Received } from "./answers/read-json.ts";
import { refusalOf } from "./answers/refusal.ts";
import { codeIn } from "./answers/said.ts";
import type { AnswerCache, CachedAnswer } from "./cache/answer-cache.ts";
import { createFlights } from "./cache/flights.ts";
import { createPause } from "./cache/pause.ts";
import type { Answer, Exchange } from "./http/exchange.ts";

export type Question<T> = {
  /** Below the registry's address. One path is always asked with the same `read`. */
  readonly path: string;
  /** True where the path itself names a content, whatever the answer says of caching. */
  readonly immutable?: boolean;
  /** Makes a value of what came, or throws; what cannot be read is not kept. */
  readonly read: (received: Received) => T | Promise<T>;
};

/** A value, and how sure one can be of it. */
export type Found<T> = {
  readonly value: T;
  /** The registry could not be asked, and this is what it said before. */
  readonly stale: boolean;
  /** Milliseconds since the registry last vouched for it; 0 for what can never change. */
  readonly age: number;
};

/** The answer to a question, from the nearest place that has it; `undefined` where the registry knows of nothing. */
export type LookUp = {
  ask<T>(question: Question<T>): Promise<Found<T> | undefined>;
  /** Forgets that things were missing, because somebody has just written. */
  forgetMissing(): void;
};

export type LookUpOptions = {
  readonly exchange: Exchange;
  readonly cache: AnswerCache;
  /** Beside the path in the cache's keys, since a cache may serve several registries. */
  readonly base: string;
  readonly hasToken: boolean;
  /** How long an answer is given again without asking whether it still holds. */
  readonly freshMs: number;
  readonly now: () => number;
  readonly random: () => number;
};

/** An answer together with what was made of it. */
type Read = { readonly answer: CachedAnswer; readonly value: unknown };

const mostMissing = 10_000;

/**
 * What can never change is asked for once. All else is asked for again when it is no longer fresh, by its ETag, so that
 * the registry mostly says "as before". While the registry cannot be reached, what was known is given, and called stale.
 */
export function createLookUp(options: LookUpOptions): LookUp {
  const { cache, base, now, freshMs } = options;
  const flights = createFlights<Found<unknown> | undefined>();
  const pause = createPause(options);
  const missingUntil = new Map<string, number>();
  const values = new WeakMap<CachedAnswer, { readonly value: unknown }>();

  const look = async (question: Question<unknown>): Promise<Found<unknown> | undefined> => {
    const key = base + question.path;
    if ((missingUntil.get(key) ?? Number.NEGATIVE_INFINITY) > now()) return undefined;
    missingUntil.delete(key);
    const known = await fromCache(key, question);
    if (known?.answer.immutable) return { value: known.value, stale: false, age: 0 };
    if (known !== undefined && freshMs > 0 && ageOf(known) < freshMs) return given(known, { stale: false });
    if (known !== undefined && pause.isOn()) return given(known, { stale: true });
    return flights(key, () => askRegistry(key, question, known));
  };

  const fromCache = async (key: string, { read }: Question<unknown>): Promise<Read | undefined> => {
    const answer = await cache.get(key);
    if (answer === undefined) return undefined;
    try {
      const { value } = values.get(answer) ?? { value: await read(answer) };
      values.set(answer, { value });
      return { answer, value };
    } catch {
      // Kept by a version of this client that read it otherwise.
      await cache.delete(key);
      return undefined;
    }
  };

  const askRegistry = async (key: string, question: Question<unknown>, known: Read | undefined) => {
    try {
      const headers = {
        accept,
        ...(known?.answer.etag !== undefined && { "if-none-match": known.answer.etag }),
      };
      const answer = await options.exchange({ method: "GET", path: question.path, headers });
      const found = await take(key, answer, question, known);
      pause.end();
      return found;
    } catch (error) {
      if (known === undefined || !isOutOfReach(error)) throw error;
      pause.begin();
      return given(known, { stale: true });
    }
  };

  const take = async (
    key: string,
    answer: Answer,
    question: Question<unknown>,
    known: Read | undefined,
  ): Promise<Found<unknown> | undefined> => {
    if (isMissing(answer)) {
      await cache.delete(key);
      rememberMissing(key);
      return undefined;
    }
    if (answer.status === 304 && known !== undefined) {
      const { value } = known;
      await keep(key, { answer: { ...known.answer, checkedAt: now() }, value });
      return { value, stale: false, age: 0 };
    }
    if (answer.status !== 200) throw refusalOf(answer, options);
    const received = cached(answer, question.immutable ?? false);
    const value = await question.read(received);
    await keep(key, { answer: received, value });
    return { value, stale: false, age: 0 };
  };

  const keep = async (key: string, { answer, value }: Read) => {
    values.set(answer, { value });
    await cache.set(key, answer);
  };

  const cached = ({ url, headers, body, redirected }: Answer, immutable: boolean): CachedAnswer => {
    const etag = headers.get("etag");
    // That a redirect leads to something that never changes does not say that it will always lead there.
    const isPromised = !redirected && /(^|[\s,])immutable($|[\s,])/i.test(headers.get("cache-control") ?? "");
    return {
      url,
      mediaType: mediaTypeOf(headers),
      body,
      ...(etag !== null && { etag }),
      immutable: immutable || isPromised,
      checkedAt: now(),
    };
  };

  /** Only for as long as an answer stays fresh, in this process alone: tomorrow it may be there. */
  const rememberMissing = (key: string) => {
    if (missingUntil.size >= mostMissing) missingUntil.clear();
    if (freshMs > 0) missingUntil.set(key, now() + freshMs);
  };

  const ageOf = ({ answer }: Read) => Math.max(0, now() - answer.checkedAt);
  const given = (read: Read, { stale }: { readonly stale: boolean }) => ({
    value: read.value,
    stale,
    age: ageOf(read),
  });

  return {
    // What a path was read to is what this question reads it to.
    ask: <T>(question: Question<T>) => look(question) as Promise<Found<T> | undefined>,
    forgetMissing: () => missingUntil.clear(),
  };
}

const accept = "application/json, application/schema+json;q=0.9";

/** The registry did not answer, or something else did in its place. Being refused is an answer. */
function isOutOfReach(error: unknown): boolean {
  return isConcordatError(error) && error.kind === "network" && error.code !== "REGISTRY_REJECTED";
}

/** Only a registry's own word counts: a gateway that knows no such path says nothing of what the registry holds. */
function isMissing(answer: Answer): boolean {
  return (answer.status === 404 || answer.status === 410) && codeIn(answer) !== undefined;
}
