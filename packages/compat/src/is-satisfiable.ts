import type { Json } from "@concordat/json";
import { createBudget } from "./budget.ts";
import { createComparison, findInstance } from "./comparison.ts";
import { decided } from "./decide.ts";
import type { DoubtCode } from "./doubt.ts";
import { type PrepareOptions, prepare } from "./prepare.ts";

export type Satisfiability =
  | { readonly status: "satisfiable"; readonly example: Json }
  | { readonly status: "unsatisfiable" }
  | { readonly status: "undecided"; readonly reason: DoubtCode; readonly message: string };

export type SchemaQuestion = PrepareOptions & {
  /** Whether `format` refuses values. Default `annotate`. */
  readonly format?: "annotate" | "assert";
  /** In steps. */
  readonly budget?: number;
};

/** Whether any value at all is an instance of the schema, and which. */
export function isSatisfiable(schema: Json, options: SchemaQuestion = {}): Satisfiability {
  const outcome = decided(() => {
    const budget = createBudget(options.budget);
    const comparison = createComparison({
      budget,
      assertsFormat: options.format === "assert",
    });
    return findInstance(comparison, comparison.read(prepare(schema, options, budget)));
  });
  switch (outcome.is) {
    case "inhabited":
      return { status: "satisfiable", example: outcome.witness };
    case "empty":
      return { status: "unsatisfiable" };
    case "unknown":
      return { status: "undecided", reason: outcome.doubt.code, message: outcome.doubt.message };
  }
}
