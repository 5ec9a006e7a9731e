import { commonFlags } from "../arguments.ts";
import { bashCompletion } from "../completion/bash.ts";
import { zshCompletion } from "../completion/zsh.ts";
import { cliErrors } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { defineVerb, type Verb, type VerbEntry } from "../verb.ts";

const shells = { bash: bashCompletion, zsh: zshCompletion };

/** The list of verbs is handed in, since it holds this verb too. */
export function completionOf(verbs: readonly VerbEntry[]): Verb {
  return defineVerb({
    name: "completion",
    summary: "print a completion script for your shell",
    positionals: [{ name: "SHELL", about: "bash or zsh" }],
    flags: {},
    examples: ['eval "$(concordat completion bash)"', "concordat completion zsh > ~/.zfunc/_concordat"],
    async run({ positionals: [shell = ""] }, io) {
      const print = Object.hasOwn(shells, shell) ? shells[shell as keyof typeof shells] : undefined;
      if (!print)
        throw cliErrors.USAGE_ARGUMENTS({
          verb: "completion",
          problem: `knows bash and zsh, not "${shell}"`,
          usage: "concordat completion bash|zsh",
        });
      const loaded = await Promise.all(verbs.map(({ load }) => load()));
      await io.stdout.write(
        print(loaded.map((verb) => ({ ...verb, flags: { ...verb.flags, ...commonFlags } }))),
      );
      return exitCodes.fine;
    },
  });
}
