import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseJson } from "@concordat/json";
import { root } from "../../scripts/workspaces.ts";

/** One case of a file of shared vectors. */
export type Case<Given, Expect> = {
  readonly name: string;
  readonly given: Given;
  readonly expect: Expect;
};

/** The cases of `numbers/integers`, read strictly: a file that readers may differ about would prove nothing. */
export function readCases<Given, Expect>(name: string): readonly Case<Given, Expect>[] {
  const text = readFileSync(join(root, "test", "vectors", `${name}.json`));
  return (parseJson(text) as unknown as { readonly cases: readonly Case<Given, Expect>[] }).cases;
}
