import type { Json } from "@concordat/json";
import type { Generator, GeneratorEntry } from "../../fidelity/generators/generator.ts";
import { inProcessAsync } from "../in-process.ts";
import { formatDuration } from "../report.ts";
import type { Row } from "./row.ts";

export const types: Row = {
  name: "types",
  description:
    "TypeScript types of a schema against json-schema-to-typescript and quicktype, on the same schemas",
  async cases() {
    const [baseline, ...subjects] = await contenders();
    const cases = [];
    for (const { name, schemas } of await material()) {
      const work = async ({ generate }: Generator) => {
        const printed = [];
        // Each works on a copy, since not all leave the schema as it was.
        for (const schema of schemas) printed.push(await generate(structuredClone(schema), "Measured"));
        return printed;
      };
      const contender = (one: Generator) => inProcessAsync(one.name, () => work(one));
      cases.push({ name, baseline: contender(baseline), subjects: subjects.map(contender) });
    }
    return cases;
  },
  async remarks() {
    const [, concordat] = await contenders();
    const lines: string[] = [];
    for (const { name, schemas } of await material()) {
      const before = process.cpuUsage();
      for (const schema of schemas) await concordat.generate(schema, "Measured");
      const { user, system } = process.cpuUsage(before);
      lines.push(
        `${name}: concordat takes ${formatDuration((user + system) / schemas.length)} of CPU per schema`,
      );
    }
    return lines;
  },
};

/** The baseline, ours, and one more. */
async function contenders(): Promise<readonly [Generator, Generator, Generator]> {
  const { concordat } = await import("../../fidelity/generators/concordat.ts");
  const { jsonSchemaToTypescript } = await import("../../fidelity/generators/json-schema-to-typescript.ts");
  const { quicktype } = await import("../../fidelity/generators/quicktype.ts");
  const load = (entry: GeneratorEntry) => entry.load();
  return [await load(jsonSchemaToTypescript), await load(concordat), await load(quicktype)];
}

type Material = { readonly name: string; readonly schemas: readonly Json[] };

/** Small ones of ours and large ones of others; whoever of the three cannot print a schema, it is left out for all. */
async function material(): Promise<readonly Material[]> {
  const { cataloguePairs } = await import("../schema-pairs.ts");
  const { readWebhookEvents } = await import("../../fidelity/sets/octokit-webhooks.ts");
  const ours = [...new Map(cataloguePairs().map(({ writer }) => [JSON.stringify(writer), writer])).values()];
  const events = readWebhookEvents().map(({ schema }) => schema);
  return [
    await printable("contracts of the catalogue", ours),
    await printable("GitHub's webhook events", events),
  ];
}

async function printable(name: string, schemas: readonly Json[]): Promise<Material> {
  const all = await contenders();
  const kept: Json[] = [];
  for (const schema of schemas) {
    try {
      for (const { generate } of all) await generate(structuredClone(schema), "Measured");
      kept.push(schema);
    } catch {
      // How often that happens is what `npm run fidelity` says.
    }
  }
  return { name: `${kept.length} ${name}`, schemas: kept };
}
