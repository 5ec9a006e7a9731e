/**
 * `npm run fidelity`: how much of what a schema says survives in TypeScript types, ours and others', by a real compiler.
 *
 *   npm run fidelity                            every set, every generator
 *   npm run fidelity -- --set official-suite    this set (may be said several times)
 *   npm run fidelity -- --generator quicktype   this generator (likewise)
 *   npm run fidelity -- --losses concordat      what this generator lost, case by case
 *   npm run fidelity -- --fresh                 chooses the instances anew, for a validator that changed
 *
 * See docs/reference/fidelity.md. Takes minutes, and so is no part of `npm test`.
 */
import { parseArgs } from "node:util";
import { generators } from "./generators/index.ts";
import { measure } from "./measure.ts";
import { readRemembered } from "./remembered.ts";
import { type Figures, figuresOf, formatFigures, formatLosses } from "./report.ts";
import { sets } from "./sets/index.ts";

const { values } = parseArgs({
  options: {
    set: { type: "string", multiple: true },
    generator: { type: "string", multiple: true },
    losses: { type: "string" },
    fresh: { type: "boolean", default: false },
  },
});
const askedSets = pick(sets, values.set, "set");
const askedGenerators = pick(
  generators,
  values.losses === undefined ? values.generator : [values.losses],
  "generator",
);
if (askedSets !== undefined && askedGenerators !== undefined) await run();
else process.exitCode = 2;

async function run(): Promise<void> {
  const all: Figures[] = [];
  for (const set of askedSets ?? []) {
    const specimens = readRemembered(set, values.fresh);
    if ("missing" in specimens) {
      console.error(`${set.name} is left out: ${specimens.missing}`);
      continue;
    }
    for (const entry of askedGenerators ?? []) {
      const scores = await measure(await entry.load(), set.name, specimens);
      const figures = figuresOf(set.name, entry.name, scores);
      if (values.losses === undefined) console.error(formatFigures([figures]).split("\n").at(-1));
      else console.log(formatLosses(set.name, scores));
      all.push(figures);
    }
  }
  console.log(formatFigures(all));
}

function pick<T extends { readonly name: string }>(
  all: readonly T[],
  names: readonly string[] | undefined,
  what: string,
): readonly T[] | undefined {
  const unknown = names?.find((name) => !all.some((each) => each.name === name));
  if (unknown === undefined) return all.filter(({ name }) => names?.includes(name) ?? true);
  console.error(`there is no ${what} "${unknown}"; known: ${all.map(({ name }) => name).join(", ")}`);
  return undefined;
}
