import type { Command } from "../command.ts";

/** Notes that something was not done. Changes nothing else. */
export function logRefusal(refused: {
  readonly action: string;
  readonly target: string;
  readonly code: string;
}): Command<undefined> {
  return {
    action: "log-refusal",
    target: refused.target,
    decide: () => ({ changes: [{ is: "refused", ...refused }], answer: undefined }),
  };
}
