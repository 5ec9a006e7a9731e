import type { Json } from "@concordat/json";
import type { CompileOptions } from "../compile/options.ts";
import { askCfworker } from "./cfworker.ts";
import { askHyperjump } from "./hyperjump.ts";
import type { Judge, SchemaSet } from "./judge.ts";
import { schemaSetOf } from "./schema-set.ts";

export type SecondOpinionOptions = Pick<CompileOptions, "dialect" | "documents"> & {
  /** Default `annotate`: on formats validators differ by taste. Asserted, each knows those that it knows. */
  readonly formats?: CompileOptions["formats"];
};

/** What one validator says; `refused` when it could not make sense of the schema, in its own words. */
export type Opinion =
  | { readonly by: Validator; readonly valid: boolean }
  | { readonly by: Validator; readonly refused: string };

export type Validator = "hyperjump" | "cfworker";

const validators: readonly (readonly [Validator, (set: SchemaSet) => Promise<Judge> | Judge])[] = [
  ["hyperjump", askHyperjump],
  ["cfworker", askCfworker],
];

/**
 * Asks two validators that share no code with ours and none with each other, and interpret where ours compiles. They get
 * the schema as it was written, by default without `format`. For confirming a witness and for
 * finding contracts that validators disagree about; too slow for traffic.
 *
 * @throws {SchemaError} for a reference that leads nowhere
 */
export async function createSecondOpinion(
  schema: Json,
  options: SecondOpinionOptions = {},
): Promise<(instance: Json) => readonly Opinion[]> {
  const set = schemaSetOf(schema, { ...options, formats: options.formats ?? "annotate" });
  const judges = await Promise.all(
    validators.map(async ([by, ask]) => ({
      by,
      judge: await Promise.resolve(set)
        .then(ask)
        .catch((refusal: unknown) => refusal),
    })),
  );
  return (instance) => judges.map(({ by, judge }) => opinion(by, judge, instance));
}

export async function secondOpinion(
  schema: Json,
  instance: Json,
  options: SecondOpinionOptions = {},
): Promise<readonly Opinion[]> {
  const ask = await createSecondOpinion(schema, options);
  return ask(instance);
}

function opinion(by: Validator, judge: unknown, instance: Json): Opinion {
  try {
    if (typeof judge !== "function") throw judge;
    return { by, valid: (judge as Judge)(instance) };
  } catch (refusal) {
    return { by, refused: refusal instanceof Error ? refusal.message : String(refusal) };
  }
}
