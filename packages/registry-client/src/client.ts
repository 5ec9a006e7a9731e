import type { JsonObject } from "@concordat/json";
import { type ContractDocument, readContractDocument } from "./answers/contract-document.ts";
import { type ContractSummary, readContractPage, readDescribedVersion } from "./answers/contract-summary.ts";
import { type PushAnswer, readPushAnswer } from "./answers/push-answer.ts";
import { refusalOf } from "./answers/refusal.ts";
import { type RegisteredSchema, readRegisteredSchema } from "./answers/registered-schema.ts";
import { type Bundle, bundleReader, type Sha256 } from "./bundle.ts";
import type { AnswerCache } from "./cache/answer-cache.ts";
import { createMemoryCache } from "./cache/memory-cache.ts";
import { parseAddress } from "./http/address.ts";
import { authorizationOf } from "./http/authorization.ts";
import { createExchange } from "./http/exchange.ts";
import { retrying } from "./http/retrying.ts";
import { createLookUp, type Found } from "./look-up.ts";
import { documentPath } from "./names.ts";

export type ClientOptions = {
  /** Where the registry is, as in `https://registry.example.com`. */
  readonly url: string;
  /** A token, or `user:secret`. Sent to that origin alone, and shown nowhere. */
  readonly token?: string;
  /** What the `$id` of contracts begins with; default: everything before the path of an `$id`. */
  readonly base?: string;
  /** How long an answer is given again without asking whether it still holds. Default 5 seconds. */
  readonly freshMs?: number;
  /** For one question, its redirects and its whole answer. Default 10 seconds. */
  readonly timeoutMs?: number;
  /** The largest answer that is taken, after decompression. Default 64 MiB. */
  readonly maxBytes?: number;
  /** How many bytes of answers are kept in memory. Default 64 MiB. */
  readonly memoryBytes?: number;
  /** Default: that of the platform. */
  readonly fetch?: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly random?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
};

/**
 * Look-ups at one registry. What it is asked twice at once it asks once; what can never change it asks for once at all.
 *
 * Methods resolve with `undefined` where the registry holds no such thing, and throw a coded error where it cannot be
 * asked and was never asked before. Between the two stands `stale`: the registry cannot be asked, and this is what it
 * said last.
 */
export type RegistryClient = {
  /** The registry's address, without anything secret. */
  readonly url: string;
  /**
   * One version's document: by its `$id`, by `commerce/order/placed/1.2.0`, or by contract and version. An `$id` of
   * whatever host is looked up here and nowhere else.
   */
  document(name: string, version?: string): Promise<Found<ContractDocument> | undefined>;
  /** The newest version of a contract, `commerce/order/placed`, or of a subject of the Confluent face. */
  latest(name: string): Promise<Found<ContractSummary> | undefined>;
  /** All versions with an event type, oldest first; an empty list where there are none. */
  byType(type: string): Promise<Found<readonly ContractSummary[]>>;
  /** All versions of all contracts. */
  contracts(): Promise<Found<readonly ContractSummary[]>>;
  /** By an id of the Confluent face, as it stands in front of a Kafka message. */
  byId(id: number): Promise<Found<RegisteredSchema> | undefined>;
  /** By a guid of the Confluent face, as it stands in a Kafka header. */
  byGuid(guid: string): Promise<Found<RegisteredSchema> | undefined>;
  /** The whole catalogue, its digest proved; of a digest that is named, that one for ever. */
  bundle(digest?: string): Promise<Found<Bundle> | undefined>;
  /**
   * Sends a project; all of it is stored, or nothing. What the registry judges bad comes back as an answer. May be
   * repeated after whatever failure: what arrived before is unchanged then.
   */
  push(push: ProjectPush, options?: { readonly dryRun?: boolean }): Promise<PushAnswer>;
};

/** What `POST /v1/push` takes. */
export type ProjectPush = {
  readonly project: JsonObject;
  readonly versions: readonly {
    readonly contract: string;
    readonly number: string;
    readonly text: string;
    readonly draft?: boolean;
    readonly file?: string;
  }[];
};

