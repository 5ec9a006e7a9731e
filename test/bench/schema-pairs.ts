import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig, readProjectCatalogue } from "@concordat/contracts/files";
import { isObject, type Json } from "@concordat/json";
import { bundleSchema, type Dialect } from "@concordat/schema";
import { root } from "../../scripts/workspaces.ts";
import { fetchJsonSchemaSuite } from "../conformance/fetch-json-schema-suite.ts";

export type SchemaPair = {
  readonly writer: Json;
  readonly reader: Json;
  readonly dialect: Dialect;
  /** Values to validate, by the writer's schema. */
  readonly instances: readonly Json[];
};

/** Every version of a contract of the catalogue with every other, and with itself. */
export function cataloguePairs(): readonly SchemaPair[] {
  const { config } = readConfig(root);
  if (config === undefined) throw new Error("concordat.config.json cannot be read");
  const { catalogue } = readProjectCatalogue(root, config);
  return catalogue.contracts.flatMap(({ versions }) =>
    versions.flatMap((writer) =>
      versions.map((reader) => ({
        writer: bundleSchema(writer.uri, catalogue.graph()),
        reader: bundleSchema(reader.uri, catalogue.graph()),
        dialect: writer.dialect,
        instances: examplesOf(writer.document),
      })),
    ),
  );
}

/** Each schema of the official suite with its neighbour in the same file, those that lead to other documents left out. */
export function suitePairs(): readonly SchemaPair[] {
  const suite = fetchJsonSchemaSuite();
  if ("missing" in suite) throw new Error(`the official suite cannot be had: ${suite.missing}`);
  return drafts.flatMap(([name, dialect]) =>
    groupsIn(join(suite.folder, "tests", name)).flatMap((groups) =>
      groups.map(({ schema, tests }, index) => ({
        writer: schema,
        reader: groups[(index + 1) % groups.length]?.schema ?? schema,
        dialect,
        instances: tests.map(({ data }) => data),
      })),
    ),
  );
}

const drafts: readonly (readonly [string, Dialect])[] = [
  ["draft4", "draft-04"],
  ["draft6", "draft-06"],
  ["draft7", "draft-07"],
  ["draft2019-09", "2019-09"],
  ["draft2020-12", "2020-12"],
];

type Group = { readonly schema: Json; readonly tests: readonly { readonly data: Json }[] };

function groupsIn(folder: string): readonly (readonly Group[])[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as readonly Group[])
    .map((groups) =>
      groups.filter(
        ({ schema }) =>
          !/"https?:\/\/(?!json-schema\.org\/draft[^"]*schema#?"[,}])/.test(JSON.stringify(schema)),
      ),
    )
    .filter((groups) => groups.length > 0);
}

function examplesOf(document: Json): readonly Json[] {
  const examples = isObject(document) ? document.examples : undefined;
  return Array.isArray(examples) ? examples : [];
}
