import type { Json } from "@concordat/json";
import { type Dialect, SchemaError, writerView } from "@concordat/schema";
import { createBudget, Undecided } from "./budget.ts";
import { decide, decided, findInstance } from "./decide.ts";
import { type Prepared, prepare } from "./prepare.ts";

export type CompatibilityQuestion = {
  /** What the values are written by. */
  readonly writer: Json;
  /** What must accept them. */
  readonly reader: Json;
  /**
   * `closed`: writers send no members that the schema does not declare, and so adding an optional one is safe.
   * `as-written`: they send whatever the schema lets through. Default `closed`.
   */
  readonly writerView?: WriterView;
  /** Whether `format` refuses values. Default `annotate`. */
  readonly format?: "annotate" | "assert";
  /** In steps. */
  readonly budget?: number;
  /** What references lead to, by absolute URI. Nothing is fetched. */
  readonly resolve?: ReadonlyMap<string, Json>;
  /** The dialect of schemas that name none. Default `2020-12`. */
  readonly dialect?: Dialect;
};

export type WriterView = "closed" | "as-written";

/** `assumption` is what the verdict rests on: which values writers are taken to send. */
export type Verdict = { readonly assumption: WriterView } & (
  | { readonly status: "compatible" }
  | { readonly status: "incompatible"; readonly witness: Json }
  | { readonly status: "undecided"; readonly reason: string }
);

/**
 * Decides whether the reader accepts everything the writer may send. `compatible` is a proof, `incompatible` comes with
 * a value that the writer's schema accepts and the reader's refuses; all else is `undecided`, and says why.
 */
export function checkCompatibility(question: CompatibilityQuestion): Verdict {
  const { writerView: assumption = "closed", resolve, dialect } = question;
  const budget = createBudget(question.budget);
  const options = { budget, assertsFormat: question.format === "assert" };
  const around = {
    ...(resolve === undefined ? {} : { documents: resolve }),
    ...(dialect === undefined ? {} : { dialect }),
  };
  const decision = decided(() => {
    const asWritten = prepare(question.writer, around);
    const writer = assumption === "closed" ? closed(asWritten) : asWritten;
    const found = decide(writer, prepare(question.reader, around), options);
    // A view that lets nothing through proves nothing, unless the contract itself already did so.
    if (found.status !== "compatible" || writer === asWritten) return found;
    if (findInstance(writer, options).is !== "empty" || findInstance(asWritten, options).is === "empty")
      return found;
    return {
      status: "undecided",
      reason: "once undeclared members are refused, the writer can send nothing",
    };
  });
  return { ...decision, assumption };
}

function closed(contract: Prepared): Prepared {
  try {
    const { schema, closedAt } = writerView(undefined, contract.graph);
    return closedAt.length === 0 ? contract : prepare(schema, { dialect: contract.root.dialect });
  } catch (error) {
    if (error instanceof SchemaError) throw new Undecided({ reason: error.message });
    throw error;
  }
}
