import { parseArgs } from "node:util";
import { didYouMean } from "@concordat/errors";
import { applyFiles, deedOf, unifiedDiff } from "@concordat/gen-core/files";
import { type Generator, planChanges } from "./generator.ts";

export type GenerateWorld = {
  readonly root: string;
  readonly generators: readonly Generator[];
  readonly print: (line: string) => void;
};

/**
 * Brings the files of all generators, or of those named, up to date; files that are current stay untouched.
 * With `--check` it writes nothing, prints a diff and answers 3 when something is stale. Answers the exit code.
 */
export async function generate(
  args: readonly string[],
  { root, generators, print }: GenerateWorld,
): Promise<number> {
  const known = generators.map(({ name }) => name);
  const asked = parse(args, known);
  if ("refusal" in asked) {
    print(
      `${asked.refusal}\nusage: npm run generate -- [--check] [generator…]; generators: ${known.join(", ")}`,
    );
    return 2;
  }
  let stale = 0;
  for (const generator of generators.filter(({ name }) => asked.names.includes(name))) {
    const changes = await planChanges(root, generator);
    stale += changes.length;
    if (!asked.check) applyFiles(root, changes);
    for (const change of changes) {
      if (asked.check) print(unifiedDiff(change));
      print(`${asked.check ? "stale" : deedOf(change)}  ${change.path}  (${generator.name})`);
    }
  }
  if (stale === 0) print("all generated files are current");
  else if (asked.check) print("\nrun `npm run generate` and commit what it writes");
  return asked.check && stale > 0 ? 3 : 0;
}

type Asked = { readonly check: boolean; readonly names: readonly string[] } | { readonly refusal: string };

function parse(args: readonly string[], known: readonly string[]): Asked {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { check: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    const unknown = positionals.find((name) => !known.includes(name));
    if (unknown !== undefined)
      return { refusal: `there is no generator "${unknown}"${didYouMean(unknown, known)}` };
    return { check: values.check, names: positionals.length > 0 ? positionals : known };
  } catch (error) {
    return { refusal: (error as Error).message };
  }
}
