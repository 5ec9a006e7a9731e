import type { ContractRecord, ModelMessage } from "@concordat/contracts";
import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import type { SchemaEntry } from "./input.ts";
import { isLatestOfMajor } from "./needed-versions.ts";

export function entryOfContract(all: readonly ContractRecord[]): (contract: ContractRecord) => SchemaEntry {
  return (contract) => {
    const { id, uri, title, kind = "schema", dialect, description, deprecated, document } = contract;
    return {
      key: id,
      uri,
      title: title ?? contract.contract,
      kind,
      dialect,
      ...(description !== undefined && { description }),
      deprecated,
      examples: examplesIn(document),
      contract: {
        path: contract.contract,
        version: contract.version,
        isLatest: isLatestOfMajor(contract, all),
      },
    };
  };
}

export function entryOfMessage(message: ModelMessage): SchemaEntry {
  const { payload, name, title, description, summary, examples } = message;
  const schema: JsonObject = payload.kind === "schema" && isObject(payload.schema) ? payload.schema : {};
  const text =
    description ?? summary ?? (typeof schema.description === "string" ? schema.description : undefined);
  return {
    key: `messages/${name}`,
    uri: uriOfMessage(message),
    title: title ?? name,
    kind: "message",
    dialect: payload.kind === "schema" ? payload.dialect : "2020-12",
    ...(text !== undefined && { description: text }),
    deprecated: schema.deprecated === true,
    examples: examples.flatMap((example) =>
      isObject(example) && example.payload !== undefined ? [example.payload] : [],
    ),
  };
}

/** A schema of a message's own has an address of its own. */
export function uriOfMessage({ name }: Pick<ModelMessage, "name">): string {
  return `asyncapi:/messages/${encodeURIComponent(name)}/payload`;
}

export function examplesIn({ examples = null }: JsonObject): readonly Json[] {
  return isArray(examples) ? examples : [];
}
