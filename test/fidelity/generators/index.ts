import { concordat } from "./concordat.ts";
import type { GeneratorEntry } from "./generator.ts";
import { jsonSchemaToTypescript } from "./json-schema-to-typescript.ts";
import { openapiTypescript } from "./openapi-typescript.ts";
import { quicktype } from "./quicktype.ts";

/** Ours first, then those that it is measured against. */
export const generators: readonly GeneratorEntry[] = [
  concordat,
  jsonSchemaToTypescript,
  quicktype,
  openapiTypescript,
];
