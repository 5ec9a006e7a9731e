import { _, type KeywordCxt, Name } from "ajv";

type Evaluated = Pick<KeywordCxt["it"], "props" | "items">;

/**
 * Makes variables of its own for what a keyword has evaluated, to be called before a branch is merged on a condition.
 *
 * Ajv takes over the variables of the first branch where there are none yet, and they hold what the branch noted on its
 * way, also when it failed in the end. A `var`, since the merge may stand in a narrower block than its reader; set each
 * time, since it would otherwise remember the round of the loop before.
 */
export function keepEvaluatedApart({ gen, it }: KeywordCxt, branch: Evaluated): void {
  if (it.opts.unevaluated !== true) return;
  if (branch.props instanceof Name && it.props === undefined) it.props = gen.var("props", _`undefined`);
  if (branch.items instanceof Name && it.items === undefined) it.items = gen.var("items", _`undefined`);
}
