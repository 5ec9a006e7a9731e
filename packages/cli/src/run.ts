import { cliErrors } from "./errors.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import type { Io } from "./io.ts";
import { reportError } from "./report-error.ts";
import { verbs } from "./verbs/index.ts";

/** One command, from its words to its exit code. Never throws: what goes wrong is said on standard error. */
export async function run(args: readonly string[], world: Io): Promise<ExitCode> {
  const flags = args.slice(0, args.includes("--") ? args.indexOf("--") : undefined);
  const io = flags.includes("--no-color") ? { ...world, env: { ...world.env, NO_COLOR: "1" } } : world;
  try {
    return await dispatch(args, io);
  } catch (error) {
    // A reader that closed the pipe (`| head`) has all it wanted.
    if (isClosedPipe(error)) return exitCodes.fine;
    return reportError(error, io, { json: wantsJson(flags) });
  }
}

async function dispatch(args: readonly string[], io: Io): Promise<ExitCode> {
  const [word, ...rest] = args;
  if (word === "--version" || word === "-V" || word === "version") {
    const { version } = await import("./version.ts");
    return say(io, `${version()}\n`);
  }
  if (word === undefined || word === "--help" || word === "-h" || word === "help") return help(rest, io);

  const entry = verbs.find(({ name }) => name === word);
  if (!entry)
    throw cliErrors.USAGE_UNKNOWN_VERB({ verb: word, known: [...verbs.map(({ name }) => name), "help"] });
  const [verb, { commonFlags, parseArguments }] = await Promise.all([entry.load(), import("./arguments.ts")]);
  const invocation = parseArguments(verb, rest);
  if (invocation.flags.help === true) {
    const { verbHelp } = await import("./usage.ts");
    return say(io, verbHelp(verb, commonFlags));
  }
  return verb.run(invocation, io);
}

async function help([word]: readonly string[], io: Io): Promise<ExitCode> {
  if (word !== undefined && !word.startsWith("-")) return dispatch([word, "--help"], io);
  const { overview } = await import("./overview.ts");
  return say(io, overview(verbs));
}

async function say(io: Io, text: string): Promise<ExitCode> {
  await io.stdout.write(text);
  return exitCodes.fine;
}

function wantsJson(flags: readonly string[]): boolean {
  return flags.some(
    (flag, index) => flag === "--format=json" || (flag === "json" && flags[index - 1] === "--format"),
  );
}

function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === "EPIPE";
}
