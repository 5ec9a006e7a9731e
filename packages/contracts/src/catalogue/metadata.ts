import { isObject, type Json, type JsonObject } from "@concordat/json";
import { type ContractMetadata, contractKinds, priorities } from "./contract.ts";

/**
 * Reads what the document says of itself and leaves out what has the wrong form: the catalogue must hold a faulty
 * draft too, or nobody could point at its faults.
 */
export function readMetadata(document: JsonObject): ContractMetadata {
  const said = document["x-concordat"];
  const extension: JsonObject = said !== undefined && isObject(said) ? said : {};
  return {
    ...oneOf("kind", extension.kind, contractKinds),
    ...text("type", extension.type),
    ...text("title", document.title),
    ...text("description", document.description),
    ...text("owner", extension.owner),
    ...text("key", extension.key),
    ...oneOf("priority", extension.priority, priorities),
    deprecated: extension.deprecated === true,
    ...text("sunset", extension.sunset),
  };
}

function text<Name extends string>(name: Name, value: Json | undefined): { readonly [N in Name]?: string } {
  return (typeof value === "string" ? { [name]: value } : {}) as { readonly [N in Name]?: string };
}

function oneOf<Name extends string, Word extends string>(
  name: Name,
  value: Json | undefined,
  words: readonly Word[],
): { readonly [N in Name]?: Word } {
  const found = words.find((word) => word === value);
  return (found === undefined ? {} : { [name]: found }) as { readonly [N in Name]?: Word };
}
