import { canonicalize, isObject, type Json } from "@concordat/json";
import { formatLocation } from "@concordat/schema";
import { counterexampleGoal } from "../comparison.ts";
import { attempt, type Outcome } from "../emptiness/index.ts";
import { type Literal, never } from "../terms/index.ts";
import { nearestBlame } from "./alternatives.ts";
import { type Blame, blamesOf } from "./blame.ts";
import type { CauseWorld } from "./cause-world.ts";
import { schemasAt } from "./places.ts";
import { type RelaxedReader, relaxedReader } from "./relaxed-reader.ts";

/** One thing that the reader says and the writer breaks, with values that show it. */
export type FoundCause = {
  readonly blame: Blame;
  /** Breaks by this cause; by no other where such a value was found. */
  readonly raw: Json;
  /** What every witness of the cause satisfies, as strictly as it could be asked. */
  readonly goal: readonly Literal[];
};

export type FoundCauses = {
  readonly causes: readonly FoundCause[];
  /** Proved: whoever mends these has mended all. */
  readonly isComplete: boolean;
};

/** A change with more causes than this is a new contract. */
const mostCauses = 100;
/**
 * Finds what a reader refuses for independent reasons: takes a counterexample apart into what it breaks, takes one of
 * these things out of the reader, and asks whether the rest still refuses something; until it refuses nothing, which is
 * the proof that the list is complete.
 */
export function findCauses(first: Json, world: CauseWorld): FoundCauses {
  const mended = relaxedReader(world);
  const causes = new Map<string, FoundCause>();
  let raw = first;
  for (let found = 0; found < mostCauses; found++) {
    const blame = blamesIn(raw, world).find((each) => !mended.isExcused(each));
    if (blame === undefined) break;
    const place = placeOf(blame);
    if (!causes.has(place)) causes.set(place, isolated(blame, raw, mended, world));
    mended.excuse(blame);
    const next = solve([...sent(world), ...mended.refuses()], world);
    if (next.is === "empty") return { causes: [...causes.values()], isComplete: isUnambiguous(world) };
    if (next.is === "unknown") break;
    raw = next.witness;
  }
  if (causes.size === 0)
    causes.set("", { blame: unnamed(world), raw, goal: counterexampleGoal(world.writer, world.readings) });
  return { causes: [...causes.values()], isComplete: false };
}

/**
 * The best witness there is for a cause: one that breaks nothing else; else one that breaks nothing but what has been
 * found before, which every value of this writer may break; else the value at hand.
 */
function isolated(blame: Blame, raw: Json, mended: RelaxedReader, world: CauseWorld): FoundCause {
  const goal = [...counterexampleGoal(world.writer, world.readings), -blame.law];
  const alone = relaxedReader(world);
  alone.excuse(blame);
  const soFar = mended.and(blame);
  for (const others of [alone.accepts(), soFar.accepts()]) {
    const outcome = solve([...goal, ...others], world);
    if (outcome.is === "inhabited") return { blame, raw: outcome.witness, goal: [...goal, ...others] };
  }
  return { blame, raw, goal };
}

/** A goal is new each time, and of a wide object as long as that is wide: putting it together is work of its own. */
function solve(goal: readonly Literal[], { comparison: { engine } }: CauseWorld): Outcome {
  return attempt(() => {
    for (const literal of goal) {
      const node = engine.terms.nodeOf(literal);
      engine.budget.step(node.kind === "and" ? node.of.length : 1);
    }
    return engine.solve(goal);
  });
}

function sent({ writer }: CauseWorld): readonly Literal[] {
  return [writer.strict, writer.lenient];
}

/** Under two readings the parts of one of them prove nothing about the other. */
function isUnambiguous({ writer, readings }: CauseWorld): boolean {
  return writer.strict === writer.lenient && readings.strict === readings.lenient;
}

/** The cause as another value of it shows it: the place in the value may be another. */
export function causeAt(value: Json, cause: FoundCause, world: CauseWorld): FoundCause {
  const place = placeOf(cause.blame);
  const blame = blamesIn(value, world).find((each) => placeOf(each) === place);
  return { ...cause, raw: value, ...(blame && { blame }) };
}

function blamesIn(value: Json, world: CauseWorld): readonly Blame[] {
  return blamesOf(value, world.readerRoot, world.reader).flatMap((blame) => [
    ...narrowed(blame, value, world),
    nearestBlame(blame, world.reader),
  ]);
}

/** Where it cannot be told what is broken, the whole is. */
export function unnamed({ readerRoot, readings }: Pick<CauseWorld, "readerRoot" | "readings">): Blame {
  const law = readings.strict;
  return {
    part: { keyword: "schema", pointer: "", says: law },
    schema: readerRoot,
    way: [],
    chain: [],
    value: null,
    law,
    lawOf: (said) => said,
  };
}

/** The same words at the same place are one cause, however many values come by it. */
function placeOf({ schema, part }: Blame): string {
  return canonicalize([formatLocation(schema.location), part.pointer, part.keyword, part.name ?? ""]);
}

/**
 * An object that is closed now refuses names one by one: each that the writer declares is a cause of its own, so that a
 * person sees them all and not whichever came first. Those that nobody declares are without number, and one cause.
 */
function narrowed(blame: Blame, whole: Json, world: CauseWorld): readonly Blame[] {
  const { terms } = world.comparison.engine;
  const { part, value } = blame;
  if (part.keyword !== "additionalProperties" || part.inside?.schema.schema !== false) return [];
  const declaring = schemasAt(world.writerRoot, whole, blame.way, world.writerPlaces);
  return [...part.inside.reach(value)]
    .map(([[name]]) => String(name))
    .filter((name) => declaring.some(({ schema }) => declares(schema, name)))
    .map((name) => {
      const says = terms.atom({ kind: "members", names: terms.scalars([name]), is: never });
      return { ...blame, part: { ...part, name, isNarrowed: true, says }, law: blame.lawOf(says) };
    });
}

function declares(schema: Json, name: string): boolean {
  const declared = isObject(schema) ? schema.properties : undefined;
  return declared !== undefined && isObject(declared) && Object.hasOwn(declared, name);
}
