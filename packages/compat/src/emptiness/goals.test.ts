import { expect, test } from "vitest";
import { OutOfBudget } from "../budget.ts";
import { createTerms, type Literal } from "../terms/index.ts";
import { createGoals } from "./goals.ts";
import { empty, inhabited, type Outcome, type Solve, unknown } from "./outcome.ts";

/** Goals by name, each with its own way to search; `asked` keeps count of who was searched for, in order. */
function goalsOf(searches: Record<string, (solve: (name: string) => Outcome) => Outcome>, remembers = true) {
  const terms = createTerms();
  const literalOf = new Map(Object.keys(searches).map((name) => [name, terms.scalars([name])]));
  const nameOf = new Map([...literalOf].map(([name, literal]) => [literal, name]));
  const asked: string[] = [];
  const ask = (name: string): Outcome => solve([literalOf.get(name) as Literal]);
  const solve: Solve = createGoals({
    terms,
    holds: () => true,
    remembers,
    search: (goal) => {
      const name = nameOf.get(goal) ?? "";
      asked.push(name);
      return searches[name]?.(ask) ?? empty;
    },
  });
  return { ask, asked };
}

test("a goal that needs itself strictly inside is empty, and that is remembered as a fact", () => {
  const { ask, asked } = goalsOf({ list: (solve) => solve("list") });

  expect([ask("list"), ask("list")]).toEqual([empty, empty]);
  expect(asked).toEqual(["list"]);
});

test("empty under an assumption that turns out wrong is forgotten", () => {
  // Inside `outer`, `inner` seems empty since it needs `outer`; but `outer` has another way.
  const { ask, asked } = goalsOf({
    outer: (solve) => (solve("inner").is === "inhabited" ? inhabited(1) : inhabited(2)),
    inner: (solve) => solve("outer"),
  });

  expect(ask("outer")).toEqual(inhabited(2));
  expect(ask("inner")).toEqual(inhabited(2));
  expect(asked).toEqual(["outer", "inner", "inner"]);
});

test("empty under an assumption serves while the assumption stands, and is a fact once that is proved", () => {
  const { ask, asked } = goalsOf({
    outer: (solve) => {
      solve("inner");
      return solve("inner");
    },
    inner: (solve) => solve("outer"),
  });

  expect([ask("outer"), ask("inner")]).toEqual([empty, empty]);
  expect(asked).toEqual(["outer", "inner"]);
});

test("what rests on a goal that is itself provisional falls with what that one rests on", () => {
  // `c` rests on `b`, `b` on `a`; `b` closes empty, `a` does not. Neither `b` nor `c` may stay.
  const { ask, asked } = goalsOf({
    a: (solve) => (solve("b").is === "inhabited" ? inhabited("b") : inhabited("a")),
    b: (solve) => {
      solve("c");
      return solve("a");
    },
    c: (solve) => solve("b"),
  });

  expect(ask("a")).toEqual(inhabited("a"));
  expect(ask("c")).toEqual(inhabited("a"));
  expect(asked).toEqual(["a", "b", "c", "c", "b"]);
});

test("an assumption deeper down does not take the place of one that is gone", () => {
  // `c` rests on `b` at depth 1, which closes provisionally; then `d` opens at that depth and asks for `c`.
  const { ask } = goalsOf({
    a: (solve) => {
      solve("b");
      solve("d");
      return inhabited("a");
    },
    b: (solve) => (solve("c").is === "empty" ? solve("a") : empty),
    c: (solve) => solve("b"),
    d: (solve) => solve("c"),
  });

  expect(ask("a")).toEqual(inhabited("a"));
  expect(ask("d")).toEqual(ask("c"));
  expect(ask("c")).toEqual(inhabited("a"));
});

test("what was found within a goal without resting on it outlives that goal", () => {
  const { ask, asked } = goalsOf({
    a: (solve) => {
      solve("b");
      return solve("c").is === "empty" ? solve("d") : empty;
    },
    b: (solve) => (solve("c").is === "empty" ? inhabited("b") : empty),
    c: (solve) => solve("a"),
    d: () => empty,
  });

  expect(ask("a")).toEqual(empty);
  expect(asked).toEqual(["a", "b", "c", "d"]);
  expect(ask("c")).toEqual(empty);
  expect(asked).toHaveLength(4);
});

