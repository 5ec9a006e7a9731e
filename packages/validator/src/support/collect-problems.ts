import type { Problem } from "../problems/problem.ts";
import { countOf, describe, either } from "./describe.ts";
import { type Phrase, phrase } from "./phrase.ts";
import { closed, origin, type RawProblem } from "./raw-problem.ts";
import { escapeToken } from "./shape.ts";

/** Turns what the generated code found into what a person reads: the first `most` problems, none of them twice. */
export function collectProblems(raws: readonly RawProblem[], most: number): readonly [Problem, ...Problem[]] {
  const seen = new Set<string>();
  const problems = foldReports(raws).filter(({ pointer, message }) => {
    const isFresh = !seen.has(`${pointer} ${message}`);
    seen.add(`${pointer} ${message}`);
    return isFresh;
  });
  return problems.slice(0, Math.max(1, most)) as [Problem, ...Problem[]];
}

/**
 * A keyword that judges by alternatives reports after what was found inside of it and says how many reports that were,
 * so the list is read from its end.
 */
function foldReports(raws: readonly RawProblem[]): readonly Problem[] {
  const problems: Problem[][] = [];
  let end = raws.length;
  while (end > 0) {
    const raw = raws[end - 1] as RawProblem;
    const inside = Number(raw.params.inside ?? 0);
    problems.push(foldReport(raw, raws.slice(end - 1 - inside, end - 1)));
    end -= 1 + inside;
  }
  return withoutConsequences(problems.reverse().flat());
}

function foldReport(raw: RawProblem, inside: readonly RawProblem[]): Problem[] {
  switch (raw.keyword) {
    case "anyOf":
    case "oneOf":
      return foldAlternatives(raw, inside);
    // Both only repeat what was said: of the branch that was taken, of the name.
    case "if":
    case "propertyNames":
      return [];
    default:
      return [problemOf(raw, phrase(raw))];
  }
}

function foldAlternatives(raw: RawProblem, inside: readonly RawProblem[]): Problem[] {
  const passing = raw.params.passing as readonly number[] | undefined;
  if (passing !== undefined) {
    const branches = passing.map((branch) => `${raw.keyword}/${branch}`);
    const expected = "exactly one alternative";
    return [
      problemOf(raw, {
        rule: "alternative",
        tells: `must match ${expected}, but matches ${branches.join(" and ")}`,
        expected,
      }),
    ];
  }
  let start = 0;
  const branches = (raw.params.ends as readonly number[]).map((end) => {
    const branch = foldReports(inside.slice(start, end));
    start = end;
    return branch;
  });
  return chooseBranch(raw, branches);
}

/** The branch that the value was meant for, when it tells: by its type, or by a constant that names the kind. */
function chooseBranch(raw: RawProblem, branches: readonly (readonly Problem[])[]): Problem[] {
  const isMistyped = ({ rule, pointer }: Problem) => rule === "type" && pointer === raw.instancePath;
  const isOtherKind = ({ rule, pointer }: Problem) =>
    (rule === "const" || rule === "enum") && pointer.lastIndexOf("/") <= raw.instancePath.length;
  const typed = branches.filter((branch) => !branch.some(isMistyped));
  const meant = typed.filter((branch) => !branch.some(isOtherKind));
  const [only, another] = meant.length > 0 ? meant : typed;
  if (only !== undefined && another === undefined) return [...only];

  const telling = (typed.length > 0 ? typed : branches).map((branch) =>
    branch.find(typed.length > 0 ? isOtherKind : isMistyped),
  );
  const [first] = telling;
  if (
    meant.length === 0 &&
    first !== undefined &&
    telling.every((problem) => problem?.pointer === first.pointer)
  )
    return [asOneQuestion(raw, first, telling)];

  const count = countOf(branches.length, "alternative");
  const expected = `${raw.keyword === "oneOf" ? "exactly one" : "at least one"} of ${count}`;
  const tells = `must match ${expected}, but is ${describe(raw.data)} that matches none`;
  return [problemOf(raw, { rule: "alternative", tells, expected })];
}

/** All branches ask the same of one place, each with another answer: `/kind must be "a" or "b"`. */
function asOneQuestion(raw: RawProblem, first: Problem, telling: readonly (Problem | undefined)[]): Problem {
  const expected = either(telling.flatMap((problem) => problem?.expected ?? []));
  const is = first.message.slice(first.message.lastIndexOf(", but is ")).replace(/; did you mean [^;]*$/, "");
  const suggestion = telling.find((problem) => problem?.suggestion !== undefined)?.suggestion;
  return problemOf(
    raw,
    { rule: first.rule, tells: `must be ${expected}${is}`, expected, suggestion },
    first.pointer,
  );
}

/** A value of the wrong type breaks other rules of the same schema too; its type is all that needs saying. */
function withoutConsequences(problems: readonly Problem[]): readonly Problem[] {
  const home = ({ pointer, schema }: Problem) => `${pointer} ${schema.slice(0, schema.lastIndexOf("/"))}`;
  const mistyped = new Set(problems.filter(({ rule }) => rule === "type").map(home));
  return problems.filter((problem) => problem.rule === "type" || !mistyped.has(home(problem)));
}

function problemOf(raw: RawProblem, { rule, tells, expected, suggestion }: Phrase, at?: string): Problem {
  const stepDown = stepOf(raw);
  const pointer = (at ?? raw.instancePath) + (stepDown === undefined ? "" : `/${escapeToken(stepDown)}`);
  const subject = raw.propertyName === undefined ? pointer || "the value" : `the name of ${pointer}`;
  const problem = {
    code: "DATA_INVALID" as const,
    rule,
    pointer,
    schema: schemaOf(raw),
    message: `${subject} ${tells}${suggestion === undefined ? "" : `; did you mean ${JSON.stringify(suggestion)}?`}`,
    expected,
  };
  return suggestion === undefined ? problem : { ...problem, suggestion };
}

/** Problems of a member that should not be there, or of its name, point at the member. */
function stepOf({ params, propertyName }: RawProblem): string | undefined {
  const name = propertyName ?? params.additionalProperty ?? params.unevaluatedProperty;
  return name === undefined ? undefined : String(name);
}

/** Compiled code knows the place of a schema from the schema itself. */
function schemaOf({ keyword, parentSchema, schemaPath }: RawProblem): string {
  const { [origin]: from, [closed]: list } = parentSchema ?? {};
  if (typeof list === "string" && keyword === "additionalProperties") return list;
  return typeof from === "string" ? `${from}/${keyword}` : schemaPath;
}
