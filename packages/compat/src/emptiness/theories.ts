import { decideArray } from "../arrays/decide-array.ts";
import { type Budget, Undecided } from "../budget.ts";
import { decideObject } from "../objects/decide-object.ts";
import { createNames } from "../objects/names.ts";
import { createObjectRefuter } from "../objects/refute-object.ts";
import {
  type Holds,
  type JsonType,
  type Literal,
  never,
  type Specialise,
  type Terms,
} from "../terms/index.ts";
import { empty, type Outcome, type Solve, unknown } from "./outcome.ts";
import { decideByTrial, decideNumbers, decideStrings } from "./scalars.ts";
import type { Theories } from "./search.ts";

export type TheoriesOptions = {
  readonly terms: Terms;
  readonly budget: Budget;
  readonly specialise: Specialise;
  readonly holds: Holds;
  readonly solve: Solve;
};

/** The solver of each type. All are handed literals that are atoms, of their type, opaque, or sets of scalars. */
export function createTheories(options: TheoriesOptions): Theories {
  const { terms } = options;
  const names = createNames(options);
  const objectWorld = { ...options, names };
  /** Answers about values without parts rest on nothing that could be taken back. */
  const facts = new Map<Literal, Outcome>();

  const decideAtoms = (type: JsonType, atoms: readonly Literal[]): Outcome => {
    switch (type) {
      case "null":
        return decideByTrial([null], atoms, options);
      case "boolean":
        return decideByTrial([false, true], atoms, options);
      case "number":
      case "string":
        return remembered(type, atoms);
      case "array":
        return decideArray(atoms, options);
      case "object":
        return decideObject(atoms, objectWorld);
    }
  };

  const remembered = (type: "number" | "string", atoms: readonly Literal[]): Outcome => {
    // Every atom is of this type or names scalars of it, so the conjunction says which type is meant, but for none.
    const goal = terms.and(atoms);
    const known = facts.get(goal);
    if (known !== undefined && atoms.length > 0) return known;
    const outcome = goal === never ? empty : decide(type, atoms);
    facts.set(goal, outcome);
    return outcome;
  };
  const decide = (type: "number" | "string", atoms: readonly Literal[]) =>
    type === "number" ? decideNumbers(atoms, options) : decideStrings(atoms, options);

  return {
    decide(type, all) {
      const opaque = all.filter((literal) => terms.nodeOf(literal).kind === "opaque");
      const [first] = opaque;
      if (first === undefined) return decideAtoms(type, all);
      const known = all.filter((each) => !opaque.includes(each));
      // Every type has values; a search for one of them would be made for each of thousands of unknown references.
      const outcome = known.length === 0 ? undefined : decideAtoms(type, known);
      if (outcome !== undefined && outcome.is !== "inhabited") return outcome;
      const node = terms.nodeOf(first);
      return unknown({ code: "REFERENCE_UNKNOWN", message: node.kind === "opaque" ? node.name : "" });
    },
    refutes(type, atoms) {
      const refuter = type === "object" ? createObjectRefuter(atoms, objectWorld) : undefined;
      return (added) => {
        if (refuter !== undefined) return safely(() => refuter(added)) ?? false;
        const all = [...atoms, ...added];
        return terms.and(all) === never || safely(() => this.decide(type, all))?.is === "empty";
      };
    },
  };

  /** Not to be able to tell is no refutation. */
  function safely<Answer>(ask: () => Answer): Answer | undefined {
    try {
      return ask();
    } catch (error) {
      if (options.budget.isSpent || !(error instanceof Undecided)) throw error;
      return undefined;
    }
  }
}
