import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";

/** A schema with instances of which it is known what the schema says about them. */
export type Specimen = {
  /** Unique within its set, as a person would call it: `draft7/ref/nested refs`, `package`. */
  readonly name: string;
  /** Names its dialect by `$schema`, wherever it is an object: generators are told nothing else. */
  readonly schema: Json;
  readonly valid: readonly Instance[];
  /** Invalid, and for a reason that a type can express; see `sayable`. */
  readonly invalid: readonly Instance[];
};

export type Instance = {
  /** Where it comes from: the file of a test, or what was done to a valid one. */
  readonly name: string;
  readonly value: Json;
};

/** What stands in a set before anybody judged it. */
export type Candidate = {
  readonly name: string;
  readonly schema: Json;
  /** For a schema that names none. Default `2020-12`. */
  readonly dialect?: Dialect;
  readonly valid: readonly Instance[];
  readonly invalid: readonly Instance[];
};

/** A collection of schemas, and why one may be without it today. */
export type SpecimenSet = {
  readonly name: string;
  readonly description: string;
  /** Brings what it needs into `.cache/fidelity/` where that is possible; otherwise says what is missing. */
  readonly read: () => readonly Specimen[] | { readonly missing: string };
};
