import type { Json } from "@concordat/json";
import { closingSchema, type Dialect, SchemaError } from "@concordat/schema";
import { type Budget, createBudget, defaultSteps, type RenewableBudget, Undecided } from "./budget.ts";
import { type Comparison, compare, createComparison, findInstance, type Readings } from "./comparison.ts";
import { decided } from "./decide.ts";
import type { Doubt, DoubtCode } from "./doubt.ts";
import { explainBreak } from "./explain/index.ts";
import { doubtOfReference } from "./normalise/index.ts";
import { onSide, openOf } from "./place-of-doubt.ts";
import { type Prepared, payFor, payForAll, prepare } from "./prepare.ts";
import { createMatcher } from "./strings/index.ts";
import type { Compatible, Incompatible, Side, Verdict, WriterView } from "./verdict.ts";
import { type Confirm, createConfirm, type KnownText, type WitnessValidator } from "./witness/index.ts";

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
  /** What the reader's references lead to, where one URI means another document there. Default `resolve`. */
  readonly resolveReader?: ReadonlyMap<string, Json>;
  /** The dialect of schemas that name none. Default `2020-12`. */
  readonly dialect?: Dialect;
  /** Who is asked to confirm a witness, in this order, until two have. */
  readonly validators?: readonly WitnessValidator[];
};

/**
 * Decides whether the reader accepts everything the writer may send. `compatible` is a proof, `incompatible` comes with
 * values that the writer's schema accepts and the reader's refuses, one for each cause; all else is `undecided`, and
 * says why. The same question has the same answer everywhere: steps are counted, not seconds.
 */
export function checkCompatibility(question: CompatibilityQuestion): Verdict {
  return judge(question).verdict;
}

/**
 * The same verdict where it takes no more than so many steps, whatever the question's own budget; `undefined` where more
 * of them could bring another one. For those who answer on the spot what is cheap, and hand on the rest.
 */
export function checkWithin(steps: number, question: CompatibilityQuestion): Verdict | undefined {
  const { verdict, isCurtailed } = judge({ ...question, budget: steps });
  return isCurtailed ? undefined : verdict;
}

/** There is a break; what it comes from, and who confirms it, is told by `explain`. */
export type Broken = {
  readonly status: "broken";
  /** Goes on with the budget of the question. May yet come out `undecided`, where too few confirm any witness. */
  explain(validators?: readonly WitnessValidator[]): Verdict;
};

/**
 * The first half of `checkCompatibility`, for those who bring the validators in only once there is something to confirm:
 * they cost most of a start, and a proof has no use for them. The question's own are not asked here.
 */
export function findBreak(
  question: CompatibilityQuestion,
): Exclude<Verdict, { readonly status: "incompatible" }> | Broken {
  return begin(question, budgetsOf(question));
}

/** `isCurtailed`: some of the work was left out, since the steps did not suffice. */
function judge(question: CompatibilityQuestion): {
  readonly verdict: Verdict;
  readonly isCurtailed: boolean;
} {
  const budgets = budgetsOf(question);
  const answer = begin(question, budgets);
  const verdict = answer.status === "broken" ? answer.explain(question.validators) : answer;
  return { verdict, isCurtailed: budgets.search.isSpent || budgets.confirmation.isSpent };
}

type Budgets = { readonly search: RenewableBudget; readonly confirmation: Budget };

function budgetsOf({ budget: steps = defaultSteps }: CompatibilityQuestion): Budgets {
  return { search: createBudget(steps), confirmation: createBudget(Math.ceil(steps / 3)) };
}

function begin(question: CompatibilityQuestion, budgets: Budgets): ReturnType<typeof findBreak> {
  const { writerView: assumption = "closed" } = question;
  const undecided = ({ doubt }: Unknown) =>
    ({ status: "undecided", ...openOf(doubt, question, question.dialect), assumption }) as const;
  const answer = decided(() => ask(question, assumption, budgets));
  if ("is" in answer) return undecided(answer);
  if (answer.status === "compatible") return { ...answer, assumption };
  return {
    status: "broken",
    explain(validators = []) {
      const explained = decided(() => answer.explain(validators));
      return "is" in explained ? undecided(explained) : { ...explained, assumption };
    },
  };
}

type Explainable = {
  readonly status: "broken";
  explain(validators: readonly WitnessValidator[]): Incompatible | Unknown;
};

