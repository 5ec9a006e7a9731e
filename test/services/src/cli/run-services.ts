import { exitCodeOf, failureText } from "@concordat/errors";
import { serviceErrors } from "../errors.ts";
import { parseServiceName, type ServiceName, serviceNames } from "../kinds.ts";
import { help } from "./help.ts";
import { type Terminal, type VerbName, verbs } from "./verbs.ts";

/** Carries out one command line; resolves to its exit code and never rejects. */
export async function runServices(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    if (args.length === 0 || args.includes("--help") || args.includes("-h")) {
      terminal.out(help());
      return 0;
    }
    const { verb, names } = parse(args);
    return await verbs[verb].run(names, terminal);
  } catch (error) {
    terminal.err(failureText(error).trimEnd());
    return exitCodeOf(error);
  }
}

function parse(args: readonly string[]): { readonly verb: VerbName; readonly names: readonly ServiceName[] } {
  const flag = args.find((arg) => arg.startsWith("-"));
  if (flag !== undefined) throw serviceErrors.SERVICE_FLAG_UNKNOWN({ flag });
  const [first = "", ...rest] = args;
  const known = Object.keys(verbs) as VerbName[];
  const verb = known.find((name) => name === first);
  if (verb === undefined) throw serviceErrors.SERVICE_VERB_UNKNOWN({ verb: first, known });
  const names = rest.map(parseServiceName);
  return { verb, names: serviceNames.filter((name) => names.includes(name)) };
}
