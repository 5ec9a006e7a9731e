import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type {
  CatalogueModel,
  ContractRecord,
  Described,
  ModelChannel,
  ModelMessage,
  ModelOperation,
} from "@concordat/contracts";
import { isObject, type JsonObject, parseJson } from "@concordat/json";

/** The model of the catalogue that is shipped, as it is committed. */
export function shippedModel(): CatalogueModel {
  const root = dirname(dirname(dirname(dirname(import.meta.dirname))));
  const file = parseJson(readFileSync(join(root, "generated/asyncapi.model.json"), "utf8"));
  if (!isObject(file)) throw new Error("the committed model is no object");
  return file.model as unknown as CatalogueModel;
}

const base = "https://contracts.test/";

/** A version, with whatever its document says of itself. */
export function version(
  id: string,
  document: JsonObject,
  said: Partial<ContractRecord> = {},
): ContractRecord {
  const at = id.lastIndexOf("/");
  const uri = `${base}${id}.json`;
  return {
    id,
    contract: id.slice(0, at),
    version: id.slice(at + 1),
    kind: "event",
    type: `test.${id.slice(0, at).replaceAll("/", ".")}`,
    deprecated: false,
    uri,
    dialect: "2020-12",
    file: `schemas/${id}.json`,
    frozen: true,
    digest: "sha256:0",
    document: {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      $id: uri,
      type: "object",
      ...document,
    },
    ...said,
  };
}

const nothing: Described = { tags: [], bindings: {}, extensions: {} };

export function message(name: string, said: Partial<ModelMessage> = {}): ModelMessage {
  return {
    name,
    ...nothing,
    contentType: "application/json",
    payload: { kind: "none" },
    headers: { kind: "none" },
    examples: [],
    ...said,
  };
}

export function channel(
  name: string,
  messages: readonly string[],
  said: Partial<ModelChannel> = {},
): ModelChannel {
  return { name, ...nothing, address: name, parameters: [], servers: [], messages, ...said };
}

export function operation(
  application: string,
  direction: ModelOperation["direction"],
  on: ModelChannel,
  said: Partial<ModelOperation> = {},
): ModelOperation {
  return {
    name: `${direction} ${on.name} in ${application}`,
    ...nothing,
    extensions: { "x-concordat": { application } },
    direction,
    channel: on.name,
    messages: on.messages,
    ...said,
  };
}

export function model(parts: Partial<CatalogueModel>): CatalogueModel {
  return {
    modelVersion: 1,
    info: { title: "Shop", version: "1.0.0", asyncapi: "3.1.0", tags: [] },
    base,
    contracts: [],
    servers: [],
    channels: [],
    operations: [],
    messages: [],
    ...parts,
  };
}
