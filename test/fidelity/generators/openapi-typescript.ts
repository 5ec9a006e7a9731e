import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { install, load } from "../install.ts";
import type { GeneratorEntry } from "./generator.ts";

const version = "7.13.0";

/**
 * With its defaults, and the schema as a component of an OpenAPI 3.1 document. Definitions become components beside
 * it, and references to them are written anew, as somebody would do who moves a schema into an API.
 */
export const openapiTypescript: GeneratorEntry = {
  name: "openapi-typescript",
  load: async () => {
    const folder = install("openapi-typescript", version, ["typescript@5.9.3"]);
    const tool = (await load("openapi-typescript", folder)) as Tool;
    return {
      name: "openapi-typescript",
      generate: async (schema, name) => {
        const nodes = await tool.default(asComponents(schema, name), { silent: true });
        const alias = `export type ${name} = components["schemas"]["${name}"];`;
        return { module: `${tool.astToString(nodes)}\n${alias}\n` };
      },
    };
  },
};

type Tool = {
  readonly default: (document: object, options: object) => Promise<object>;
  readonly astToString: (nodes: object) => string;
};

function asComponents(schema: Json, name: string): object {
  const definitions: { [name: string]: Json } = {};
  const names = new Map<string, string>([["#", `#/components/schemas/${name}`]]);
  if (isObject(schema))
    for (const keyword of ["definitions", "$defs"])
      for (const [key, definition] of Object.entries(mapOf(schema[keyword]))) {
        const safe = key.replaceAll(/[^\w.-]/g, "_");
        const own = safe in definitions || safe === name ? `${safe}_${keyword.replace("$", "")}` : safe;
        definitions[own] = definition;
        names.set(
          `#/${keyword}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`,
          `#/components/schemas/${own}`,
        );
      }
  const { definitions: _old, $defs: _new, ...root } = isObject(schema) ? schema : {};
  const schemas = { [name]: isObject(schema) ? root : schema, ...definitions };
  return {
    openapi: "3.1.0",
    info: { title: name, version: "1" },
    paths: {},
    components: { schemas: moved(schemas, names) },
  };
}

function moved(value: Json, names: ReadonlyMap<string, string>): Json {
  if (isArray(value)) return value.map((each) => moved(each, names));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === "$ref" && typeof each === "string" ? movedReference(each, names) : moved(each, names),
    ]),
  );
}

/** The longest beginning that we know; what follows stays. */
function movedReference(reference: string, names: ReadonlyMap<string, string>): string {
  const parts = reference.split("/");
  for (let length = parts.length; length > 0; length -= 1) {
    const known = names.get(parts.slice(0, length).join("/"));
    if (known !== undefined) return [known, ...parts.slice(length)].join("/");
  }
  return reference;
}

function mapOf(value: Json | undefined): JsonObject {
  return value !== undefined && isObject(value) ? value : {};
}
