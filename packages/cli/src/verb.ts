import type { ExitCode } from "./exit-codes.ts";
import type { Io } from "./io.ts";

export type FlagSpec = {
  /** A flag with a placeholder takes a value, one without is a switch. */
  readonly value?: string;
  readonly about: string;
  /** The only values it takes. */
  readonly choices?: readonly string[];
  readonly short?: string;
};

export type PositionalSpec = {
  readonly name: string;
  readonly about: string;
  readonly optional?: boolean;
  /** The last one may take all that is left. */
  readonly many?: boolean;
};

export type Flags = Readonly<Record<string, FlagSpec>>;

/** What a verb is given: its flags by name, and what stood beside them. */
export type Invocation<Spec extends Flags = Flags> = {
  readonly flags: { readonly [Name in keyof Spec & string]?: FlagValue<Spec[Name]> } & CommonFlagValues;
  readonly positionals: readonly string[];
};

type FlagValue<Flag extends FlagSpec> = Flag extends { choices: readonly (infer Choice)[] }
  ? Choice
  : Flag extends { value: string }
    ? string
    : boolean;

/** Of the flags that every verb has, those that a verb itself looks at. */
export type CommonFlagValues = { readonly project?: string; readonly quiet?: boolean };

export type Verb<Spec extends Flags = Flags> = {
  readonly name: string;
  /** One line, an imperative. */
  readonly summary: string;
  /** What a reader of `--help` wants to know beyond the summary. */
  readonly about?: string;
  readonly positionals: readonly PositionalSpec[];
  readonly flags: Spec;
  readonly examples: readonly string[];
  run(invocation: Invocation<Spec>, io: Io): Promise<ExitCode>;
};

/** Keeps the flags' names and kinds for the type of `invocation.flags`, and forgets them for the list of verbs. */
export function defineVerb<const Spec extends Flags>(verb: Verb<Spec>): Verb {
  return verb as unknown as Verb;
}

/** A verb as `help` lists it; its code is loaded only when it is called, so that no verb pays for another. */
export type VerbEntry = {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Verb>;
};
