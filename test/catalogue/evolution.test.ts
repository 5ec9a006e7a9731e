import { compareVersions, createCatalogue, parseConfig, parseVersion } from "@concordat/contracts";
import { checkEvolution, pastBaseline } from "@concordat/gate/evolution";
import { parseJsonDocument } from "@concordat/json";
import { expect, test } from "vitest";
import { catalogue, lock } from "./house.ts";

const { config } = parseConfig(
  parseJsonDocument(JSON.stringify({ base: catalogue.base })),
  "concordat.config.json",
  {},
);

const later = catalogue.contracts.flatMap(({ versions }) => versions.slice(1));

test.each(later.map((version) => [version.id, version] as const))(
  "%s keeps every promise of the versions before it, and its number is true",
  (_, version) => {
    if (config === undefined) throw new Error("the default settings are broken");
    const isEarlier = (other: typeof version) =>
      other.contract !== version.contract || isBefore(other.version, version.version);
    const past = createCatalogue(catalogue.base, catalogue.versions.filter(isEarlier));
    const baseline = pastBaseline({ name: "the version before", catalogue: past, lock });
    const present = createCatalogue(catalogue.base, [...past.versions, version]);
    const { findings, summary } = checkEvolution({
      catalogue: present,
      lock,
      baseline,
      config,
      today: "2027-01-31",
    });

    expect(findings).toEqual([]);
    expect(summary.changes).toMatchObject([{ contract: version.contract, to: version.version }]);
    expect(summary.changes[0]?.derived).toBe(version.version);
  },
);

function isBefore(a: string, b: string): boolean {
  const [first, second] = [parseVersion(a), parseVersion(b)];
  return first !== undefined && second !== undefined && compareVersions(first, second) < 0;
}