function ask(
  question: CompatibilityQuestion,
  assumption: WriterView,
  { search: budget, confirmation }: Budgets,
): Compatible | Explainable | Unknown {
  const { resolve = none, resolveReader = resolve } = question;
  const around = question.dialect ? { dialect: question.dialect } : {};
  const aroundWriter = { ...around, documents: resolve };
  const aroundReader = { ...around, documents: resolveReader };
  const assertsFormat = question.format === "assert";
  const comparison = createComparison({ budget, assertsFormat });
  // Before any work is done: what is too much is not begun.
  onSide("writer", () => payForAll(question.writer, aroundWriter, budget));
  onSide("reader", () => payForAll(question.reader, aroundReader, budget));
  if (assumption === "closed") payFor(question.writer, budget);
  const asWritten = onSide("writer", () => prepare(question.writer, aroundWriter));
  const reader = onSide("reader", () => prepare(question.reader, aroundReader));
  const closing = assumption === "closed" ? onSide("writer", () => closingOf(asWritten, budget)) : undefined;
  const writer = closing === undefined ? [asWritten] : [asWritten, closing];
  const sent = onSide("writer", () => comparison.readAll(writer));
  const accepted = onSide("reader", () => comparison.read(reader));
  const outcome = compare(comparison, sent, accepted);
  if (outcome.is === "unknown") return outcome;
  if (outcome.is === "empty") return doubtOfEmptyView(comparison, sent, closing && asWritten) ?? compatible;

  return {
    status: "broken",
    explain: (validators) => {
      budget.renew();
      return explainBreak(outcome.witness, {
        comparison,
        sent,
        accepted,
        reader,
        writer: asWritten,
        confirm: confirmIn(question, validators, {
          writer: asWritten,
          closing,
          reader,
          budget: confirmation,
        }),
      });
    },
  };
}

function confirmIn(
  { format, resolve = none, resolveReader = resolve }: CompatibilityQuestion,
  validators: readonly WitnessValidator[],
  {
    writer,
    closing,
    reader,
    budget,
  }: Readonly<Record<Side, Prepared>> & {
    readonly closing: Prepared | undefined;
    /** What is asked of the validators has one of its own. */
    readonly budget: Budget;
  },
): Confirm {
  const text = ({ root, graph }: Prepared, documents: ReadonlyMap<string, Json>): KnownText => ({
    root,
    graph,
    documents,
    dialect: graph.enter().dialect,
    assertsFormat: format === "assert",
  });
  const sent = [text(writer, resolve), ...(closing === undefined ? [] : [text(closing, none)])];
  return createConfirm(validators, sent, text(reader, resolveReader), budget);
}

const none: ReadonlyMap<string, Json> = new Map();

type Unknown = { readonly is: "unknown"; readonly doubt: Doubt };
const compatible = { status: "compatible" } as const;

/** A view that lets nothing through proves nothing, unless the contract itself already did so. */
function doubtOfEmptyView(
  comparison: Comparison,
  sent: Readings,
  asWritten: Prepared | undefined,
): Unknown | undefined {
  if (asWritten === undefined || findInstance(comparison, sent).is !== "empty") return undefined;
  if (findInstance(comparison, comparison.read(asWritten)).is === "empty") return undefined;
  const message = "once undeclared members are refused, the writer can send nothing";
  return { is: "unknown", doubt: { code: "WRITER_VIEW_EMPTY", message } };
}

/**
 * What refuses undeclared members, over and above what the contract itself refuses; `undefined` where nothing does.
 * Prepared apart from the contract, which is large and tied together already.
 */
function closingOf(contract: Prepared, budget: Budget): Prepared | undefined {
  try {
    const closing = closingSchema(undefined, contract.graph, {
      matches: createMatcher(budget),
      pay: inSteps(budget),
    });
    if (closing === undefined) return undefined;
    return prepare(closing, { dialect: contract.root.dialect }, budget);
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    throw new Undecided({ code: codeOf(error), message: error.message });
  }
}

/** Four looks at a schema weigh as much as one step. */
function inSteps(budget: Budget): (looks: number) => void {
  let looked = 0;
  return (looks) => {
    const before = looked >> 2;
    looked += looks;
    budget.step((looked >> 2) - before);
  };
}

/** What a writer declares in a document that nobody has cannot be known. */
function codeOf(error: SchemaError): DoubtCode {
  return error.code === "LIMIT_EXPANSION" ? "CASES_TOO_MANY" : doubtOfReference(error);
}
