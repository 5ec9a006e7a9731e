import { type Catalogue, createCatalogue, type Lock, parseConfig } from "@concordat/contracts";
import { parseJsonDocument } from "@concordat/json";
import { type Baseline, lockBaseline, pastBaseline } from "../evolution/baseline.ts";
import { checkEvolution, type EvolutionInput, type EvolutionResult } from "../evolution/check-evolution.ts";
import type { EvolutionExample } from "../evolution/rule.ts";
import { completeText, exampleBase, exampleVersion } from "./lint-example.ts";

export type ExampleOptions = Pick<EvolutionInput, "writer" | "freezing" | "acceptedSource"> & {
  readonly today?: string;
  /** `concordat.config.json`; the base is filled in. */
  readonly config?: object;
};

/** Builds both states of an example in memory and judges the change between them. */
export function checkExample(
  example: EvolutionExample,
  { today = "2027-01-31", config = {}, ...options }: ExampleOptions = {},
): EvolutionResult {
  const { contracts, frozen = [], model, accepted = [] } = example;
  const catalogue = catalogueOf(contracts);
  const lock = lockOf(catalogue, frozen);
  return checkEvolution({
    catalogue,
    lock,
    baseline: baselineOf(example, catalogue, lock),
    config: settings(config),
    today,
    accepted,
    ...(model && { model }),
    ...options,
  });
}

function baselineOf(
  { base, frozen = [], unfrozen = [], baseModel }: EvolutionExample,
  catalogue: Catalogue,
  lock: Lock,
): Baseline {
  if (base === undefined) return lockBaseline(catalogue, lock);
  const past = catalogueOf(base);
  return pastBaseline({
    name: "main",
    catalogue: past,
    lock: lockOf(past, [...frozen, ...unfrozen]),
    ...(baseModel && { model: baseModel }),
  });
}

function catalogueOf(contracts: Readonly<Record<string, string>>): Catalogue {
  return createCatalogue(
    exampleBase,
    Object.entries(contracts).map(([id, text]) => exampleVersion(id, completeText(text, id))),
  );
}

function lockOf(catalogue: Catalogue, ids: readonly string[]): Lock {
  return { contracts: new Map(ids.flatMap((id) => [[id, catalogue.byId(id)?.digest ?? ""]] as const)) };
}

function settings(members: object) {
  const { config } = parseConfig(
    parseJsonDocument(JSON.stringify({ base: exampleBase, ...members })),
    "concordat.config.json",
    {},
  );
  if (config === undefined) throw new Error("the settings of examples are broken");
  return config;
}