const why = { code: "BUDGET_SPENT", message: "why" } as const;

test("unknown inside a goal leaves nothing behind that could pass for a proof", () => {
  const { ask } = goalsOf({
    outer: (solve) => (solve("inner").is === "empty" ? unknown(why) : empty),
    inner: (solve) => solve("outer"),
  });

  expect(ask("outer")).toEqual(unknown(why));
  expect(ask("inner")).toEqual(unknown(why));
});

test("without memory nothing is remembered, and what needs itself is still empty", () => {
  const { ask, asked } = goalsOf({ list: (solve) => solve("list"), text: () => inhabited("a") }, false);

  expect([ask("list"), ask("list"), ask("text"), ask("text")]).toEqual([
    empty,
    empty,
    inhabited("a"),
    inhabited("a"),
  ]);
  expect(asked).toEqual(["list", "list", "text", "text"]);
});

test("a search that is given up leaves nothing behind: not the goal, and not what seemed empty within it", () => {
  let isGivenUp = true;
  const { ask, asked } = goalsOf({
    outer: (solve) => {
      solve("inner");
      if (isGivenUp) throw new OutOfBudget(why);
      return inhabited(1);
    },
    inner: (solve) => solve("outer"),
  });

  expect(() => ask("outer")).toThrow(OutOfBudget);
  isGivenUp = false;
  expect(ask("inner")).toEqual(inhabited(1));
  expect(asked).toEqual(["outer", "inner", "inner", "outer"]);
});

test("a witness that the evaluator refuses is looked for again without looking ahead, and then not believed", () => {
  const terms = createTerms();
  const goal = terms.scalars([1]);
  const looks: boolean[] = [];
  const solving = (found: (looksAhead: boolean) => Outcome) =>
    createGoals({
      terms,
      remembers: true,
      holds: (_, value) => value === 1,
      search: (_, looksAhead) => {
        looks.push(looksAhead);
        return found(looksAhead);
      },
    })([goal]);

  expect(solving((looksAhead) => inhabited(looksAhead ? 2 : 1))).toEqual(inhabited(1));
  expect(looks).toEqual([true, false]);
  expect(solving(() => inhabited(2))).toMatchObject({ is: "unknown", doubt: { code: "WITNESS_REFUSED" } });
  expect(solving(() => empty)).toEqual(empty);
  expect(looks).toHaveLength(5);
});

test("what cannot hold is empty, and nobody searches", () => {
  const terms = createTerms();
  const solve = createGoals({
    terms,
    remembers: true,
    holds: () => true,
    search: () => {
      throw new TypeError("searched");
    },
  });

  expect(solve([terms.scalars([1]), -terms.scalars([1])])).toEqual(empty);
});

test("what rests on an assumption through others falls with it, however many they are", () => {
  const { ask } = goalsOf({
    a: (solve) => (solve("b").is === "inhabited" ? inhabited("b") : inhabited("a")),
    b: (solve) => solve("c"),
    c: (solve) => solve("d"),
    d: (solve) => solve("a"),
  });

  expect(ask("a")).toEqual(inhabited("a"));
  expect(ask("b")).toEqual(inhabited("a"));
});

test("what rested on two assumptions, of which one is proved, rests on the other", () => {
  // `e` is found empty within `p`, which has another way; so `b` is empty by itself, and `e` still rests on `a`.
  const { ask } = goalsOf({
    a: (solve) => (solve("b").is === "empty" ? inhabited("a") : empty),
    b: (solve) => (solve("p").is === "inhabited" ? empty : inhabited("b")),
    p: (solve) => (solve("e").is === "empty" ? inhabited("p") : empty),
    e: (solve) => (solve("b").is === "empty" ? solve("a") : inhabited("e")),
  });

  expect(ask("a")).toEqual(inhabited("a"));
  expect(ask("e")).toEqual(inhabited("a"));
});

test("a witness is a fact, whatever was assumed on the way to it", () => {
  const { ask, asked } = goalsOf({
    a: (solve) => {
      solve("b");
      return solve("b");
    },
    b: (solve) => (solve("a").is === "empty" ? inhabited("b") : empty),
  });

  expect([ask("a"), ask("b")]).toEqual([inhabited("b"), inhabited("b")]);
  expect(asked).toEqual(["a", "b"]);
});
