import { readdirSync } from "node:fs";
import { join } from "node:path";
import { knownPackages, memoryModule, variableOf } from "@concordat/runtime/configured";
import type { TransportModule } from "@concordat/runtime/transport";
import { exemptionOf, properties } from "@concordat/transport-testkit";
import { expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";
import { brokers } from "./brokers.ts";
import { readRecordedRuns } from "./recorded-runs.ts";

test("every transport has a run on record, in which all that it promised was held", () => {
  const runs = readRecordedRuns();
  expect([...new Set(runs.map(({ module }) => module))]).toEqual(brokers.map(({ transport }) => transport));
  for (const run of runs)
    for (const property of properties) {
      if (run.capabilities === undefined) throw new Error(`${run.transport} declared nothing`);
      const { part, reason } = exemptionOf(property, run.capabilities) ?? {};
      const recorded = run.properties[property.id];
      const what = `${run.transport} ${property.id}`;
      if (reason === undefined)
        expect(recorded, what).toMatchObject({ status: expect.stringMatching(/^(holds|not shown)$/) });
      else if (part === undefined) expect(recorded, what).toEqual({ status: "not promised", reason });
      else expect(recorded, what).toMatchObject({ status: "holds", missing: { part, reason } });
    }
});

test("every transport of this house is known by its name, and reached by it", () => {
  const here = readdirSync(join(root, "packages")).filter((name) => /^transport-(?!testkit)/.test(name));

  expect(here.map((name) => `@concordat/${name}`).toSorted()).toEqual([...knownPackages.values()].toSorted());
  expect([...knownPackages.keys()].toSorted()).toEqual(brokers.map(({ transport }) => transport).toSorted());
});

test("no two settings of a transport are one variable, and none is called as what names it", async () => {
  const modules = await Promise.all(
    [...knownPackages].map(async ([name, from]) => {
      const { transportModule } = (await import(from)) as { readonly transportModule: TransportModule };
      expect(transportModule.name).toBe(name);
      return transportModule;
    }),
  );
  for (const { name, settings } of [memoryModule, ...modules]) {
    const variables = Object.keys(settings).map(variableOf);
    expect(new Set(variables).size, name).toBe(variables.length);
    expect(Object.keys(settings)).not.toContain("name");
    expect(Object.keys(settings)).not.toContain("package");
    for (const one of Object.values(settings)) expect(one.about, name).not.toBe("");
  }
});
