import type { GeneratorEntry } from "./generator.ts";
import { jsonSchemaToTypescript } from "./json-schema-to-typescript.ts";
import { openapiTypescript } from "./openapi-typescript.ts";
import { quicktype } from "./quicktype.ts";

/** Those that ours is measured against. */
export const generators: readonly GeneratorEntry[] = [jsonSchemaToTypescript, quicktype, openapiTypescript];
