import { parseArgs } from "node:util";
import { didYouMean } from "@concordat/errors";
import { cliErrors } from "./errors.ts";
import { usageLine } from "./usage.ts";
import type { FlagSpec, Flags, Invocation, Verb } from "./verb.ts";

/** Flags that every verb has. */
export const commonFlags = {
  project: { value: "DIR", about: "the project's folder; default: the nearest above the current one" },
  quiet: { about: "print results only, no progress and no summary", short: "q" },
  "no-color": { about: "never colour; NO_COLOR does the same" },
  help: { about: "print what the command does and takes", short: "h" },
} as const satisfies Flags;

/** Reads a verb's arguments, or throws the one USAGE_ error that says what to type instead. */
export function parseArguments(verb: Verb, args: readonly string[]): Invocation {
  const specs: Flags = { ...verb.flags, ...commonFlags };
  const flags: Record<string, string | boolean> = {};
  const positionals: string[] = [];

  for (const token of tokensOf(specs, args)) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const spec = specs[token.name];
    if (!spec) throw unknownFlag(verb, token.rawName, specs);
    flags[token.name] = flagValue(verb, token.rawName, spec, token.value);
  }

  if (flags.help !== true) checkPositionals(verb, positionals);
  return { flags, positionals } as Invocation;
}

function tokensOf(specs: Flags, args: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [
      name,
      { type: spec.value ? "string" : "boolean", ...(spec.short && { short: spec.short }) } as const,
    ]),
  );
  // Not strict: the built-in messages know neither our verbs nor what was meant.
  return parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true }).tokens;
}

function flagValue(verb: Verb, flag: string, spec: FlagSpec, value: string | undefined): string | boolean {
  const wrong = (problem: string) => cliErrors.USAGE_FLAG_VALUE({ verb: verb.name, flag, problem });
  if (!spec.value) {
    if (value !== undefined) throw wrong(`takes no value, and was given "${value}"`);
    return true;
  }
  if (value === undefined) throw wrong(`wants a value: ${flag} ${spec.value}`);
  if (spec.choices && !spec.choices.includes(value))
    throw wrong(
      `takes one of ${spec.choices.join(", ")}, and was given "${value}"${didYouMean(value, spec.choices)}`,
    );
  return value;
}

function unknownFlag(verb: Verb, flag: string, specs: Flags) {
  const known = Object.keys(specs).map((name) => `--${name}`);
  return cliErrors.USAGE_UNKNOWN_FLAG({ verb: verb.name, flag, known });
}

function checkPositionals(verb: Verb, given: readonly string[]): void {
  const wanted = verb.positionals.filter(({ optional }) => !optional);
  const usage = usageLine(verb);
  const missing = wanted[given.length];
  if (missing)
    throw cliErrors.USAGE_ARGUMENTS({
      verb: verb.name,
      problem: `wants ${missing.name}: ${missing.about}`,
      usage,
    });
  const surplus = given[verb.positionals.length];
  if (surplus !== undefined && !verb.positionals.at(-1)?.many)
    throw cliErrors.USAGE_ARGUMENTS({
      verb: verb.name,
      problem: `does not know what to do with "${surplus}"`,
      usage,
    });
}
