import { createEngine, type Engine, type EngineOptions, type Outcome } from "./emptiness/index.ts";
import { createTranslator, type Reading, type Translator } from "./normalise/index.ts";
import type { Prepared } from "./prepare.ts";
import type { Literal } from "./terms/index.ts";

export type ComparisonOptions = EngineOptions & {
  /** Whether `format` refuses anything. Default false, as the specification has it. */
  readonly assertsFormat?: boolean;
};

/** A schema as propositions, in both of its readings; they are one where nothing in it is ambiguous. */
export type Readings = {
  readonly strict: Literal;
  readonly lenient: Literal;
  readonly ambiguities: readonly string[];
};

/** One question's engine, with the schemas that were brought into it. All share its propositions and its budget. */
export type Comparison = {
  readonly engine: Engine;
  read(schema: Prepared): Readings;
  /** Of several schemas that all hold. */
  readAll(schemas: readonly Prepared[]): Readings;
  translator(schema: Prepared, reading: Reading): Translator;
};

export function createComparison({ assertsFormat = false, ...options }: ComparisonOptions): Comparison {
  const engine = createEngine(options);
  const { terms, budget } = engine;
  const translators = new Map<Prepared, Map<Reading, Translator>>();

  const translator = (schema: Prepared, reading: Reading): Translator => {
    const known = translators.get(schema) ?? new Map<Reading, Translator>();
    translators.set(schema, known);
    const made =
      known.get(reading) ??
      createTranslator(schema.graph, { terms, budget, assertsFormat, reading, holds: engine.holds });
    known.set(reading, made);
    return made;
  };

  const read = (schema: Prepared): Readings => {
    const strictly = translator(schema, "strict");
    const strict = strictly.translate(schema.root);
    const ambiguities = [...strictly.ambiguities];
    if (ambiguities.length === 0) return { strict, lenient: strict, ambiguities };
    return { strict, lenient: translator(schema, "lenient").translate(schema.root), ambiguities };
  };

  return {
    engine,
    translator,
    read,
    readAll(schemas) {
      const all = schemas.map(read);
      return {
        strict: terms.and(all.map(({ strict }) => strict)),
        lenient: terms.and(all.map(({ lenient }) => lenient)),
        ambiguities: all.flatMap(({ ambiguities }) => ambiguities),
      };
    },
  };
}

/** A value that the first accepts and the second refuses, each in both readings, of which more may be asked. */
export function counterexample(
  { engine }: Comparison,
  from: Readings,
  to: Readings,
  more: readonly Literal[] = [],
): Outcome {
  return engine.solve([...counterexampleGoal(from, to), ...more]);
}

export function counterexampleGoal(from: Readings, to: Readings): readonly Literal[] {
  return [from.strict, from.lenient, -to.strict, -to.lenient];
}

/**
 * Whether everything that the first accepts the second accepts. Where a schema can be read in two ways, both must come
 * out empty, and a counterexample must be one in both.
 */
export function compare(comparison: Comparison, from: Readings, to: Readings): Outcome {
  const { engine } = comparison;
  const strictly = engine.solve([from.strict, -to.strict]);
  if (from.strict === from.lenient && to.strict === to.lenient) return strictly;
  const leniently = engine.solve([from.lenient, -to.lenient]);
  if (strictly.is === "empty" && leniently.is === "empty") return strictly;
  const both = counterexample(comparison, from, to);
  return both.is === "inhabited" ? both : ambiguous([...from.ambiguities, ...to.ambiguities]);
}

/** A value that the schema accepts in both readings, or the proof that there is none in either. */
export function findInstance({ engine }: Comparison, { strict, lenient, ambiguities }: Readings): Outcome {
  const both = engine.solve([strict, lenient]);
  if (both.is !== "empty" || strict === lenient) return both;
  const either = engine.solve([engine.terms.or([strict, lenient])]);
  return either.is === "empty" ? either : ambiguous(ambiguities);
}

function ambiguous(ambiguities: readonly string[]): Outcome {
  const message = `it depends on how this is read: ${[...new Set(ambiguities)].join(", ")}`;
  return { is: "unknown", doubt: { code: "READING_AMBIGUOUS", message } };
}
