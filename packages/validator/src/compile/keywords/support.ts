import { type KeywordCxt, Name } from "ajv";
import { equal } from "../../support/equal.ts";
import { firstRepeat } from "../../support/first-repeat.ts";
import { isMultipleOf } from "../../support/is-multiple-of.ts";

const functions = { equal, firstRepeat, isMultipleOf };

/** A function for the generated code to call; an emitted module carries its text under the same name. */
export function support({ gen }: KeywordCxt, name: keyof typeof functions): Name {
  return gen.scopeValue("func", { ref: functions[name], code: new Name(name) });
}

/** Ajv's count of the reports made so far in the function at hand. */
export const errorCount = new Name("errors");
