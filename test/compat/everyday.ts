import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkCompatibility, type Verdict } from "@concordat/compat";
import type { Json } from "@concordat/json";
import { createSchemaGraph, writerView } from "@concordat/schema";
import { root } from "../../scripts/workspaces.ts";

/** The everyday changes of a contract, as data: what practitioners expect of each. */
export type Group = { readonly title: string; readonly note?: string; readonly changes: readonly Change[] };

export type Change = {
  readonly description: string;
  readonly note?: string;
  /** Oldest first; the last is the one in question. */
  readonly versions: readonly Json[];
  readonly expect: {
    /** Whether the last version reads what each earlier one writes. */
    readonly backward: readonly Answer[];
    /** Whether each earlier version reads what the last one writes. */
    readonly forward: readonly Answer[];
    readonly number: Bump;
    readonly passes: Policy;
  };
};

export type Answer = "safe" | "breaks" | "undecided";
/** What the next version is called under the default policy. */
export type Bump = "patch" | "minor" | "major";
/** The strictest that lets the change pass. Without `_TRANSITIVE` only the version before counts. */
export type Policy =
  | "FULL_TRANSITIVE"
  | "FULL"
  | "BACKWARD_TRANSITIVE"
  | "BACKWARD"
  | "FORWARD_TRANSITIVE"
  | "FORWARD"
  | "NONE";

export type Outcome = {
  readonly backward: readonly Verdict[];
  readonly forward: readonly Verdict[];
  readonly number: Bump;
  readonly passes: Policy;
};

export function readEverydayChanges(): readonly Group[] {
  const text = readFileSync(join(root, "test/vectors/compat/everyday/changes.json"), "utf8");
  return (JSON.parse(text) as { readonly groups: readonly Group[] }).groups;
}

/** What the engine says of a change, under writers that send declared members only. */
export function outcomeOf({ versions }: Change): Outcome {
  const earlier = versions.slice(0, -1);
  const last = versions.at(-1) as Json;
  const backward = earlier.map((version) => checkCompatibility({ writer: version, reader: last }));
  const forward = earlier.map((version) => checkCompatibility({ writer: last, reader: version }));
  return {
    backward,
    forward,
    number: numberOf(earlier.at(-1) as Json, last, [...backward, ...forward]),
    passes: strictestOf(backward.map(answerOf), forward.map(answerOf)),
  };
}

export function answerOf({ status }: Verdict): Answer {
  return status === "compatible" ? "safe" : status === "incompatible" ? "breaks" : status;
}

function numberOf(before: Json, after: Json, verdicts: readonly Verdict[]): Bump {
  if (!verdicts.every(isSafe)) return "major";
  const views = [before, after].map((contract) => [contract, closed(contract)] as const);
  const [[wasRead, wasWritten], [isRead, isWritten]] = views as [[Json, Json], [Json, Json]];
  return areEqual(wasRead, isRead) && areEqual(wasWritten, isWritten) ? "patch" : "minor";
}

function areEqual(a: Json, b: Json): boolean {
  const within = (writer: Json, reader: Json) =>
    isSafe(checkCompatibility({ writer, reader, writerView: "as-written" }));
  return within(a, b) && within(b, a);
}

function closed(contract: Json): Json {
  return writerView(undefined, createSchemaGraph(new Map(), { root: contract })).schema;
}

function strictestOf(backward: readonly Answer[], forward: readonly Answer[]): Policy {
  const all = (answers: readonly Answer[]) => answers.every((answer) => answer === "safe");
  const last = (answers: readonly Answer[]) => answers.at(-1) === "safe";
  if (all(backward) && all(forward)) return "FULL_TRANSITIVE";
  if (last(backward) && last(forward)) return "FULL";
  if (last(backward)) return all(backward) ? "BACKWARD_TRANSITIVE" : "BACKWARD";
  if (last(forward)) return all(forward) ? "FORWARD_TRANSITIVE" : "FORWARD";
  return "NONE";
}

function isSafe({ status }: Verdict): boolean {
  return status === "compatible";
}
