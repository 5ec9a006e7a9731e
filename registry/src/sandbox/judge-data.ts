import { createContractValidator, type Validate, type Verdict } from "@concordat/validator";
import { createLru } from "../collections/lru.ts";
import type { Closure } from "../core/closure.ts";
import { linearMatcher } from "./linear-matcher.ts";

export type DataQuestion = {
  /** What the schema with its documents and its dialect is called: equal for equal ones. */
  readonly key: string;
  readonly view: "reader" | "writer";
  readonly values: readonly unknown[];
  /** Left out in the hope that it is known from before. */
  readonly closure?: Closure;
};

export type DataAnswer = {
  /** One for each value; absent where the schema is not known here, and has to be sent along. */
  readonly verdicts?: readonly Verdict[];
};

const mostValidators = 200;

/** Compiles each schema once, as long as it is not forgotten over others. Throws what is wrong with a schema. */
export function createDataJudge(): (question: DataQuestion) => DataAnswer {
  const known = createLru<Validate>(mostValidators);
  return ({ key, view, values, closure }) => {
    const name = `${view} ${key}`;
    let validate = known.get(name);
    if (validate === undefined) {
      if (closure === undefined) return {};
      const { schema: document, documents, dialect } = closure;
      validate = createContractValidator({ document, documents, dialect, view, matcher: linearMatcher });
      known.set(name, validate);
    }
    const judge = validate;
    return { verdicts: values.map((value) => judge(value)) };
  };
}
