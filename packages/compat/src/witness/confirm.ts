import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import { type Budget, OutOfBudget } from "../budget.ts";
import type { Doubt } from "../doubt.ts";
import { effortOf } from "./effort.ts";
import { type Excerpt, excerptOf, isSmall, type Source } from "./excerpt.ts";
import { type Missing, missingFrom, standIns } from "./stand-ins.ts";

/** A schema as another validator gets it. */
export type SchemaText = {
  readonly schema: Json;
  /** What its references lead to, by absolute URI. */
  readonly documents: ReadonlyMap<string, Json>;
  /** The dialect of a schema that names none. */
  readonly dialect: Dialect;
  readonly assertsFormat: boolean;
};

/** A validator that shares no code with the engine. It may throw on a schema or a value; then it has no opinion. */
export type WitnessValidator = {
  readonly name: string;
  compile(schema: SchemaText): (value: Json) => boolean;
};

/** A schema as it is known here; some of the documents may be missing. */
export type KnownText = Source & Pick<SchemaText, "dialect" | "assertsFormat">;

/** Who says that a value is accepted by the writer and refused by the reader. */
export type Confirm = {
  /**
   * Two must agree, of however many are there to ask: their names, or `undefined` where too few do. With fewer than two
   * handed in, all of them must; with none the engine's own evaluator has the last word.
   *
   * @throws {OutOfBudget} once so much has been asked that nobody is asked any more
   */
  by(value: Json): readonly string[] | undefined;
  /** Why too few agreed on anything. */
  readonly doubt: Doubt;
};

/**
 * The writer's schemas must all accept.
 *
 * Validators cannot be stopped once they run, and nothing that strangers send may keep them for long. So what they will
 * have to do is known before they are asked, and paid for: schemas to compile, looks to take at the value. A large
 * schema they are shown as far as the value is concerned (`excerptOf`). A value that would be too much for them is one
 * of which they have no opinion.
 */
export function createConfirm(
  validators: readonly WitnessValidator[],
  writer: readonly KnownText[],
  reader: KnownText,
  budget: Budget,
): Confirm {
  const needed = Math.min(2, validators.length);
  let isTooMuch = false;
  const showWriter = writer.map((known) => createShowing(known, validators, budget));
  const showReader = createShowing(reader, validators, budget);

  const ask = (value: Json): readonly string[] | undefined => {
    const sent = showWriter.map((show) => show(value));
    const accepted = showReader(value);
    if (sumOf([...sent, accepted], ({ looks }) => looks) > mostLooks) {
      isTooMuch = true;
      return undefined;
    }
    const pay = () => budget.step(sumOf([...sent, accepted], ({ steps }) => steps()));
    const agreeing: string[] = [];
    for (const index of validators.keys()) {
      if (agreeing.length === needed) break;
      if (agreeing.length + validators.length - index < needed) return undefined;
      // For those who have to be asked at once: there is no use in one of two.
      if (index === 0) for (let count = 0; count < needed; count++) pay();
      else if (index >= needed) pay();
      const name = validators[index]?.name ?? "";
      if (sent.every(({ judge }) => judge(index) === true) && accepted.judge(index) === false)
        agreeing.push(name);
    }
    return agreeing.length === needed ? agreeing : undefined;
  };

  return {
    by(value) {
      if (validators.length === 0) return [];
      try {
        return ask(value);
      } catch (error) {
        throw error instanceof OutOfBudget ? new OutOfBudget(tooMuch) : error;
      }
    },
    get doubt() {
      return isTooMuch ? tooMuch : disagreement;
    },
  };
}

function sumOf(sides: readonly Shown[], of: (side: Shown) => number): number {
  return sides.reduce((sum, side) => sum + of(side), 0);
}

const disagreement: Doubt = {
  code: "VALIDATORS_DISAGREE",
  message: "values were found that tell the schemas apart, and fewer than two validators confirm any of them",
};

const tooMuch: Doubt = {
  code: "BUDGET_SPENT",
  message:
    "values were found that tell the schemas apart, and confirming them is too much work for validators",
};

/** A schema of the question, as far as it concerns one value. */
type Shown = {
  readonly looks: number;
  /** What one validator costs. */
  steps(): number;
  /** What the validator of this index says; `undefined` where it has no opinion. */
  judge(index: number): boolean | undefined;
};

/** At most so many looks at one value. A validator takes a million of them in less than a second. */
const mostLooks = 1_000_000;
const looksOfOneStep = 16;
/** Ajv writes a function for each schema, and the platform compiles that. */
const stepsOfOneSchema = 70;
/** Up to so many schemas are shown as they are. */
const mostShownWhole = 200;

function createShowing(
  known: KnownText,
  validators: readonly WitnessValidator[],
  budget: Budget,
): (value: Json) => Shown {
  const judgesOf = (excerpt: Excerpt) => {
    let judges: readonly ReturnType<typeof onceCompiled>[] | undefined;
    // An excerpt that is too large for anyone need not be made.
    const judge = (index: number, value: Json): boolean | undefined => {
      if (judges === undefined) {
        const text = textOf(known, excerpt);
        judges = validators.map((validator) => onceCompiled(validator, text));
      }
      return judges[index]?.(value);
    };
    return { size: excerpt.size, judge };
  };
  const whole =
    validators.length > 0 && isSmall(known, mostShownWhole) ? judgesOf(excerptOf(known)) : undefined;
  let isPaid = false;
  return (value) => {
    const { looks, touched } = effortOf(value, known.root, known.graph, budget);
    const { size, judge } = whole ?? judgesOf(excerptOf(known, touched));
    const steps = () => Math.ceil(looks / looksOfOneStep) + (isPaid ? 0 : size * stepsOfOneSchema);
    return {
      looks,
      steps,
      judge(index) {
        if (whole !== undefined) isPaid = true;
        return judge(index, value);
      },
    };
  };
}

type ShownText = SchemaText & { readonly missing: Missing };

function textOf({ graph, dialect, assertsFormat }: KnownText, excerpt: Excerpt): ShownText {
  const { schema, documents } = excerpt.text();
  return { schema, documents, dialect, assertsFormat, missing: missingFrom(graph, excerpt.reaches) };
}

/** Compiled when first asked; a validator that cannot make sense of a schema has no opinion on any value. */
function onceCompiled(validator: WitnessValidator, text: ShownText): (value: Json) => boolean | undefined {
  let judge: ((value: Json) => boolean) | undefined;
  let isRefused = false;
  return (value) => {
    if (isRefused) return undefined;
    try {
      judge ??= compiled(validator, text);
    } catch {
      isRefused = true;
      return undefined;
    }
    try {
      return judge(value);
    } catch {
      return undefined;
    }
  };
}

/** Where documents are missing, the answer must be the same whatever they say. */
function compiled(validator: WitnessValidator, { missing, ...text }: ShownText): (value: Json) => boolean {
  if (missing.size === 0) return validator.compile(text);
  const [loose, tight] = (["everything", "nothing"] as const).map((lets) =>
    validator.compile({ ...text, documents: new Map([...text.documents, ...standIns(missing, lets)]) }),
  );
  return (value) => {
    const answer = loose?.(value);
    if (answer === undefined || answer !== tight?.(value))
      throw new Error("it depends on a missing document");
    return answer;
  };
}
