import type { LoggedChange, Origin } from "../store/logged-change.ts";
import type { Batch, Store } from "../store/store.ts";
import { chainHash } from "./chain.ts";
import { type Command, type Decision, outdated } from "./command.ts";
import type { Content } from "./content.ts";
import { coreErrors } from "./errors.ts";
import { createState, type State, type WorkingState } from "./state/state.ts";

export type RegistryOptions = {
  readonly store: Store;
  /** RFC 3339. Default: the machine's. */
  readonly now?: () => string;
};

/** All that is registered, and the one way to change it. Everything is read from memory. */
export type Registry = {
  /** As it is now. What is asked for twice with an `await` between may have changed. */
  readonly state: State;
  readonly store: Store;
  /**
   * Carries the command out; it is stored for good when this resolves. Commands that come together are stored together.
   *
   * @throws what the command is refused with; STORE_UNAVAILABLE, and then it was carried out or not: doing it again is
   *   harmless
   */
  execute<Answer, Prepared>(command: Command<Answer, Prepared>, origin: Origin): Promise<Answer>;
  /** Reads what other instances have written. Needed only by those who cannot wait a moment for it to come by itself. */
  catchUp(): Promise<void>;
  /** Calls back after each change, whoever made it. */
  onChange(listener: () => void): () => void;
  /** Why it may be behind the store: the last attempt to read on failed. */
  readonly trouble: unknown;
  /** Waits for commands that have begun. Does not close the store, which its opener does. */
  close(): Promise<void>;
};

/** What waits for its turn to decide. */
type Waiting = {
  readonly origin: Origin;
  decide(state: State): Decision<unknown> | typeof outdated;
  settle(outcome: Outcome): void;
};

type Outcome = { readonly answer: unknown } | { readonly refusal: unknown } | typeof outdated;

/** So often others may be quicker while a command prepares; after that it prepares while nobody else writes here. */
const patience = 20;

/** Reads the store and stands ready. */
export async function createRegistry({ store, now = isoNow }: RegistryOptions): Promise<Registry> {
  // What is being decided must see what was decided just before, and nobody else may before it is stored.
  const visible = createState();
  let working = visible;
  // While everything is read there is one, and nothing to be shared.
  let sharedUpTo = Number.POSITIVE_INFINITY;
  const listeners = new Set<() => void>();
  let waiting: Waiting[] = [];
  let turn: Promise<void> = Promise.resolve();
  let trouble: unknown;
  let isClosed = false;

  for await (const contents of store.allContents()) visible.learn(contents);
  await readOn();
  share();
  const unwatch = store.watch(() => void inTurn(readOn).catch(() => {}));

  return {
    state: visible,
    store,
    get trouble() {
      return trouble;
    },
    execute: async (command, origin) => {
      for (let attempt = 0; attempt < patience; attempt++) {
        const prepared = (await command.prepare?.(visible)) as Parameters<typeof command.decide>[1];
        const outcome = await decided((state) => command.decide(state, prepared), origin);
        if (outcome === outdated) continue;
        if ("refusal" in outcome) throw outcome.refusal;
        return outcome.answer as never;
      }
      throw coreErrors.SUBJECT_CONTENDED({ target: command.target, attempts: patience });
    },
    catchUp: () => inTurn(readOn),
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => {
      isClosed = true;
      unwatch();
      await turn;
    },
  };

  /** What both have been told is held twice; a copy holds it once. As seldom as this, it costs a change next to nothing. */
  function share(): void {
    working = visible.copy();
    sharedUpTo = visible.sequence;
  }

  /** Only where both have been told the same. */
  function shareNowAndThen(): void {
    if (visible.sequence > 1.1 * sharedUpTo + 5000) share();
  }

  function both(change: (state: WorkingState) => void): void {
    change(visible);
    change(working);
  }

  /** One after the other, whatever became of the one before. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = turn.then(work);
    turn = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  function decided(decide: Waiting["decide"], origin: Origin): Promise<Outcome> {
    if (isClosed) return Promise.reject(coreErrors.REGISTRY_CLOSING());
    return new Promise((settle) => {
      waiting.push({ origin, decide, settle });
      // The first one takes along all that come before its turn.
      if (waiting.length === 1) void inTurn(writeWaiting);
    });
  }

  async function writeWaiting(): Promise<void> {
    let batch: Waiting[] = [];
    const outcomes = new Map<Waiting, Outcome>();
    let written: Batch | undefined;
    try {
      await store.append(visible.sequence, (missed, contents) => {
        absorb(missed, contents.values());
        // Only now: whoever came while the store took its turn is taken along.
        batch = takeWaiting();
        written = decideAll(batch, outcomes);
        return written;
      });
      if (written !== undefined) {
        visible.learn(written.contents);
        for (const entry of written.changes) visible.apply(entry);
        visible.takeForgotten();
        shareNowAndThen();
      }
      trouble = undefined;
    } catch (error) {
      // Whether it was stored is not known, so nothing of it is shown; what was stored comes back by reading on.
      share();
      if (batch.length === 0) batch = takeWaiting();
      for (const each of batch) outcomes.set(each, { refusal: error });
    }
    for (const each of batch) each.settle(outcomes.get(each) ?? { refusal: coreErrors.REGISTRY_CLOSING() });
    if (written !== undefined) notify();
  }

  function takeWaiting(): Waiting[] {
    const taken = waiting;
    waiting = [];
    return taken;
  }

  function decideAll(batch: readonly Waiting[], outcomes: Map<Waiting, Outcome>): Batch | undefined {
    const changes: LoggedChange[] = [];
    const contents: Content[] = [];
    for (const each of batch) {
      try {
        const decision = each.decide(working);
        if (decision === outdated) {
          outcomes.set(each, outdated);
          continue;
        }
        const added = decision.contents ?? [];
        working.learn(added);
        contents.push(...added);
        for (const change of decision.changes) {
          const sequence = working.sequence + 1;
          const entry = { sequence, at: now(), origin: each.origin, change };
          const logged = { ...entry, hash: chainHash(working.hash, entry) };
          working.apply(logged);
          changes.push(logged);
        }
        outcomes.set(each, { answer: decision.answer });
      } catch (refusal) {
        outcomes.set(each, { refusal });
      }
    }
    const forgotten = working.takeForgotten();
    return changes.length === 0 ? undefined : { changes, contents, forgotten };
  }

  /** What somebody else has stored. */
  function absorb(changes: readonly LoggedChange[], contents: Iterable<Content>): void {
    const known = [...contents];
    both((state) => {
      state.learn(known);
      for (const entry of changes) if (entry.sequence > state.sequence) state.apply(entry);
      state.takeForgotten();
    });
    shareNowAndThen();
    if (changes.length > 0) notify();
  }

  async function readOn(): Promise<void> {
    try {
      for await (const changes of store.changesAfter(visible.sequence)) {
        const missing = changes.flatMap(({ change }) =>
          "content" in change && visible.content(change.content) === undefined ? [change.content] : [],
        );
        const contents = missing.length === 0 ? new Map() : await store.contents(missing);
        absorb(changes, contents.values());
      }
      trouble = undefined;
    } catch (error) {
      trouble = error;
      throw error;
    }
  }

  function notify(): void {
    for (const listener of listeners) listener();
  }
}

function isoNow(): string {
  return new Date().toISOString();
}
