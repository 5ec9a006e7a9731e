import { type Related, relate, type Samples, sample } from "@concordat/compat";
import { createSchemaGraph, writerView } from "@concordat/schema";
import { bundleOf, type Closure } from "../../core/closure.ts";

/** What is asked about schemas besides whether one keeps the promise of another. Answers in bounded time. */
export type Engine = {
  /** How the values of the two lie to each other, by what readers accept or by what writers send. */
  relation(first: Closure, second: Closure, view: "reader" | "writer"): Promise<Related>;
  samples(closure: Closure, options: { readonly n: number; readonly seed: number }): Promise<Samples>;
};

/** Thinks where it stands, in the steps that the engine allows itself. */
export const inlineEngine: Engine = {
  relation: async (first, second, view) =>
    relate(viewOf(first, view), viewOf(second, view), { dialect: first.dialect }),
  samples: async (closure, options) => sample(bundleOf(closure), { ...options, dialect: closure.dialect }),
};

function viewOf(closure: Closure, view: "reader" | "writer") {
  if (view === "reader") return bundleOf(closure);
  const { schema, documents, dialect } = closure;
  return writerView(undefined, createSchemaGraph(documents, { root: schema, dialect })).schema;
}
