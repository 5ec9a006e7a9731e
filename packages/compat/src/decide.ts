import { type Json, JsonError } from "@concordat/json";
import { type Budget, Undecided } from "./budget.ts";
import { createEngine, type Engine, type Outcome } from "./emptiness/index.ts";
import { createTranslator } from "./normalise/index.ts";
import type { Prepared } from "./prepare.ts";
import type { Literal } from "./terms/index.ts";

export type DecideOptions = {
  readonly budget: Budget;
  /** Whether `format` refuses anything. Default false, as the specification has it. */
  readonly assertsFormat?: boolean;
  /** For tests: see `EngineOptions`. */
  readonly shortcuts?: boolean;
};

/** The bare answer: is every instance of the one an instance of the other? */
export type Decision =
  | { readonly status: "compatible" }
  | { readonly status: "incompatible"; readonly witness: Json }
  | { readonly status: "undecided"; readonly reason: string };

/**
 * Looks for a value of "writer and not reader". Where a schema can be read in two ways (`Reading`), both must be
 * compatible, and a witness must be one in both.
 */
export function decide(writer: Prepared, reader: Prepared, options: DecideOptions): Decision {
  return decided(() => {
    const engine = createEngine(options);
    const from = readingsOf(writer, engine, options);
    const to = readingsOf(reader, engine, options);
    const strictly = engine.solve([from.strict, -to.strict]);
    if (from.strict === from.lenient && to.strict === to.lenient) return decisionOf(strictly);
    const leniently = engine.solve([from.lenient, -to.lenient]);
    if (strictly.is === "empty" && leniently.is === "empty") return { status: "compatible" };
    const both = engine.solve([from.strict, from.lenient, -to.strict, -to.lenient]);
    if (both.is === "inhabited") return decisionOf(both);
    const ambiguous = [...from.ambiguities, ...to.ambiguities].join(", ");
    return { status: "undecided", reason: `it depends on how this is read: ${ambiguous}` };
  });
}

/** A value that the schema accepts in both readings, or the proof that there is none in either. */
export function findInstance(schema: Prepared, options: DecideOptions): Outcome {
  const engine = createEngine(options);
  const { strict, lenient } = readingsOf(schema, engine, options);
  const both = engine.solve([strict, lenient]);
  if (both.is !== "empty" || strict === lenient) return both;
  const either = engine.solve([engine.terms.or([strict, lenient])]);
  return either.is === "empty" ? either : { is: "unknown", reason: "it depends on how the schema is read" };
}

type Readings = {
  readonly strict: Literal;
  readonly lenient: Literal;
  readonly ambiguities: readonly string[];
};

function readingsOf(
  { graph, root }: Prepared,
  { terms, budget }: Engine,
  { assertsFormat = false }: DecideOptions,
): Readings {
  const read = (reading: "strict" | "lenient") => {
    const translator = createTranslator(graph, { terms, budget, assertsFormat, reading });
    return { literal: translator.translate(root), ambiguities: [...translator.ambiguities] };
  };
  const { literal: strict, ambiguities } = read("strict");
  if (ambiguities.length === 0) return { strict, lenient: strict, ambiguities };
  return { strict, lenient: read("lenient").literal, ambiguities };
}

function decisionOf(outcome: Outcome): Decision {
  switch (outcome.is) {
    case "empty":
      return { status: "compatible" };
    case "inhabited":
      return { status: "incompatible", witness: outcome.witness };
    case "unknown":
      return { status: "undecided", reason: outcome.reason };
  }
}

/** Whatever cannot be answered says so; the call stack is a limit like any other, and so is how deep a value may nest. */
export function decided(ask: () => Decision): Decision {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Undecided) return { status: "undecided", reason: error.reason };
    if (error instanceof RangeError || error instanceof JsonError)
      return { status: "undecided", reason: "it is nested too deeply" };
    throw error;
  }
}
