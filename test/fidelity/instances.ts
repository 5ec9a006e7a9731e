import { sample } from "@concordat/compat/browser";
import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import { compiled, judge, withDialect } from "./judge.ts";
import { mutantsOf, spread } from "./mutants.ts";
import type { Candidate, Instance, Specimen } from "./specimen.ts";

/**
 * A specimen of a schema from the wild. Valid are the instances that came with it, or small ones that we make; invalid
 * those that came with it, and copies of valid ones with a single fault.
 */
export function wildSpecimen(candidate: Candidate & { readonly dialect: Dialect }): Specimen | undefined {
  const schema = withDialect(candidate.schema, candidate.dialect);
  const says = compiled(schema, candidate.dialect);
  if (says === undefined) return undefined;
  const given = candidate.valid.filter(({ value }) => says(value).valid);
  const valid = spread(given.length > 0 ? given : made(schema, candidate.dialect), mostValid);
  const mutants = spread(
    spread(valid, mostBroken).flatMap((each) => [...mutantsOf(each)]),
    mostTried,
  );
  const specimen = judge({ ...candidate, schema, valid, invalid: [...candidate.invalid, ...mutants] });
  if (specimen === undefined || specimen.valid.length === 0) return undefined;
  return { ...specimen, invalid: spread(specimen.invalid, mostInvalid) };
}

/** Enough to meet every corner of a schema, few enough that hundreds of schemas take minutes. */
const mostValid = 12;
const mostBroken = 3;
const mostTried = 300;
const mostInvalid = 40;

function made(schema: Json, dialect: Dialect): readonly Instance[] {
  const { samples } = sample(schema, { n: 6, seed: 1, dialect });
  return samples.map((value, index) => ({ name: `made ${index}`, value }));
}
