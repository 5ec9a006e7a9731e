import { expect, test } from "vitest";
import { createTerms } from "../terms/index.ts";
import { assume, copyOf, emptyState } from "./state.ts";

const terms = createTerms();
const [a, b, c] = [1, 2, 3].map((count) => terms.atom({ kind: "min-items", count })) as [
  number,
  number,
  number,
];

test("a conjunction is taken apart, and a choice with one way left is taken", () => {
  const state = emptyState();

  expect(assume(state, [terms.and([a, terms.or([-a, b])])], terms)).toBe(true);
  expect(state).toMatchObject({ atoms: [a, b], choices: [] });
});

test("a conjunction may have more members than a call may have arguments", () => {
  const [state, large] = [emptyState(), createTerms()];
  const members = Array.from({ length: 200_000 }, (_, at) =>
    large.atom({ kind: "min-items", count: at + 1 }),
  );

  expect(assume(state, [large.and(members)], large)).toBe(true);
  expect(state.atoms).toHaveLength(members.length);
});

test("a choice that holds anyway is dropped, one without a way left is a contradiction", () => {
  const state = emptyState();

  expect(assume(state, [a, terms.or([a, b])], terms)).toBe(true);
  expect(state.choices).toEqual([]);
  expect(assume(state, [terms.and([b, terms.or([-a, -b])])], terms)).toBe(false);
});

test("exactly one: with the first given the others are denied, and not exactly one wants a second", () => {
  const one = terms.exactlyOne([a, b, c]);
  const [exactly, notExactly] = [emptyState(), emptyState()];

  expect(assume(exactly, [one, -b, -c], terms)).toBe(true);
  expect(exactly.atoms).toContain(a);
  expect(assume(notExactly, [-one, a, -b], terms)).toBe(true);
  expect(notExactly.atoms).toContain(c);
});

test("not exactly one: what is known of members far down the list counts as well", () => {
  const one = terms.exactlyOne([a, b, c]);
  const [withoutLast, withLast, withTwo] = [emptyState(), emptyState(), emptyState()];

  expect(assume(withoutLast, [-one, -c, -b], terms)).toBe(true);
  expect(withoutLast.atoms).toContain(-a);
  expect(assume(withLast, [-one, c, -b], terms)).toBe(true);
  expect(withLast.atoms).toContain(a);
  expect(assume(withTwo, [-one, b, c], terms)).toBe(true);
  expect(withTwo.choices).toEqual([]);
});

test("what is assumed in a copy is not assumed in the original", () => {
  const state = emptyState();
  assume(state, [a], terms);
  assume(copyOf(state), [b, terms.or([c, -a])], terms);

  expect(state.atoms).toEqual([a]);
  expect(assume(state, [-b], terms)).toBe(true);
});
