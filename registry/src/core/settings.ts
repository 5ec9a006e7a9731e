import { type Config, compatibilityOf, type Policy } from "@concordat/contracts";
import type { Mode, SubjectConfig } from "./change.ts";
import type { State } from "./state/state.ts";
import { contextScope, parseSubjectName } from "./subject-name.ts";

/** What holds for a subject, whoever said so. */
export type EffectiveConfig = Omit<SubjectConfig, "compatibilityLevel" | "compatibilityPolicy"> & {
  readonly compatibilityLevel: Policy;
  readonly compatibilityPolicy: "STRICT" | "LENIENT";
};

/** What subjects that are born on the Confluent face begin with: the defaults of that registry. */
export const bornWith = { compatibilityLevel: "BACKWARD", compatibilityPolicy: "STRICT" } as const;

/** The subject's own words go before those of its context, and those before the registry's. */
export function configOf(state: State, subject: string): EffectiveConfig {
  const { context } = parseSubjectName(subject);
  const own = state.settings(subject).config;
  const scope = contextScope(context);
  const above = { ...state.settings(undefined).config, ...(scope && state.settings(scope).config) };
  return { ...bornWith, ...above, ...catalogueConfig(state, subject), ...own };
}

export function modeOf(state: State, subject: string): Mode {
  const overall = state.settings(undefined).mode;
  if (overall === "READONLY_OVERRIDE") return overall;
  const scope = contextScope(parseSubjectName(subject).context);
  const ofContext = scope === undefined ? undefined : state.settings(scope).mode;
  return state.settings(subject).mode ?? ofContext ?? overall ?? "READWRITE";
}

/** A contract keeps the policy that its project gave it, whatever the registry says in general. */
function catalogueConfig(state: State, subject: string): SubjectConfig | undefined {
  if (state.subject(subject)?.isContract !== true) return undefined;
  const { policy, writer } = compatibilityOf(
    { compatibility: compatibilitySettings(state) },
    subject.replaceAll(".", "/"),
  );
  return {
    compatibilityLevel: policy,
    compatibilityPolicy: writer === "closed" ? "LENIENT" : "STRICT",
  };
}

const shipped: Config["compatibility"] = {
  default: "FULL_TRANSITIVE",
  writer: "closed",
  undecided: "fail",
  overrides: [],
};

function compatibilitySettings({ project }: State): Config["compatibility"] {
  // The project was parsed as such before it was logged.
  return (project?.compatibility as Config["compatibility"] | undefined) ?? shipped;
}
