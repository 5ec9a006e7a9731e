import { canonicalize, isObject, type Json, type JsonObject } from "@concordat/json";
import { type ResolvedSchema, replaceAt, type Traversal } from "@concordat/schema";
import { faultKinds } from "./fault-kinds.ts";
import { type Place, placesOf } from "./place.ts";

/** An instance that nobody has judged yet. */
export type Candidate = {
  readonly kind: string;
  /** Says what it is, once in its file: `example 1`, `/name is null`. */
  readonly name: string;
  readonly value: Json;
  /** Where it was changed; absent where it was not. */
  readonly at?: string;
};

export type Contract = {
  readonly examples: readonly Json[];
  readonly root: ResolvedSchema;
  readonly graph: Traversal;
  /** Whether both sides take it. What is changed was right before, so that one thing is wrong with it afterwards. */
  readonly isRight: (value: Json) => boolean;
};

/** Every instance that the examples can be changed into, in the order of the kinds. */
export function candidatesOf({ examples, root, graph, isRight }: Contract): readonly Candidate[] {
  const given = examples.map((value, index) => ({ kind: "example", name: `example ${index + 1}`, value }));
  const fuller = onceEach(examples.flatMap((example) => withOneMember(examples[0], example))).filter(
    ({ value }) => isRight(value),
  );
  const bases = [...given.slice(0, 1), ...fuller, ...given.slice(1)];
  const seen = new Set<string>();
  // Shallow places first: when there is no room for all, what is deep inside of one member stays behind.
  const places = bases
    .flatMap(({ value: base }) =>
      placesOf(base, root, graph)
        .filter(({ pointer }) => !seen.has(pointer) && seen.add(pointer))
        .map((place) => ({ base, place })),
    )
    .toSorted((one, other) => depthOf(one.place) - depthOf(other.place));
  const changed = faultKinds.flatMap(({ kind, changes }) =>
    places.flatMap(({ base, place }, turn) =>
      [...changes(place, turn)].map(({ what, becomes }) => ({
        kind,
        name: nameOf(place, what),
        value: replaceAt(base, place.pointer, becomes),
        at: place.pointer,
      })),
    ),
  );
  return distinct([...given, ...fuller, ...changed]);
}

/** The smallest example with one member of a larger one: small, and right as a rule. */
function withOneMember(smallest: Json | undefined, larger: Json): readonly Candidate[] {
  if (smallest === undefined || !isObject(smallest) || !isObject(larger)) return [];
  return Object.entries(larger)
    .filter(([name]) => !Object.hasOwn(smallest, name))
    .map(([name, value]) => {
      const whole: JsonObject = { ...smallest, [name]: value };
      return { kind: "one member more", name: `example 1 with ${name}`, value: whole };
    });
}

/** Of two candidates of one name the first: another example's value of the same member has nothing new to say. */
function onceEach(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...new Map(candidates.toReversed().map((each) => [each.name, each])).values()].toReversed();
}

function depthOf({ pointer }: Place): number {
  return pointer.split("/").length;
}

function nameOf({ pointer }: Place, what: string): string {
  return pointer === "" ? what : `${pointer} ${what}`;
}

export function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  const first = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const text = canonicalize(candidate.value);
    if (!first.has(text)) first.set(text, candidate);
  }
  return [...first.values()];
}
