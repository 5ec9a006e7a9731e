import type { JsonObject } from "@concordat/json";

export const configFileName = "concordat.config.json";

export const ruleLevels = ["error", "warning", "off"] as const;

export type RuleLevel = (typeof ruleLevels)[number];

export type RuleSetting = { readonly level: RuleLevel; readonly reason?: string };

/** Findings that are known and accepted: one rule, for some contracts, with the reason. */
export type Suppression = {
  readonly rule: string;
  /** Pattern of contract paths; see `matchesPath`. */
  readonly path: string;
  readonly reason: string;
  /** `2027-06-30`: the last day, in UTC, on which it holds. */
  readonly until?: string;
};

export const policies = [
  "NONE",
  "BACKWARD",
  "FORWARD",
  "FULL",
  "BACKWARD_TRANSITIVE",
  "FORWARD_TRANSITIVE",
  "FULL_TRANSITIVE",
] as const;

/** Which changes are allowed within a major version; the names and meanings are those of Confluent's registry. */
export type Policy = (typeof policies)[number];

export const undecidedTreatments = ["fail", "warn", "allow"] as const;

/** What a comparison leads to that ends in neither proof nor witness. */
export type UndecidedTreatment = (typeof undecidedTreatments)[number];

export const writerAssumptions = ["closed", "as-written"] as const;

/** `closed`: writers send declared members only, as our publishers make sure. */
export type WriterAssumption = (typeof writerAssumptions)[number];

export type CompatibilityOverride = {
  readonly path: string;
  readonly policy?: Policy;
  readonly writer?: WriterAssumption;
  readonly undecided?: UndecidedTreatment;
  readonly reason: string;
};

/** What `concordat generate` makes: one output of one target. */
export type GenerationTarget = {
  /** `typescript`, `docs`, or the package of another generator. */
  readonly target: string;
  /** The output folder, from the project's root. */
  readonly out: string;
  /** How the made package is called. */
  readonly package?: string;
  /** What this target alone knows; its generator checks it. */
  readonly settings?: JsonObject;
};

/** `concordat.config.json` with every default filled in. Paths are relative to the file. */
export type Config = {
  readonly schemas: string;
  /** What every `$id` begins with; ends in a slash. */
  readonly base: string;
  readonly asyncapi: string;
  readonly lint: {
    readonly rules: ReadonlyMap<string, RuleSetting>;
    readonly suppress: readonly Suppression[];
  };
  readonly compatibility: {
    readonly default: Policy;
    readonly undecided: UndecidedTreatment;
    readonly writer: WriterAssumption;
    readonly overrides: readonly CompatibilityOverride[];
  };
  /** In the order in which they are made. */
  readonly generate: readonly GenerationTarget[];
  /** Address of the registry that contracts are pushed to and pulled from. */
  readonly registry?: string;
  /** How services reach their broker, as it is written, variables included: who opens the transport reads it. */
  readonly transport?: TransportChoice;
};

/** Beside these two stand the settings of the transport, which it checks itself. */
export type TransportChoice = JsonObject & {
  /** `memory`, `nats`, `kafka`, `redis`, `eventbridge`, or what the package calls its transport. */
  readonly name: string;
  /** The package of a transport that is none of these. */
  readonly package?: string;
};
