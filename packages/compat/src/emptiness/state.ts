import { always, type Literal, never, type Terms } from "../terms/index.ts";

/** One way to satisfy a choice. `rest` is what else must hold, made only when this way is gone. */
export type Branch = { readonly first: readonly Literal[]; readonly rest?: () => Literal };

/** Of these branches at least one must hold. Known by the literal that asks for it. */
export type Choice = { readonly of: Literal; readonly branches: readonly Branch[] };

/** A conjunction taken apart: atoms of one type, choices still to be made, and everything that was ever assumed. */
export type State = {
  readonly assumed: Set<Literal>;
  readonly atoms: Literal[];
  choices: Choice[];
};

export function emptyState(): State {
  return { assumed: new Set(), atoms: [], choices: [] };
}

export function copyOf({ assumed, atoms, choices }: State): State {
  return { assumed: new Set(assumed), atoms: [...atoms], choices: [...choices] };
}

/** Adds literals (specialised to the type at hand) and what follows from them; false if they contradict the rest. */
export function assume(state: State, literals: readonly Literal[], terms: Terms): boolean {
  const pending = [...literals].reverse();
  for (let literal = pending.pop(); literal !== undefined; literal = pending.pop()) {
    if (literal === always || state.assumed.has(literal)) continue;
    if (literal === never || state.assumed.has(-literal)) return false;
    state.assumed.add(literal);
    const node = terms.nodeOf(literal);
    if (node.kind === "and" && literal > 0) pending.push(...node.of.toReversed());
    else if (node.kind === "and" || node.kind === "one" || node.kind === "cases")
      state.choices.push({ of: literal, branches: branchesOf(literal, terms) });
    else state.atoms.push(literal);
  }
  return settle(state, terms);
}

/** The ways that a disjunction, an "exactly one" or a distinction of cases leaves; the negated ones included. */
function branchesOf(literal: Literal, terms: Terms): readonly Branch[] {
  const node = terms.nodeOf(literal);
  switch (node.kind) {
    case "and":
      return node.of.map((member) => ({ first: [-member] }));
    case "cases":
      return node.of.map(({ guard, implied }) => ({ first: [guard, literal > 0 ? implied : -implied] }));
    case "one": {
      if (literal > 0)
        return node.of.map((member) => ({
          first: [member],
          rest: () => terms.and(node.of.flatMap((other) => (other === member ? [] : [-other]))),
        }));
      // Not exactly one: with the first, another; without it, not exactly one of the others. Never all pairs.
      const [first = always, ...others] = node.of;
      return [
        { first: [first], rest: () => terms.or(others) },
        { first: [-first], rest: () => -terms.exactlyOne(others) },
      ];
    }
    default:
      throw new TypeError(`${node.kind} leaves no choice`);
  }
}

/** Drops branches that contradict what is assumed, and takes those that are the only ones left. */
function settle(state: State, terms: Terms): boolean {
  const undecided: Choice[] = [];
  const choices = state.choices;
  for (const [index, choice] of choices.entries()) {
    const alive = choice.branches.filter(({ first }) => !first.some((literal) => isFalse(literal, state)));
    const [only] = alive;
    if (only === undefined) return false;
    if (
      alive.some(({ first, rest }) => rest === undefined && first.every((literal) => isTrue(literal, state)))
    )
      continue;
    if (alive.length > 1) undecided.push({ of: choice.of, branches: alive });
    else {
      state.choices = [...undecided, ...choices.slice(index + 1)];
      return assume(state, [...only.first, ...(only.rest === undefined ? [] : [only.rest()])], terms);
    }
  }
  state.choices = undecided;
  return true;
}

function isTrue(literal: Literal, { assumed }: State): boolean {
  return literal === always || assumed.has(literal);
}

function isFalse(literal: Literal, { assumed }: State): boolean {
  return literal === never || assumed.has(-literal);
}

/** Whether a literal is one that a solver of terms understands. */
export function isAtom(literal: Literal, terms: Terms): boolean {
  const { kind } = terms.nodeOf(literal);
  return kind !== "and" && kind !== "one" && kind !== "cases";
}

/** The atoms that a branch would add at once, found without assuming it. */
export function atomsOf(literals: readonly Literal[], terms: Terms): readonly Literal[] {
  return literals.flatMap((literal): readonly Literal[] => {
    if (literal === always) return [];
    const node = terms.nodeOf(literal);
    if (node.kind === "and" && literal > 0) return atomsOf(node.of, terms);
    return literal === never || isAtom(literal, terms) ? [literal] : [];
  });
}