const pushMs = 120_000;

/** What differs between Node and a browser. */
export type Platform = { readonly sha256: Sha256; readonly cacheBehind?: AnswerCache };

/** @throws {RegistryClientError} REGISTRY_URL, REGISTRY_TOKEN */
export function createClient(options: ClientOptions, { sha256, cacheBehind }: Platform): RegistryClient {
  const address = parseAddress(options.url);
  const {
    token,
    base,
    freshMs = 5000,
    timeoutMs = 10_000,
    maxBytes = 2 ** 26,
    memoryBytes = 2 ** 26,
    now = Date.now,
    random = Math.random,
    sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  } = options;
  const exchange = createExchange({
    address,
    ...(token !== undefined && { authorization: authorizationOf(token) }),
    fetch: options.fetch ?? fetch,
    timeoutMs,
    maxBytes,
  });
  const lookUp = createLookUp({
    exchange: retrying(exchange, { random, sleep }),
    cache: createMemoryCache({ maxBytes: memoryBytes, ...(cacheBehind && { behind: cacheBehind }) }),
    base: address.base,
    hasToken: token !== undefined,
    freshMs,
    now,
    random,
  });

  /** All pages of a list. What one of them is not sure of, the whole is not. */
  const list = async (
    query: Readonly<Record<string, string>>,
  ): Promise<Found<readonly ContractSummary[]>> => {
    const contracts: ContractSummary[] = [];
    const sure = { stale: false, age: 0 };
    for (let cursor: string | undefined, isMore = true; isMore; isMore = cursor !== undefined) {
      const search = new URLSearchParams({ ...query, ...(cursor !== undefined && { cursor }) }).toString();
      const path = `v1/contracts${search === "" ? "" : `?${search}`}`;
      const page = await lookUp.ask({ path, read: readContractPage });
      if (page === undefined) break;
      contracts.push(...page.value.contracts);
      sure.stale ||= page.stale;
      sure.age = Math.max(sure.age, page.age);
      cursor = page.value.next;
    }
    return { value: contracts, ...sure };
  };

  const schema = (path: string) => lookUp.ask({ path, immutable: true, read: readRegisteredSchema });
  const readBundle = bundleReader(sha256);

  return {
    url: address.base,
    async document(name, version) {
      const path = documentPath(name, version, base);
      return path === undefined ? undefined : lookUp.ask({ path, read: readContractDocument });
    },
    async latest(name) {
      // A name of dots would be another path.
      if (name.length > 512 || /^\.*$/.test(name)) return undefined;
      return lookUp.ask({ path: `v1/contracts/${encodeURIComponent(name)}`, read: readDescribedVersion });
    },
    byType: (type) => list({ type }),
    contracts: () => list({}),
    async byId(id) {
      return Number.isSafeInteger(id) && id >= 0 ? schema(`schemas/ids/${id}`) : undefined;
    },
    async byGuid(guid) {
      return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(guid)
        ? schema(`schemas/guids/${guid.toLowerCase()}`)
        : undefined;
    },
    async bundle(digest) {
      if (digest === undefined) return lookUp.ask({ path: "v1/bundle", read: readBundle });
      const hex = /^(?:sha256:)?([0-9a-f]{64})$/.exec(digest)?.[1];
      return hex === undefined
        ? undefined
        : lookUp.ask({ path: `v1/bundle/${hex}`, immutable: true, read: readBundle });
    },
    async push(push, { dryRun = false } = {}) {
      const answer = await exchange({
        method: "POST",
        path: `v1/push${dryRun ? "?dryRun=true" : ""}`,
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify(push),
        // The registry proves each change before it answers.
        timeoutMs: Math.max(timeoutMs, pushMs),
      });
      lookUp.forgetMissing();
      const read = readPushAnswer(answer);
      if (read === undefined) throw refusalOf(answer, { hasToken: token !== undefined });
      return read;
    },
  };
}
