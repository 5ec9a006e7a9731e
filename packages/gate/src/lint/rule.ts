import type { ContractVersion } from "@concordat/contracts";
import type { FindingPlace, Severity } from "@concordat/errors";
import type { JsonObject } from "@concordat/json";
import type { Dialect, SchemaVisit } from "@concordat/schema";
import type { LintInput } from "./input.ts";
import type { Remark } from "./remark.ts";
import type { JudgedSuppression } from "./suppressions.ts";
import type { World } from "./world.ts";

/** A remark of a rule that looks at more than one contract. */
export type PlacedRemark =
  | (Remark & { readonly contract: ContractVersion })
  | (Omit<Remark, "at" | "on"> & { readonly place: FindingPlace });

/**
 * A catalogue that breaks the rule, or keeps it: test and documentation of the rule in one.
 *
 * Texts are contracts by id; members that every contract has (`$schema`, `$id`, `title`, …) are filled in behind those
 * that are written. In the bad one, « and » stand around what the caret is expected under.
 */
export type Example = {
  readonly contracts: Readonly<Record<string, string>>;
  /** `concordat.config.json`; the base is filled in. */
  readonly config?: string;
  readonly model?: LintInput["model"];
  /** Digests by contract id. */
  readonly lock?: Readonly<Record<string, string>>;
  readonly secondOpinion?: LintInput["secondOpinion"];
};

/** Where the finding is expected: at a pointer in the contract that has the marks, or in a file that is none. */
export type BadExample = Example &
  ({ readonly at: string } | { readonly file: string; readonly at?: string });

type RuleFacts = {
  /** Kebab-case; what settings and `concordat explain` take. */
  readonly id: string;
  /** The stable word other programs match. Default: the id. */
  readonly code?: string;
  readonly severity: Severity;
  /** It makes validators for each contract, which costs more than all the others together; see `LintInput.isAsked`. */
  readonly runsValidators?: true;
  /** The law, in one sentence. */
  readonly sentence: string;
  /** What goes wrong where it is broken. */
  readonly reason: string;
  /** An imperative; the hint of every finding that has no better one. */
  readonly remedy: string;
  readonly bad: BadExample;
  readonly good: Example;
};

export type ContractContext = { readonly contract: ContractVersion; readonly world: World };

/** One object schema of a contract. */
export type SchemaContext = ContractContext & {
  /** As written; up to draft-07 only `$ref` where there is one. */
  readonly schema: JsonObject;
  readonly at: string;
  readonly dialect: Dialect;
  readonly visit: SchemaVisit;
};

/** A rule and how often it is asked: for each schema, each contract, once, or once over the settings' exceptions. */
export type Rule = RuleFacts &
  (
    | { readonly scope: "schema"; check(context: SchemaContext): Iterable<Remark> }
    | { readonly scope: "contract"; check(context: ContractContext): Remarks<Remark> }
    | { readonly scope: "catalogue"; check(world: World): Iterable<PlacedRemark> }
    | {
        readonly scope: "suppressions";
        check(suppressions: readonly JudgedSuppression[]): Iterable<{ index: number; message: string }>;
      }
  );

/** Other validators answer later. */
type Remarks<T> = Iterable<T> | AsyncIterable<T>;

export function defineRule(rule: Rule): Rule {
  return rule;
}

/** Most rules are shown by one contract. */
export function one(text: string): Example {
  return { contracts: { "shop/order/placed/1.0.0": text } };
}
