import type { Json } from "@concordat/json";
import { attempt, type Engine } from "../emptiness/index.ts";
import { equalTo, type Literal, told, typeBits, typeOf } from "../terms/index.ts";
import type { Confirm } from "./confirm.ts";
import { changedExamples, type Way } from "./from-examples.ts";
import { shrink } from "./shrink.ts";

export type Choice = { readonly witness: Json; readonly confirmedBy: readonly string[] };

/** Values tried before it is said that validators disagree. */
const mostOthers = 12;

export type WitnessQuestion = {
  readonly engine: Engine;
  /** What a witness must satisfy. */
  readonly goal: readonly Literal[];
  /** One that does. */
  readonly raw: Json;
  /** The place in it that is refused. */
  readonly way: Way;
  /** Places at which other causes lie. */
  readonly elsewhere: readonly Way[];
  /** The contract's own. */
  readonly examples: readonly Json[];
  readonly confirm: Confirm;
};

/**
 * The witness that people are shown: an example of the contract with one thing changed, where that can be; else the
 * smallest value there is; else whatever other value the validators agree on. `undefined` where they agree on none.
 */
export function chooseWitness(question: WitnessQuestion): Choice | undefined {
  for (const witness of candidates(question)) {
    const confirmedBy = question.confirm.by(witness);
    if (confirmedBy !== undefined) return { witness, confirmedBy };
  }
  return undefined;
}

function* candidates(question: WitnessQuestion): Generator<Json> {
  const { engine, goal, raw, way, elsewhere, examples } = question;
  const satisfies = (value: Json) => goal.every((literal) => told(engine.holds, literal, value) === true);
  const goesOn = () => !engine.budget.isSpent;
  for (const changed of changedExamples(examples, raw, way, elsewhere)) {
    if (!goesOn()) break;
    if (satisfies(changed)) yield changed;
  }
  yield shrink(raw, satisfies, goesOn);
  yield raw;
  yield* others(question);
}

/** Quite different values: every fourth of another type, since validators mostly differ about one keyword. */
function* others({ engine, goal, raw }: WitnessQuestion): Generator<Json> {
  const { terms } = engine;
  const not: Literal[] = [-equalTo(raw, terms)];
  for (let tried = 1; tried <= mostOthers; tried++) {
    const elsewhere = tried % 4 === 0 ? [-terms.types(typeBits[typeOf(raw)])] : [];
    const next = attempt(() => engine.solve([...goal, ...not, ...elsewhere]));
    if (next.is !== "inhabited") {
      if (elsewhere.length > 0) continue;
      return;
    }
    not.push(-equalTo(next.witness, terms));
    yield next.witness;
  }
}
