import type { Catalogue, CatalogueModel, Config, ContractVersion, Lock } from "@concordat/contracts";
import type { Json, JsonDocument } from "@concordat/json";
import type { createSecondOpinion } from "@concordat/validator/second-opinion";

export type LintInput = {
  readonly catalogue: Catalogue;
  /**
   * Whether the rules that run validators are asked of this contract: what has not changed since it was judged need not be
   * judged again at that price. All other rules always see everything. Default: every contract.
   */
  readonly isAsked?: (contract: ContractVersion) => boolean;
  /** The day it is, in UTC, as `2027-01-31`: exceptions end. */
  readonly today: string;
  /** Default: every rule at its own level, no exceptions. */
  readonly config?: LintSettings;
  /** The text of the settings, so that findings about them have a line. */
  readonly configSource?: { readonly file: string; readonly source: JsonDocument };
  /** Without it, rules about messages and operations are silent. */
  readonly model?: LintModel;
  /** Without it, nothing counts as frozen. */
  readonly lock?: Lock;
  /** What a contract document looks like. Default: the meta-schema that this package carries. */
  readonly metaSchema?: Json;
  /** `createSecondOpinion` of the validator package, or its like. Without it, nobody asks whether validators agree. */
  readonly secondOpinion?: typeof createSecondOpinion;
};

/** The part of the project's settings that lint reads. */
export type LintSettings = Pick<Config, "lint"> & Partial<Pick<Config, "asyncapi">>;

/** The part of the model that lint reads. */
export type LintModel = {
  readonly messages: readonly Pick<CatalogueModel["messages"][number], "name" | "payload">[];
  readonly operations: readonly Pick<
    CatalogueModel["operations"][number],
    "name" | "direction" | "bindings"
  >[];
};
