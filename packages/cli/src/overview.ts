import { exitCodeMeanings } from "./exit-codes.ts";
import { section } from "./usage.ts";
import type { VerbEntry } from "./verb.ts";

/** What `concordat` alone prints: the commands in the order in which one meets them. */
export function overview(verbs: readonly VerbEntry[]): string {
  return `Concordat: event contracts that are checked before they break someone.

usage: concordat COMMAND [arguments] [flags]

${section("commands", [...verbs.map(({ name, summary }) => [name, summary] as const), ["help COMMAND", "say more about one command"]])}

exit codes
  ${exitCodeMeanings.map(([code, meaning]) => `${code} ${meaning}`).join("   ")}
`;
}
