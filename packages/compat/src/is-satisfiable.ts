import type { Json } from "@concordat/json";
import { createBudget } from "./budget.ts";
import { decided, findInstance } from "./decide.ts";
import { type PrepareOptions, prepare } from "./prepare.ts";

export type Satisfiability =
  | { readonly status: "satisfiable"; readonly example: Json }
  | { readonly status: "unsatisfiable" }
  | { readonly status: "undecided"; readonly reason: string };

export type SatisfiabilityOptions = PrepareOptions & {
  readonly format?: "annotate" | "assert";
  /** In steps. */
  readonly budget?: number;
};

/** Whether any value at all is an instance of the schema, and which. */
export function isSatisfiable(schema: Json, options: SatisfiabilityOptions = {}): Satisfiability {
  const answer = decided(() => {
    const outcome = findInstance(prepare(schema, options), {
      budget: createBudget(options.budget),
      assertsFormat: options.format === "assert",
    });
    if (outcome.is === "inhabited") return { status: "incompatible", witness: outcome.witness };
    return outcome.is === "empty"
      ? { status: "compatible" }
      : { status: "undecided", reason: outcome.reason };
  });
  switch (answer.status) {
    case "incompatible":
      return { status: "satisfiable", example: answer.witness };
    case "compatible":
      return { status: "unsatisfiable" };
    case "undecided":
      return answer;
  }
}
