import { empty, type Outcome } from "../emptiness/outcome.ts";
import { always, type Literal } from "../terms/index.ts";
import { createDraft, type Draft } from "./draft.ts";
import { type Members, type ObjectShape, shapeOfObject } from "./object-shape.ts";
import type { ObjectWorld } from "./object-world.ts";

/**
 * Decides a conjunction of atoms about objects, asking `solve` about values and names.
 *
 * A name that some atom mentions is looked at by itself. All others fall into cells: names of one cell satisfy the same
 * propositions, so their values are under the same rules. Members that are neither required nor serve a duty are left
 * out, unless there are to be more of them; so witnesses stay small.
 */
export function decideObject(atoms: readonly Literal[], world: ObjectWorld): Outcome {
  world.budget.step(1 + Math.floor(atoms.length / 4));
  const shape = shapeOfObject(atoms, world.terms);
  if (shape.fewest > shape.most) return empty;
  const mentioned = new Set(
    [...shape.rules, ...shape.duties].flatMap(({ names }) => world.names.mentioned(names)),
  );
  const draft = createDraft(shape, mentioned, world);
  const open = requireMembers(shape, draft, world);
  if (open?.is === "empty") return empty;
  const outcome = serve(remainingDuties(shape, draft, world), draft, shape, world);
  return outcome.is === "empty" && open !== undefined ? open : outcome;
}

/** A duty whose name is given leaves no choice; several such on one name add up. */
function requireMembers({ duties }: ObjectShape, draft: Draft, { names }: ObjectWorld): Outcome | undefined {
  let open: Outcome | undefined;
  for (const duty of duties) {
    const [name, ...more] = names.listed(duty.names) ?? [];
    if (name !== undefined && more.length === 0) draft.demand(name, duty.is);
    else if (names.listed(duty.names)?.length === 0) return empty;
  }
  for (const name of draft.present()) {
    const outcome = draft.valueOf(name);
    if (outcome.is === "empty") return empty;
    if (outcome.is === "unknown") open ??= outcome;
  }
  return open;
}

/** Duties that leave a choice of the name, but for those that a required member serves just by being there. */
function remainingDuties({ duties }: ObjectShape, draft: Draft, { names }: ObjectWorld): readonly Members[] {
  return duties.filter((duty) => {
    if (names.listed(duty.names)?.length === 1) return false;
    return duty.is !== always || !draft.present().some((name) => names.matches(duty.names, name));
  });
}

/**
 * Finds a member for each duty, going back where a choice leads nowhere: a name that is mentioned, a fresh name of a
 * cell, or a member that is there already and can serve two duties at once.
 */
function serve(duties: readonly Members[], draft: Draft, shape: ObjectShape, world: ObjectWorld): Outcome {
  world.budget.step();
  if (draft.size() > shape.most) return empty;
  const [duty, ...others] = duties;
  if (duty === undefined) return fill(draft, shape, world);
  let open: Outcome | undefined;
  const attempt = (next: Draft | undefined): Outcome => {
    if (next === undefined) return empty;
    const outcome = serve(others, next, shape, world);
    if (outcome.is === "unknown") open ??= outcome;
    return outcome;
  };

  for (const name of draft.candidates()) {
    if (!world.names.matches(duty.names, name)) continue;
    const next = draft.copy();
    next.demand(name, duty.is);
    const value = next.valueOf(name);
    if (value.is === "unknown") open ??= value;
    const outcome = attempt(value.is === "inhabited" ? next : undefined);
    if (outcome.is === "inhabited") return outcome;
  }
  if (world.names.listed(duty.names) === undefined)
    for (const cell of draft.cells()) {
      if (!cell.satisfies(duty.names)) continue;
      const next = draft.copy();
      const added = next.addFrom(cell, duty.is);
      if (added.is === "unknown") open ??= added;
      const outcome = attempt(added.is === "inhabited" ? next : undefined);
      if (outcome.is === "inhabited") return outcome;
    }
  return open ?? empty;
}

/** Members beyond those that must be there, until there are enough; each for itself, since nothing ties them together. */
function fill(draft: Draft, { fewest }: ObjectShape, world: ObjectWorld): Outcome {
  let open: Outcome | undefined;
  const filled = draft.copy();
  const isDone = () => filled.size() >= fewest;
  for (const name of draft.candidates()) {
    if (isDone()) break;
    if (filled.present().includes(name)) continue;
    const value = filled.valueOf(name);
    if (value.is === "inhabited") filled.demand(name, always);
    else if (value.is === "unknown") open ??= value;
  }
  for (const cell of isDone() ? [] : filled.cells())
    while (!isDone()) {
      world.budget.step();
      const added = filled.addFrom(cell, always);
      if (added.is === "unknown") open ??= added;
      if (added.is !== "inhabited") break;
    }
  return isDone() ? filled.finish() : (open ?? empty);
}
