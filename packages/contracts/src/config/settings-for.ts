import { matchesPath } from "../glob.ts";
import type { CompatibilityOverride, Config } from "./config.ts";

export type CompatibilitySettings = Required<Pick<CompatibilityOverride, "policy" | "writer" | "undecided">>;

/** What holds for one contract. Where several overrides match, the later one wins, member by member. */
export function compatibilityOf(
  { compatibility }: Pick<Config, "compatibility">,
  path: string,
): CompatibilitySettings {
  const { default: policy, writer, undecided, overrides } = compatibility;
  return overrides
    .filter((override) => matchesPath(override.path, path))
    .reduce<CompatibilitySettings>(
      (sofar, override) => ({
        policy: override.policy ?? sofar.policy,
        writer: override.writer ?? sofar.writer,
        undecided: override.undecided ?? sofar.undecided,
      }),
      { policy, writer, undecided },
    );
}
