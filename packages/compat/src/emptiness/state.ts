import { always, type Literal, never, type Terms } from "../terms/index.ts";

/** One way to satisfy a choice. `rest` is what else must hold, made only when this way is gone. */
export type Branch = { readonly first: readonly Literal[]; readonly rest?: () => readonly Literal[] };

/** Of these branches at least one must hold. Known by the literal that asks for it. */
export type Choice = { readonly of: Literal; readonly branches: readonly Branch[] };

/** A conjunction taken apart: atoms of one type, choices still to be made, and everything that was ever assumed. */
export type State = {
  readonly assumed: Set<Literal>;
  /**
   * What holds of all that the state leaves open. It contradicts like what is assumed, and settles no choice: it may
   * have been learnt from that very one, and would then hold up itself.
   */
  readonly learnt: Set<Literal>;
  readonly atoms: Literal[];
  choices: Choice[];
};

export function emptyState(): State {
  return { assumed: new Set(), learnt: new Set(), atoms: [], choices: [] };
}

export function copyOf({ assumed, learnt, atoms, choices }: State): State {
  return { assumed: new Set(assumed), learnt: new Set(learnt), atoms: [...atoms], choices: [...choices] };
}

/** Adds literals (specialised to the type at hand) and what follows from them; false if they contradict the rest. */
export function assume(state: State, literals: readonly Literal[], terms: Terms): boolean {
  const pending = [...literals].reverse();
  for (let literal = pending.pop(); literal !== undefined; literal = pending.pop()) {
    if (literal === always || state.assumed.has(literal)) continue;
    if (isFalse(literal, state)) return false;
    state.assumed.add(literal);
    const node = terms.nodeOf(literal);
    // One by one: as arguments of one call a hundred thousand would not fit on the stack.
    if (node.kind === "and" && literal > 0) for (const member of node.of.toReversed()) pending.push(member);
    else if (node.kind === "and" || node.kind === "one" || node.kind === "cases")
      state.choices.push({ of: literal, branches: branchesOf(literal, terms) });
    else state.atoms.push(literal);
  }
  return settle(state, terms);
}

/**
 * Adds a literal that is known to hold of all that the state leaves open. Nothing more need be done for it: so it is no
 * new choice, of which an enumeration of thousands would make thousands.
 */
export function learn(state: State, literal: Literal, terms: Terms): boolean {
  if (isAtom(literal, terms)) return assume(state, [literal], terms);
  if (isFalse(literal, state)) return false;
  if (!state.assumed.has(literal)) state.learnt.add(literal);
  return true;
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
          rest: () => node.of.flatMap((other) => (other === member ? [] : [-other])),
        }));
      // Not exactly one: with the first, another; without it, not exactly one of the others. Never all pairs.
      const [first = always, ...others] = node.of;
      return [
        { first: [first], rest: () => [terms.or(others)] },
        { first: [-first], rest: () => [-terms.exactlyOne(others)] },
      ];
    }
    default:
      throw new TypeError(`${node.kind} leaves no choice`);
  }
}

/** Drops branches that contradict what is assumed, and takes those that are the only ones left. */
function settle(state: State, terms: Terms): boolean {
  const undecided: Choice[] = [];
  const forced: Literal[] = [];
  for (const choice of state.choices) {
    const said = countedIn(choice, state, terms);
    if (said !== undefined) {
      forced.push(said);
      continue;
    }
    const alive = choice.branches.filter(({ first }) => !first.some((literal) => isFalse(literal, state)));
    const [only] = alive;
    if (only === undefined) return false;
    if (
      alive.some(({ first, rest }) => rest === undefined && first.every((literal) => isTrue(literal, state)))
    )
      continue;
    if (alive.length > 1) undecided.push({ of: choice.of, branches: alive });
    else forced.push(...only.first, ...(only.rest?.() ?? []));
  }
  state.choices = undecided;
  return forced.length === 0 || assume(state, forced, terms);
}

/** What "not exactly one" comes to once some of its members are known; `undefined` while none is. */
function countedIn({ of }: Choice, state: State, terms: Terms): Literal | undefined {
  const members = notExactlyOneOf(of, terms);
  if (members === undefined) return undefined;
  const open = members.filter((member) => !isFalse(member, state));
  const held = open.filter((member) => isTrue(member, state));
  if (held.length > 1) return always;
  if (held.length === 1) return terms.or(open.filter((member) => member !== held[0]));
  return open.length < members.length ? -terms.exactlyOne(open) : undefined;
}

/** The members of a literal that says "not exactly one of these". */
export function notExactlyOneOf(literal: Literal, terms: Terms): readonly Literal[] | undefined {
  const node = terms.nodeOf(literal);
  return literal < 0 && node.kind === "one" ? node.of : undefined;
}

/** How many ways there are in the end; "not exactly one" hides all but two of its own. */
export function weightOf({ of, branches }: Choice, terms: Terms): number {
  return notExactlyOneOf(of, terms)?.length ?? branches.length;
}

function isTrue(literal: Literal, { assumed }: State): boolean {
  return literal === always || assumed.has(literal);
}

function isFalse(literal: Literal, { assumed, learnt }: State): boolean {
  return literal === never || assumed.has(-literal) || learnt.has(-literal);
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
