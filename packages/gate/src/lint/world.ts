import { type Catalogue, type ContractVersion, emptyLock, type Lock } from "@concordat/contracts";
import {
  dialectOf,
  type ResolvedSchema,
  type SchemaGraph,
  type SchemaVisit,
  walkSchemas,
} from "@concordat/schema";
import type { LintInput } from "./input.ts";
import { createJudge, type Judge } from "./judge.ts";
import { createReach, type Reach } from "./reach.ts";
import type { Remark } from "./remark.ts";
import { createMeasure, isTooLarge, type Size } from "./size.ts";

/** All that a rule may look at besides the contract in hand. */
export type World = {
  readonly catalogue: Catalogue;
  /** Every version of every contract. */
  readonly contracts: readonly ContractVersion[];
  readonly graph: SchemaGraph;
  /** A contract and all that its references lead to. */
  readonly reach: Reach;
  readonly judge: Judge;
  /** What a schema unfolds into at one value. */
  readonly measure: (schema: ResolvedSchema) => Size;
  /** Whether some schema that takes part in judging the contract unfolds into more than anybody should run. */
  isTooLarge(contract: ContractVersion): boolean;
  readonly model: LintInput["model"];
  /** The file that the model was read from. */
  readonly modelFile: string;
  readonly lock: Lock;
  readonly metaSchema: LintInput["metaSchema"];
  readonly secondOpinion: LintInput["secondOpinion"];
  /** All schemas of the contract's document, booleans included, in the order of the text. */
  schemasOf(contract: ContractVersion): readonly SchemaVisit[];
  /** What tying the documents together brought to light, by code. */
  troubles(code: string): readonly (Remark & { readonly contract: ContractVersion })[];
};

export function createWorld(input: LintInput): World {
  const { catalogue, model, lock = emptyLock, metaSchema, secondOpinion } = input;
  const graph = catalogue.graph();
  const measure = createMeasure(graph);
  const reach = createReach(catalogue, graph);
  const schemasOf = remembering(({ uri, document: root }): readonly SchemaVisit[] => [
    ...walkSchemas({ uri, root }, { recognise: dialectOf }),
  ]);
  const holdsOversized = remembering((contract) =>
    schemasOf(contract).some(({ document, pointer }) => {
      const schema = graph.at({ document, pointer });
      return schema !== undefined && isTooLarge(measure(schema));
    }),
  );
  const isOversized = remembering((contract) => reach(contract).some(holdsOversized));
  const byCode = Map.groupBy(graph.findings, ({ code }) => code);
  return {
    catalogue,
    contracts: catalogue.versions,
    graph,
    reach,
    judge: createJudge(graph, isOversized),
    measure,
    isTooLarge: isOversized,
    model,
    modelFile: input.config?.asyncapi ?? "asyncapi.yaml",
    lock,
    metaSchema,
    secondOpinion,
    schemasOf,
    troubles: (code) =>
      (byCode.get(code) ?? []).flatMap(({ document, pointer, message, hint }) => {
        const contract = catalogue.byUri(document);
        // The finding names the file already; within it the pointer is enough.
        const short = message.replaceAll(`${document}#`, "#");
        return contract === undefined ? [] : [{ contract, at: pointer, message: short, hint }];
      }),
  };
}

/** Many rules ask the same of the same contract. */
function remembering<Answer>(
  ask: (contract: ContractVersion) => Answer,
): (contract: ContractVersion) => Answer {
  const answers = new Map<ContractVersion, { readonly answer: Answer }>();
  return (contract) => {
    const known = answers.get(contract) ?? { answer: ask(contract) };
    answers.set(contract, known);
    return known.answer;
  };
}
