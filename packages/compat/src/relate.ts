import type { Json } from "@concordat/json";
import { createBudget, Undecided } from "./budget.ts";
import { createComparison, type Readings } from "./comparison.ts";
import { decided } from "./decide.ts";
import type { Outcome } from "./emptiness/index.ts";
import type { SchemaQuestion } from "./is-satisfiable.ts";
import { onSide, openOf } from "./place-of-doubt.ts";
import { prepare } from "./prepare.ts";
import type { Literal } from "./terms/index.ts";
import type { Open } from "./verdict.ts";

/** What the first schema is to the second: `wider` where it accepts all that the second does, and more. */
export type Relation = "equal" | "wider" | "narrower" | "overlapping" | "disjoint";

export type Related =
  | {
      readonly relation: Relation;
      /** A value for each part that is not empty: in the first alone, in the second alone, in both. */
      readonly onlyFirst?: Json;
      readonly onlySecond?: Json;
      readonly both?: Json;
    }
  | ({ readonly relation: "undecided" } & Open);

/** How the values that two schemas accept, as written, lie to each other; every answer is proved, and shown by examples. */
export function relate(first: Json, second: Json, options: SchemaQuestion = {}): Related {
  const answer = decided((): Related => {
    const budget = createBudget(options.budget);
    const comparison = createComparison({
      budget,
      assertsFormat: options.format === "assert",
    });
    const [a, b] = [
      onSide("writer", () => comparison.read(prepare(first, options, budget))),
      onSide("reader", () => comparison.read(prepare(second, options, budget))),
    ];
    const { solve } = comparison.engine;
    const onlyFirst = found(solve([...inside(a), ...outside(b)]), solve([...loosely(a), ...looselyNot(b)]));
    const onlySecond = found(solve([...inside(b), ...outside(a)]), solve([...loosely(b), ...looselyNot(a)]));
    const both = found(solve([...inside(a), ...inside(b)]), solve([...loosely(a), ...loosely(b)]));
    return {
      relation: relationOf(onlyFirst !== undefined, onlySecond !== undefined, both !== undefined),
      ...(onlyFirst && { onlyFirst: onlyFirst.value }),
      ...(onlySecond && { onlySecond: onlySecond.value }),
      ...(both && { both: both.value }),
    };

    /** In one reading at least. */
    function loosely({ strict, lenient }: Readings): readonly Literal[] {
      return [comparison.engine.terms.or([strict, lenient])];
    }
    function looselyNot({ strict, lenient }: Readings): readonly Literal[] {
      return [comparison.engine.terms.or([-strict, -lenient])];
    }
  });
  if ("relation" in answer) return answer;
  const schemas = { writer: first, reader: second };
  return { relation: "undecided", ...openOf(answer.doubt, schemas, options.dialect) };
}

/** In both readings. */
function inside({ strict, lenient }: Readings): readonly Literal[] {
  return [strict, lenient];
}

function outside({ strict, lenient }: Readings): readonly Literal[] {
  return [-strict, -lenient];
}

/** A value in every reading, or the proof that there is none in any. */
function found(surely: Outcome, perhaps: Outcome): { readonly value: Json } | undefined {
  if (surely.is === "inhabited") return { value: surely.witness };
  if (perhaps.is === "empty") return undefined;
  if (surely.is === "unknown") throw new Undecided(surely.doubt);
  if (perhaps.is === "unknown") throw new Undecided(perhaps.doubt);
  const message = "how the two lie to each other depends on how an ambiguous keyword is read";
  throw new Undecided({ code: "READING_AMBIGUOUS", message });
}

function relationOf(onlyFirst: boolean, onlySecond: boolean, both: boolean): Relation {
  if (!onlyFirst && !onlySecond) return "equal";
  if (!onlySecond) return "wider";
  if (!onlyFirst) return "narrower";
  return both ? "overlapping" : "disjoint";
}
