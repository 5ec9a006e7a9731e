import { expect, test } from "vitest";
import { createMemoryStore, createStoreMemory } from "../store/memory.ts";
import type { Command } from "./command.ts";
import { deleteSubject, deleteVersion } from "./commands/delete.ts";
import { deleteContext } from "./commands/delete-context.ts";
import { draft, dropDraft } from "./commands/draft.ts";
import { register } from "./commands/register.ts";
import { deleteMode, setMode } from "./commands/settings.ts";
import { guidOf } from "./content.ts";
import type { Judge } from "./judge.ts";
import { createRegistry, type Registry } from "./registry.ts";
import type { State } from "./state/state.ts";

const rounds = process.env.CONCORDAT_COUNTS === "full" ? 2_000 : 120;

const subjects = ["a", "b", "shop.money", ":.x:a", ":.x:b"] as const;
const texts = [
  '{"type":"object"}',
  '{ "type":"object"}',
  '{"type": "object"}',
  '{"title":"t"}',
  "true",
] as const;

/** Everything is fine with it: what is tried here is not what schemas say. */
const easy: Judge = {
  compatibility: async () => ({ status: "compatible", assumption: "as-written" }),
  requireValid: async () => {},
};

/** A linear congruential generator, so that a seed names a story. */
function storyOf(seed: number) {
  let state = seed;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  const registration = () => {
    const subject = pick(subjects);
    return {
      subject,
      text: pick(texts),
      references: random() < 0.25 ? [{ name: "r", subject: pick(subjects), version: pick([1, 2]) }] : [],
      ...(subject === "shop.money" && random() < 0.7 && { number: pick(["1.0.0", "1.1.0", "2.0.0"]) }),
    };
  };
  const some = (): Command<unknown, never> => {
    const permanent = random() < 0.6;
    const money = { subject: "shop.money", number: pick(["1.0.0", "1.3.0"]) };
    const kinds: readonly (() => unknown)[] = [
      () => register(registration(), easy),
      () => register(registration(), easy),
      () => register({ ...registration(), id: pick([3, 5, 50]), version: pick([1, 2, 9]) }, easy),
      () => deleteVersion(pick(subjects), pick([1, 2, "latest"] as const), { permanent }),
      () => deleteSubject(pick(subjects), { permanent }),
      () => deleteContext(".x"),
      () => draft({ ...money, text: pick(texts), references: [] }),
      () => dropDraft(money.subject, money.number),
      () => setMode(pick(subjects), pick(["READWRITE", "IMPORT"] as const), { force: true }),
      () => deleteMode(pick(subjects)),
    ];
    return pick(kinds)() as Command<unknown, never>;
  };
  return { pick, batch: () => Array.from({ length: 1 + Math.floor(random() * 6) }, some) };
}

/** All that a face can see. */
function seenIn(state: State) {
  const all = state.subjects();
  const named = all.flatMap(({ context, versions, drafts }) =>
    [...versions, ...drafts].map((each) => ({ context, each, content: state.content(each.content) })),
  );
  return {
    sequence: state.sequence,
    hash: state.hash,
    subjects: all,
    settings: subjects.map((each) => state.settings(each)),
    contexts: state.contexts().map((name) => [name, state.context(name)?.nextId]),
    contents: named.map(({ content }) => content),
    byGuid: named.map(
      ({ content }) => content && state.byGuid(guidOf(content))?.likeness === content.likeness,
    ),
    byId: named.map(({ context, each, content }) =>
      "id" in each ? state.byId(context, each.id)?.likeness === content?.likeness : true,
    ),
    referrers: all.flatMap(({ versions }) =>
      versions.map((each) =>
        state
          .referrersOf(each)
          .map(({ subject, version }) => `${subject} ${version}`)
          .sort(),
      ),
    ),
  };
}

test.each([1, 2, 3])(
  "whatever happens, all instances and a new start see the same, and all of it (seed %i)",
  async (seed) => {
    const memory = createStoreMemory();
    const open = (): Promise<Registry> => createRegistry({ store: createMemoryStore(memory) });
    const instances = [await open(), await open()] as const;
    const { pick, batch } = storyOf(seed);
    let done = 0;
    for (let round = 1; round <= rounds; round++) {
      const outcomes = await Promise.allSettled(
        batch().map((command) => pick(instances).execute(command, { actor: "test" })),
      );
      done += outcomes.filter(({ status }) => status === "fulfilled").length;
      if (round % 20 !== 0) continue;
      const started = await open();
      const [one, ...others] = [started, ...instances];
      for (const each of instances) await each.catchUp();
      const seen = seenIn(one.state);
      expect(seen.contents).not.toContain(undefined);
      expect([...seen.byGuid, ...seen.byId]).not.toContain(false);
      for (const { state } of others) expect(seenIn(state)).toEqual(seen);
      await started.close();
      await started.store.close();
    }
    expect(done).toBeGreaterThan(rounds / 2);
  },
);
