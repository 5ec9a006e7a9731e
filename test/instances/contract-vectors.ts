import { sample } from "@concordat/compat";
import type { ContractVersion } from "@concordat/contracts";
import { isArray, type Json, parseJson } from "@concordat/json";
import { type SchemaGraph, writerView } from "@concordat/schema";
import { type Candidate, candidatesOf, distinct } from "./candidates.ts";
import { chooseFrom } from "./choose.ts";
import { formatsInDispute } from "./differences.ts";
import { isValid, type Judgement, judgesOf } from "./opinions.ts";

/** An instance with the verdict of either side, on which two validators that are not ours agree. */
export type JudgedInstance = {
  readonly name: string;
  readonly writer: boolean;
  readonly reader: boolean;
  /** Of what a side refuses: the place that was changed. */
  readonly at?: string;
  readonly value: Json;
};

/** An instance on which they differ, so that nothing can be asked of anybody. */
export type LeftOut = {
  readonly contract: string;
  readonly name: string;
  readonly reason: string;
  readonly writer: Judgement;
  readonly reader: Judgement;
  readonly value: Json;
};

export type ContractVectors = {
  readonly instances: readonly JudgedInstance[];
  readonly leftOut: readonly LeftOut[];
};

const enoughInstances = 52;
const samples = { n: 5, seed: 7, budget: 300_000, format: "assert" } as const;

/** The vectors of one contract: its examples, samples of the engine's, and examples changed in one place each. */
export async function contractVectors(
  version: ContractVersion,
  graph: SchemaGraph,
): Promise<ContractVectors> {
  const { id, uri, document } = version;
  const judges = await judgesOf(version, graph);
  const root = graph.enter(uri);
  const given = document.examples ?? null;
  const isRight = (value: Json) => isValid(judges.writer(value)) && isValid(judges.reader(value));
  const changed = candidatesOf({ examples: isArray(given) ? given : [], root, graph, isRight });
  const sampled = sample(writerView(uri, graph).schema, samples).samples.map(
    (value, index): Candidate => ({ kind: "sample", name: `sample ${index + 1}`, value: inOurDays(value) }),
  );
  const instances: JudgedInstance[] = [];
  const leftOut: LeftOut[] = [];
  for (const { name, value, at } of chooseFrom(distinct([...changed, ...sampled]), enoughInstances)) {
    const [writer, reader] = [judges.writer(value), judges.reader(value)];
    if ("valid" in writer && "valid" in reader) {
      const isPlaced = at !== undefined && !(writer.valid && reader.valid);
      instances.push({ name, writer: writer.valid, reader: reader.valid, ...(isPlaced && { at }), value });
    } else {
      const disputed = await formatsInDispute(value, root, graph);
      const reason = disputed.length > 0 ? `they differ on ${disputed.join(", ")}` : "they differ on a rule";
      leftOut.push({ contract: id, name, reason, writer, reader, value });
    }
  }
  return { instances, leftOut };
}

/** The smallest moment there is lies in the year 0, which few languages have; what becomes of it, `dates` says once for all. */
function inOurDays(value: Json): Json {
  return parseJson(JSON.stringify(value).replaceAll('"0000-01-01', '"2000-01-01'));
}
