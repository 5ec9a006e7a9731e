import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import type { Generated, Generator } from "./generator.ts";

/**
 * Some generators give no type of the name asked for where the root is nothing but a reference, no object, or empty.
 * What they think of the schema can be had all the same: it is asked for again as the only member of an object, and
 * the type of that member is held against the instances. The detour is counted.
 */
export function orAsMember(print: (schema: Json, name: string) => Promise<string>): Generator["generate"] {
  return async (schema, name): Promise<Generated> => {
    const module = await print(schema, name);
    if (new RegExp(`^export (?:interface|type|enum|class) ${name}\\b`, "m").test(module)) return { module };
    const around = await print(asMember(schema), `${name}Around`);
    const alias = `export type ${name} = ${name}Around["member"];`;
    return { module: `${around}\n${alias}\n`, isDetour: true };
  };
}

/** Definitions stay where they are: below a member that is a reference itself, not everybody finds them. */
function asMember(schema: Json): Json {
  const { $schema, $id, definitions, $defs, ...rest } = isObject(schema) ? schema : {};
  const kept = Object.entries({ $schema, $id, definitions, $defs }).filter(
    ([, value]) => value !== undefined,
  );
  return moved({
    ...(Object.fromEntries(kept) as JsonObject),
    type: "object",
    required: ["member"],
    additionalProperties: false,
    properties: { member: isObject(schema) ? rest : schema },
  });
}

/** Pointers begin at the root, which is one step further away now. */
function moved(value: Json): Json {
  if (isArray(value)) return value.map(moved);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === "$ref" && typeof each === "string" && /^#(?!\/(?:definitions|\$defs)\/)(?:\/|$)/.test(each)
        ? `#/properties/member${each.slice(1)}`
        : moved(each),
    ]),
  );
}
