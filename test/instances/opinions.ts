import type { ContractVersion } from "@concordat/contracts";
import type { Json } from "@concordat/json";
import { readerView, type SchemaGraph, writerView } from "@concordat/schema";
import { createSecondOpinion, type Opinion } from "@concordat/validator/second-opinion";

/** What two validators that are not ours say of an instance; where they differ, what each of them says. */
export type Judgement =
  | { readonly valid: boolean }
  | { readonly differ: Readonly<Record<string, boolean | string>> };

export type Judges = {
  readonly writer: (value: Json) => Judgement;
  readonly reader: (value: Json) => Judgement;
};

/** Both views of a contract, its formats asserted as our own validators assert them. */
export async function judgesOf({ uri }: ContractVersion, graph: SchemaGraph): Promise<Judges> {
  const [writer, reader] = await Promise.all(
    [writerView(uri, graph), readerView(uri, graph)].map(async ({ schema }) => {
      const ask = await createSecondOpinion(schema, { formats: "assert" });
      return (value: Json) => judgementOf(ask(value));
    }),
  );
  if (writer === undefined || reader === undefined) throw new Error(`${uri} has two views`);
  return { writer, reader };
}

function judgementOf(opinions: readonly Opinion[]): Judgement {
  const verdicts = new Set(opinions.map((opinion) => ("valid" in opinion ? opinion.valid : undefined)));
  const [valid] = verdicts;
  if (verdicts.size === 1 && valid !== undefined) return { valid };
  const each = opinions.map((opinion) => [opinion.by, "valid" in opinion ? opinion.valid : opinion.refused]);
  return { differ: Object.fromEntries(each) };
}

export function isValid(judgement: Judgement): boolean {
  return "valid" in judgement && judgement.valid;
}
