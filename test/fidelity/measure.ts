import { join } from "node:path";
import { root } from "../../scripts/workspaces.ts";
import { type Described, described } from "./described.ts";
import type { Generated, Generator } from "./generators/generator.ts";
import { dialectIn } from "./judge.ts";
import type { Instance, Specimen } from "./specimen.ts";
import { type Diagnosis, typeCheck, typeName } from "./type-check.ts";
import { usesOfAny } from "./uses-of-any.ts";

/** How one generator did on one specimen. */
export type Score = {
  readonly specimen: Specimen;
  /** The generator threw, or its module does not compile. */
  readonly broken?: string;
  /** There was no type of the name asked for, and it was had in another way. */
  readonly isDetour: boolean;
  /** Valid instances that the type refuses, with the compiler's words. */
  readonly refused: readonly Loss[];
  /** Invalid instances that it lets through. */
  readonly accepted: readonly Loss[];
  readonly anys: number;
  readonly described: Described;
};

export type Loss = { readonly instance: Instance; readonly diagnostic: string };

/** Asks the generator for every type, and the compiler about every instance. A broken type loses all of them. */
export async function measure(
  generator: Generator,
  set: string,
  specimens: readonly Specimen[],
): Promise<readonly Score[]> {
  const printed: (Generated | Error)[] = [];
  for (const { schema } of specimens) printed.push(await attempt(generator, schema));
  const typed = specimens.flatMap((specimen, index) => {
    const one = printed[index];
    return one === undefined || one instanceof Error ? [] : [{ specimen, module: one.module }];
  });
  const diagnoses = new Map<Specimen, Diagnosis>();
  const folder = join(root, ".cache/fidelity/work", generator.name, set);
  for (const [index, diagnosis] of typeCheck(typed, folder).entries())
    diagnoses.set((typed[index] as (typeof typed)[number]).specimen, diagnosis);
  return specimens.map((specimen, index) =>
    score(specimen, printed[index] as Generated | Error, diagnoses.get(specimen)),
  );
}

async function attempt(generator: Generator, schema: Specimen["schema"]): Promise<Generated | Error> {
  try {
    return await generator.generate(structuredClone(schema), typeName);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function score(specimen: Specimen, printed: Generated | Error, diagnosis: Diagnosis | undefined): Score {
  const text = printed instanceof Error ? "" : printed.module;
  const broken = printed instanceof Error ? `it threw: ${printed.message}` : diagnosis?.broken;
  const { valid, invalid } = specimen;
  const wordsOn = (index: number) => broken ?? diagnosis?.refused.get(index);
  return {
    specimen,
    ...(broken === undefined ? {} : { broken }),
    isDetour: !(printed instanceof Error) && printed.isDetour === true,
    refused: valid.flatMap((instance, index) => {
      const diagnostic = wordsOn(index);
      return diagnostic === undefined ? [] : [{ instance, diagnostic }];
    }),
    accepted: invalid.flatMap((instance, index) => {
      if (broken !== undefined) return [{ instance, diagnostic: broken }];
      return diagnosis?.refused.has(valid.length + index) ? [] : [{ instance, diagnostic: "accepted" }];
    }),
    anys: usesOfAny(text),
    described: described(specimen.schema, dialectIn(specimen.schema) ?? "2020-12", text),
  };
}
