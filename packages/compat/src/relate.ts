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

export type RelateOptions = SchemaQuestion & {
  /** What references of the second lead to, where one URI means another document there. Default `documents`. */
  readonly documentsOfSecond?: ReadonlyMap<string, Json>;
};

/** How the values that two schemas accept, as written, lie to each other; every answer is proved, and shown by examples. */
export function relate(first: Json, second: Json, options: RelateOptions = {}): Related {
  const { documents, documentsOfSecond = documents } = options;
  const answer = decided((): Related => {
    const budget = createBudget(options.budget);
    const comparison = createComparison({
      budget,
      assertsFormat: options.format === "assert",
    });
    const [a, b] = [
      onSide("writer", () => comparison.read(prepare(first, options, budget))),
      onSide("reader", () => {
        const around = { ...options, ...(documentsOfSecond && { documents: documentsOfSecond }) };
        return comparison.read(prepare(second, around, budget));
      }),
    ];
    const { solve } = comparison.engine;
    /** A value in both readings, or the proof that there is none in either. As in a verdict, both sides are read alike. */
    const lookFor = (of: (reading: "strict" | "lenient") => readonly Literal[]) => {
      const readings =
        isAmbiguous(a) || isAmbiguous(b) ? (["strict", "lenient"] as const) : (["strict"] as const);
      return found(
        solve(readings.flatMap(of)),
        readings.map((reading) => () => solve(of(reading))),
      );
    };
    const onlyFirst = lookFor((reading) => [a[reading], -b[reading]]);
    const onlySecond = lookFor((reading) => [b[reading], -a[reading]]);
    const both = lookFor((reading) => [a[reading], b[reading]]);
    return {
      relation: relationOf(onlyFirst !== undefined, onlySecond !== undefined, both !== undefined),
      ...(onlyFirst && { onlyFirst: onlyFirst.value }),
      ...(onlySecond && { onlySecond: onlySecond.value }),
      ...(both && { both: both.value }),
    };
  });
  if ("relation" in answer) return answer;
  const schemas = { writer: first, reader: second };
  return { relation: "undecided", ...openOf(answer.doubt, schemas, options.dialect) };
}

function isAmbiguous({ strict, lenient }: Readings): boolean {
  return strict !== lenient;
}

function found(surely: Outcome, perhaps: readonly (() => Outcome)[]): { readonly value: Json } | undefined {
  if (surely.is === "inhabited") return { value: surely.witness };
  const open = perhaps.map((ask) => ask()).filter(({ is }) => is !== "empty");
  if (open.length === 0) return undefined;
  for (const outcome of [surely, ...open]) if (outcome.is === "unknown") throw new Undecided(outcome.doubt);
  const message = "how the two lie to each other depends on how an ambiguous keyword is read";
  throw new Undecided({ code: "READING_AMBIGUOUS", message });
}

function relationOf(onlyFirst: boolean, onlySecond: boolean, both: boolean): Relation {
  if (!onlyFirst && !onlySecond) return "equal";
  if (!onlySecond) return "wider";
  if (!onlyFirst) return "narrower";
  return both ? "overlapping" : "disjoint";
}
