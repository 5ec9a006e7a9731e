import type { Verdict } from "@concordat/compat";
import { inProcess } from "../in-process.ts";
import { formatDuration } from "../report.ts";
import type { SchemaPair } from "../schema-pairs.ts";
import { quantile } from "../statistics.ts";
import type { Row } from "./row.ts";

/** Each pair is checked so often, and its least time counts: what disturbs a run only ever adds. */
const repeats = 3;

export const compat: Row = {
  name: "compat",
  description:
    "deciding whether one schema accepts all that another does, against validating values with compiled Ajv",
  async cases() {
    const { catalogue, suite } = await material();
    const { createValidator } = await import("@concordat/validator");
    const { unconfirmed, confirmed } = await checks();
    return [catalogue, suite].map(({ name, pairs }) => {
      const validated = pairs.flatMap(({ writer, dialect, instances }) => {
        try {
          const validate = createValidator(writer, { dialect, formats: "annotate" });
          return instances.map((instance) => () => validate(instance));
        } catch {
          // A few schemas of the suite are refused by our validator on purpose.
          return [];
        }
      });
      return {
        name: `${name}: ${pairs.length} pairs, ${validated.length} values`,
        baseline: inProcess("validate the writers' values", () => validated.map((each) => each())),
        subjects: [
          inProcess("decide and explain all pairs", () => pairs.map(unconfirmed)),
          inProcess("and have it confirmed", () => pairs.map(confirmed)),
        ],
      };
    });
  },
  async remarks() {
    const { catalogue, suite } = await material();
    const { unconfirmed } = await checks();
    return [catalogue, suite].map(({ name, pairs }) => remarkOf(name, pairs, unconfirmed));
  },
};

async function material() {
  const { cataloguePairs, suitePairs } = await import("../schema-pairs.ts");
  return {
    catalogue: { name: "version pairs of the catalogue", pairs: cataloguePairs() },
    suite: { name: "neighbours of the official suite", pairs: suitePairs() },
  };
}

async function checks() {
  const { checkCompatibility } = await import("@concordat/compat");
  const ask = (pair: SchemaPair, more: object = {}) =>
    checkCompatibility({ ...pair, writerView: "as-written", ...more });
  return {
    unconfirmed: (pair: SchemaPair) => ask(pair, { validators: [] }),
    confirmed: (pair: SchemaPair) => ask(pair),
  };
}

/** How the pairs spread, and what stays open. */
function remarkOf(name: string, pairs: readonly SchemaPair[], check: (pair: SchemaPair) => Verdict): string {
  const times = pairs.map((pair) =>
    Math.min(...Array.from({ length: repeats }, () => cpuOf(() => check(pair)))),
  );
  const open = pairs
    .map(check)
    .flatMap((verdict) => (verdict.status === "undecided" ? [verdict.reason] : []));
  const reasons = [...Map.groupBy(open, (reason) => reason)].map(
    ([reason, all]) => `${reason} ${all.length}`,
  );
  const spread = [0.5, 0.95, 0.99, 1].map((share) => formatDuration(quantile(times, share)));
  const undecided = reasons.length === 0 ? "none undecided" : `undecided: ${reasons.join(", ")}`;
  return `${name}, a check explained and unconfirmed: CPU median ${spread[0]}, p95 ${spread[1]}, p99 ${spread[2]}, most ${spread[3]}; ${undecided}`;
}

function cpuOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
