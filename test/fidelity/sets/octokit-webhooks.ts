import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { install } from "../install.ts";
import { wildSpecimen } from "../instances.ts";
import type { SpecimenSet } from "../specimen.ts";

const version = "7.6.1";

/** The events that GitHub sends to webhooks: large, most of them unions told apart by `action`, with real payloads. */
export const octokitWebhooks: SpecimenSet = {
  name: "octokit-webhooks",
  description: "every event of GitHub's webhooks, with payloads that were recorded",
  read: () => {
    const payloads = read("webhooks-examples", "api.github.com/index.json") as unknown as readonly {
      readonly name: string;
      readonly examples: readonly Json[];
    }[];
    return readWebhookEvents().flatMap(({ name, schema }) => {
      const examples = payloads.find((each) => `${each.name}_event` === name)?.examples ?? [];
      const valid = examples.map((value, index) => ({ name: `payload ${index}`, value }));
      return wildSpecimen({ name, schema, dialect: "draft-07", valid, invalid: [] }) ?? [];
    });
  },
};

/** The schema of each event, with the definitions that it leads to. */
export function readWebhookEvents(): readonly { readonly name: string; readonly schema: Json }[] {
  const { $schema = null, definitions } = read("webhooks-schemas", "schema.json") as {
    readonly $schema?: Json;
    readonly definitions: JsonObject;
  };
  return Object.keys(definitions)
    .filter((name) => name.endsWith("_event"))
    .map((name) => ({
      name,
      schema: { $schema, ...(definitions[name] as JsonObject), definitions: neededBy(name, definitions) },
    }));
}

function read(name: string, file: string): Json {
  const folder = join(install(`@octokit/${name}`, version), "node_modules/@octokit", name);
  return JSON.parse(readFileSync(join(folder, file), "utf8"));
}

/** An event would come with those of all others. */
function neededBy(name: string, definitions: JsonObject): JsonObject {
  const needed = new Set<string>();
  const pending: Json[] = [definitions[name] ?? true];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (isArray(next)) pending.push(...next);
    if (!isObject(next)) continue;
    pending.push(...Object.values(next));
    const to = typeof next.$ref === "string" ? next.$ref.replace("#/definitions/", "") : undefined;
    if (to === undefined || needed.has(to)) continue;
    needed.add(to);
    pending.push(definitions[to] ?? true);
  }
  return Object.fromEntries([...needed].sort().map((each) => [each, definitions[each] ?? true]));
}
