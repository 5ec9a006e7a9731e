import type { Json } from "@concordat/json";
import type { SchemaLocation } from "@concordat/schema";
import type { DoubtCode } from "./doubt.ts";

export type WriterView = "closed" | "as-written";

/** `assumption` is what the verdict rests on: which values writers are taken to send. */
export type Verdict = { readonly assumption: WriterView } & (
  | Compatible
  | Incompatible
  | ({ readonly status: "undecided" } & Open)
);

/** A proof: no value that the writer may send is refused by the reader. */
export type Compatible = { readonly status: "compatible" };

export type Incompatible = {
  readonly status: "incompatible";
  /** A value that the writer may send and the reader refuses. That of the first finding. */
  readonly witness: Json;
  /** Who besides the engine accepts it under the writer and refuses it under the reader. */
  readonly confirmedBy: readonly string[];
  /** One for each independent cause, never empty. */
  readonly findings: readonly Cause[];
  /** Whether it was proved that these are all causes: mended, they make the pair compatible. */
  readonly isComplete: boolean;
};

/** Neither proved nor disproved. */
export type Open = {
  readonly reason: DoubtCode;
  readonly message: string;
  /** The schema that raises the doubt, where one can be named. */
  readonly at?: SchemaLocation;
  /** Whose schema that is, where it is known. */
  readonly side?: Side;
};

/** One independent reason why the reader refuses what the writer may send. */
export type Cause = {
  /** The evolution rule that it falls under; see `evolutionRules`. */
  readonly rule: string;
  readonly message: string;
  readonly hint: string;
  readonly at: {
    /** What allows it: the counterpart in the writer's schema, where there is one. */
    readonly writer?: SchemaLocation;
    /** What refuses it. */
    readonly reader: SchemaLocation;
    /** JSON Pointer into the witness: the value that is refused. */
    readonly instance: string;
  };
  /** Breaks by this cause, and by no other where such a value was found. */
  readonly witness: Json;
  /** As for the verdict. */
  readonly confirmedBy: readonly string[];
};

export type Side = "writer" | "reader";
