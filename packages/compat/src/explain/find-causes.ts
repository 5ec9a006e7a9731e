import { canonicalize, isObject, type Json } from "@concordat/json";
import { formatLocation, type ResolvedSchema } from "@concordat/schema";
import type { Comparison, Readings } from "../comparison.ts";
import { counterexampleGoal } from "../comparison.ts";
import { type Literal, never } from "../terms/index.ts";
import { nearestBlame } from "./alternatives.ts";
import { type Blame, blamesOf } from "./blame.ts";
import { type Places, schemasAt } from "./places.ts";

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
/** How often a witness is sought that breaks one thing only. */
const patience = 4;

/**
 * Finds what a reader refuses for independent reasons: takes a counterexample apart into what it breaks, looks for one
 * that breaks a single thing, grants that this thing is mended, and asks again; until nothing is left, which is the
 * proof that the list is complete.
 */
export function findCauses(first: Json, world: CauseWorld): FoundCauses {
  const { writer, readings } = world;
  const { engine } = world.comparison;
  const base = counterexampleGoal(writer, readings);
  const granted: Literal[] = [];
  const causes = new Map<string, FoundCause>();
  const blamed = (value: Json) => blamesIn(value, world);

  for (let raw: Json = first, found = 0; found < mostCauses; found++) {
    const { blame, value, others } = isolate(raw);
    if (blame === undefined) {
      if (causes.size === 0) causes.set("", { blame: unnamed(world), raw, goal: base });
      break;
    }
    const place = placeOf(blame);
    if (!causes.has(place))
      causes.set(place, { blame, raw: value, goal: [...base, -blame.law, ...granted, ...others] });
    granted.push(blame.law);
    const next = engine.solve([...base, ...granted]);
    if (next.is === "empty") return { causes: [...causes.values()], isComplete: isExact() };
    if (next.is === "unknown") break;
    raw = next.witness;
  }
  return { causes: [...causes.values()], isComplete: false };

  /** A value that breaks one thing only, if some is found in a few attempts. */
  function isolate(start: Json) {
    let value = start;
    let blames = blamed(value);
    const [blame] = blames.filter(({ law }) => !granted.includes(law));
    const others = new Set<Literal>();
    if (blame === undefined) return { blame, value, others };
    for (let attempt = 0; blames.length > 1 && attempt < patience; attempt++) {
      const more = blames.map(({ law }) => law).filter((law) => law !== blame.law);
      const asked = new Set([...others, ...more]);
      const alone = engine.solve([...base, ...granted, -blame.law, ...asked]);
      if (alone.is !== "inhabited") break;
      value = alone.witness;
      for (const law of more) others.add(law);
      blames = blamed(value);
    }
    return { blame, value, others };
  }

  /** Under two readings the parts of one of them prove nothing about the other. */
  function isExact(): boolean {
    return writer.strict === writer.lenient && readings.strict === readings.lenient;
  }
}

export type CauseWorld = {
  readonly comparison: Comparison;
  /** What the writer may send. */
  readonly writer: Readings;
  /** What the reader accepts, and its schema. */
  readonly readings: Readings;
  readonly readerRoot: ResolvedSchema;
  readonly reader: Places;
  readonly writerRoot: ResolvedSchema;
  readonly writerPlaces: Places;
};

/** The cause as another value of it shows it: the place in the value may be another. */
export function causeAt(value: Json, cause: FoundCause, world: CauseWorld): FoundCause {
  const place = placeOf(cause.blame);
  const blame = blamesIn(value, world).find((each) => placeOf(each) === place);
  return { ...cause, raw: value, ...(blame && { blame }) };
}

function blamesIn(value: Json, world: CauseWorld): readonly Blame[] {
  return blamesOf(value, world.readerRoot, world.reader).map((blame) =>
    nearestBlame(narrowed(blame, value, world), world.reader),
  );
}

/** Where the evaluator cannot tell what is broken, the whole is. */
function unnamed({ readerRoot, readings }: CauseWorld): Blame {
  const law = readings.strict;
  return {
    part: { keyword: "schema", pointer: "", says: law },
    schema: readerRoot,
    way: [],
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
function narrowed(blame: Blame, whole: Json, world: CauseWorld): Blame {
  const { terms } = world.comparison.engine;
  const { part, value } = blame;
  if (part.keyword !== "additionalProperties" || part.inside?.schema.schema !== false) return blame;
  const declaring = schemasAt(world.writerRoot, whole, blame.way, world.writerPlaces);
  const refused = [...part.inside.reach(value)].map(([[name]]) => String(name));
  const name = refused.find((each) => declaring.some(({ schema }) => declares(schema, each)));
  if (name === undefined) return blame;
  const says = terms.atom({ kind: "members", names: terms.scalars([name]), is: never });
  return { ...blame, part: { ...part, name, says }, law: blame.lawOf(says) };
}

function declares(schema: Json, name: string): boolean {
  const declared = isObject(schema) ? schema.properties : undefined;
  return declared !== undefined && isObject(declared) && Object.hasOwn(declared, name);
}
