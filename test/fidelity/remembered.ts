import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { home } from "./install.ts";
import type { Specimen, SpecimenSet } from "./specimen.ts";

/**
 * The specimens of a set, chosen once: finding out which of many thousand broken instances a schema minds takes a
 * minute, and who mends a generator measures often. Chosen anew when the code that chooses has changed.
 */
export function readRemembered(
  set: SpecimenSet,
  isFresh: boolean,
): readonly Specimen[] | { readonly missing: string } {
  const file = join(home, "specimens", `${set.name}-${choosersDigest(set)}.json`);
  if (existsSync(file) && !isFresh) return JSON.parse(readFileSync(file, "utf8"));
  const specimens = set.read();
  if ("missing" in specimens) return specimens;
  mkdirSync(join(home, "specimens"), { recursive: true });
  writeFileSync(file, JSON.stringify(specimens));
  return specimens;
}

const choosers = ["sayable.ts", "judge.ts", "mutants.ts", "instances.ts", "read-instances.ts", "sources.ts"];

/** As they are now, while they are being loaded: who edits them during a run changes the next one. */
const texts = choosers.map((file) => readFileSync(join(import.meta.dirname, file)));

function choosersDigest({ name }: SpecimenSet): string {
  const hash = createHash("sha256");
  for (const text of [...texts, readFileSync(join(import.meta.dirname, `sets/${name}.ts`))])
    hash.update(text);
  return hash.digest("hex").slice(0, 12);
}
