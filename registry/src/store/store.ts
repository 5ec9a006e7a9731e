import type { Content } from "../core/content.ts";
import type { LoggedChange } from "./logged-change.ts";

/** What one write adds, all of it or nothing. */
export type Batch = {
  /** Each with the sequence number after the one before, the first with the one after the last that is stored. */
  readonly changes: readonly LoggedChange[];
  /** Contents that the changes speak of. One that is stored already may be among them. */
  readonly contents: readonly Content[];
  /** Digests of contents that nobody needs any more. Their texts must not be readable afterwards. */
  readonly forgotten: readonly string[];
};

/**
 * Where a registry keeps what must survive: a log of changes, and the contents that they speak of. Everything else is
 * worked out from the two, so an implementation knows nothing of subjects or versions.
 *
 * All methods may be called at the same time. They throw STORE_UNAVAILABLE where the store cannot be reached, and
 * STORE_FULL where it has no room; nothing is half written then. After STORE_UNAVAILABLE of `append` the batch may be
 * there or not: whoever needs to know reads on.
 */
export type Store = {
  /** What it is, for people: `SQLite, /srv/registry/registry.db`. Holds no secret. */
  readonly name: string;
  /** What an append that has resolved survives. */
  readonly durability: "nothing" | "process crash" | "power loss";
  /** All changes after this number, in their order, in lists of a bearable length. */
  changesAfter(sequence: number): AsyncIterable<readonly LoggedChange[]>;
  /** The contents with these digests; those that are not there are not in the map. */
  contents(digests: readonly string[]): Promise<ReadonlyMap<string, Content>>;
  /** All contents, in lists of a bearable length. What a registry reads when it starts. */
  allContents(): AsyncIterable<readonly Content[]>;
  /**
   * Lets `decide` write while nobody else can, in this process or in another. It gets the changes after `after`, which
   * the caller has not seen yet, and must not wait for anything. Resolves once what it returned is stored for good;
   * `undefined` writes nothing.
   */
  append(
    after: number,
    decide: (missed: readonly LoggedChange[], contents: ReadonlyMap<string, Content>) => Batch | undefined,
  ): Promise<void>;
  /** Calls back when others may have written. Not each time, and sometimes for nothing: who is called reads on. */
  watch(listener: () => void): () => void;
  /** Resolves if the store can be read and written right now. */
  ping(): Promise<void>;
  /** Waits for appends that have begun. May be called twice. */
  close(): Promise<void>;
};
