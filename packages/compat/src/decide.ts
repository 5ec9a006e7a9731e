import { type Json, JsonError } from "@concordat/json";
import { Undecided } from "./budget.ts";
import { type ComparisonOptions, compare, createComparison } from "./comparison.ts";
import type { Doubt } from "./doubt.ts";
import type { Outcome } from "./emptiness/index.ts";
import type { Prepared } from "./prepare.ts";

/** The bare answer: is every instance of the one an instance of the other? */
export type Decision =
  | { readonly status: "compatible" }
  | { readonly status: "incompatible"; readonly witness: Json }
  | { readonly status: "undecided"; readonly doubt: Doubt };

export function decide(writer: Prepared, reader: Prepared, options: ComparisonOptions): Decision {
  const outcome = decided(() => {
    const comparison = createComparison(options);
    return compare(comparison, comparison.read(writer), comparison.read(reader));
  });
  switch (outcome.is) {
    case "empty":
      return { status: "compatible" };
    case "inhabited":
      return { status: "incompatible", witness: outcome.witness };
    case "unknown":
      return { status: "undecided", doubt: outcome.doubt };
  }
}

/** Whatever cannot be answered says so; the call stack is a limit like any other, and so is how deep a value may nest. */
export function decided<Answer>(ask: () => Answer): Answer | Extract<Outcome, { is: "unknown" }> {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Undecided) return { is: "unknown", doubt: error.doubt };
    if (isOutOfStack(error) || error instanceof JsonError)
      return { is: "unknown", doubt: { code: "NESTED_TOO_DEEPLY", message: "it is nested too deeply" } };
    throw error;
  }
}

/** A pattern that is first compiled at the end of the stack says so as an error of its syntax. */
function isOutOfStack(error: unknown): boolean {
  return (
    error instanceof RangeError || (error instanceof SyntaxError && error.message.endsWith("Stack overflow"))
  );
}
