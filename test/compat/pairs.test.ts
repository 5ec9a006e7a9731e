import { checkCompatibility, type Verdict } from "@concordat/compat";
import type { Json } from "@concordat/json";
import { createSecondOpinion } from "@concordat/validator/second-opinion";
import { afterAll, expect, test } from "vitest";
import { judgeOf } from "./judge.ts";
import { instancesFor } from "./pairs/instances.ts";
import { type Pair, randomPair } from "./pairs/pairs.ts";

/**
 * Random pairs, two of three made so that the answer is known. All are held to a judge that shares no code with the
 * engine: the validator that runs in production, and where the two part, the second opinions.
 */
const { CONCORDAT_COUNTS: wanted = "250" } = process.env;
const count = wanted === "full" ? 20_000 : Number(wanted);
const seed = Number(process.env.CONCORDAT_SEED ?? Math.floor(Math.random() * 2 ** 31));

const figures = {
  pairs: 0,
  compatible: 0,
  incompatible: 0,
  undecided: 0,
  known: 0,
  recursive: 0,
  mixed: 0,
  disputed: 0,
  tried: 0,
};
const reasons = new Map<string, number>();

afterAll(() => {
  const share = (part: number) => `${((100 * part) / figures.pairs).toFixed(1)} %`;
  const { pairs, undecided, known, recursive, mixed, disputed, tried } = figures;
  console.log(
    `seed ${seed}: ${pairs} pairs, ${share(pairs - undecided)} decided (${figures.compatible} compatible, ${figures.incompatible} incompatible), ` +
      `${share(known)} inclusions by construction that are not trivial, ${share(recursive)} recursive, ${share(mixed)} of two dialects; ` +
      `${tried} instances; ${disputed} witnesses that validators dispute; undecided: ${JSON.stringify(Object.fromEntries(reasons))}`,
  );
});

test(`no instance contradicts a verdict, and no inclusion is called a break (seed ${seed})`, async () => {
  for (let index = 0; index < count; index++) {
    const pair = randomPair(seed, index);
    const { writer, reader, view } = pair;
    // Nobody is asked to confirm: what the engine finds by itself is what is judged here.
    const question = { writer, reader, writerView: view, budget: 200_000, validators: [] } as const;
    const verdict = checkCompatibility(question);
    const isContradicted = await contradiction(pair, verdict);

    expect(isContradicted, described(index, pair, verdict)).toBe(undefined);
  }
});

test("three pairs of ten are inclusions that take a proof, as many are recursive, and nearly all are decided", () => {
  expect(figures.known / figures.pairs).toBeGreaterThan(0.3);
  expect(figures.recursive / figures.pairs).toBeGreaterThan(0.3);
  expect(figures.mixed / figures.pairs).toBeGreaterThan(0.3);
  expect(figures.undecided / figures.pairs).toBeLessThan(0.05);
});

/** What speaks against the verdict, if anything does. */
async function contradiction(pair: Pair, verdict: Verdict): Promise<string | undefined> {
  const { writer, reader, view, random } = pair;
  const writes = judgeOf(writer, { view });
  const reads = judgeOf(reader);
  const witnesses = verdict.status === "incompatible" ? verdict.findings.map((cause) => cause.witness) : [];
  const instances = instancesFor(writer, reader, random, witnesses);
  const written = instances.filter(writes);
  note(pair, verdict, written.length > 0, instances.length);

  if (verdict.status === "incompatible") {
    if (pair.isInclusion) return "an inclusion by construction";
    for (const witness of witnesses) {
      if (writes(witness) && !reads(witness)) continue;
      figures.disputed++;
      if (!(await isWitness(witness, writer, reader))) return `no witness: ${JSON.stringify(witness)}`;
    }
  }
  if (verdict.status !== "compatible") return undefined;
  for (const value of written)
    if (!reads(value) && (await isWitness(value, writer, reader)))
      return `written and not read: ${JSON.stringify(value)}`;
  return undefined;
}

/** Whether one of the second opinions says so. The writer's view is not theirs to know: it only lets less through. */
async function isWitness(value: Json, writer: Json, reader: Json): Promise<boolean> {
  const [ofWriter, ofReader] = [await createSecondOpinion(writer), await createSecondOpinion(reader)];
  return ofWriter(value).some(
    (opinion) =>
      "valid" in opinion &&
      opinion.valid &&
      ofReader(value).some((other) => other.by === opinion.by && "valid" in other && !other.valid),
  );
}

function note(pair: Pair, verdict: Verdict, isWritten: boolean, tried: number): void {
  figures.pairs++;
  figures[verdict.status]++;
  figures.tried += tried;
  if (pair.isInclusion && !pair.isTrivial && isWritten) figures.known++;
  if (pair.isRecursive) figures.recursive++;
  if (pair.dialects[0] !== pair.dialects[1]) figures.mixed++;
  if (verdict.status === "undecided") reasons.set(verdict.reason, (reasons.get(verdict.reason) ?? 0) + 1);
}

function described(index: number, { writer, reader, view, by }: Pair, verdict: Verdict): string {
  return [
    `pair ${index} of seed ${seed} (${view})`,
    `writer ${JSON.stringify(writer)}`,
    `reader ${JSON.stringify(reader)}`,
    `made by ${by.join(", ")}`,
    `verdict ${JSON.stringify(verdict)}`,
  ].join("\n");
}
