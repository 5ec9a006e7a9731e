import { type Json, JsonError, parseJson } from "@concordat/json";
import { registryClientErrors } from "../errors.ts";
import { membersOf, type Received, readJson } from "./read-json.ts";

/** Another schema that a schema refers to by a name of its own. */
export type SchemaReference = { readonly name: string; readonly subject: string; readonly version: number };

/** What the Confluent face holds under an id. */
export type RegisteredSchema = {
  readonly value: Json;
  /** As it was registered. */
  readonly text: string;
  readonly references: readonly SchemaReference[];
};

export function readRegisteredSchema(received: Received): RegisteredSchema {
  const { url } = received;
  const answer = membersOf(readJson(received), url);
  const type = answer.optionalText("schemaType") ?? "AVRO";
  if (type !== "JSON")
    throw invalid(url, `is a schema of the type ${type}, where a JSON Schema is looked for`);
  const text = answer.text("schema");
  const references = answer.optional("references") === undefined ? [] : answer.list("references");
  return { value: parsed(text, url), text, references: references.map((each) => referenceOf(each, url)) };
}

function referenceOf(value: Json, url: string): SchemaReference {
  const { text, optional } = membersOf(value, url);
  const version = optional("version");
  if (typeof version !== "number") throw invalid(url, 'has a reference without the number "version"');
  return { name: text("name"), subject: text("subject"), version };
}

function parsed(text: string, url: string): Json {
  try {
    return parseJson(text, { maxDepth: 256 });
  } catch (cause) {
    if (!(cause instanceof JsonError)) throw cause;
    throw registryClientErrors.REGISTRY_ANSWER_INVALID(
      { url, trouble: `holds a schema that is no JSON: ${cause.message}` },
      { cause },
    );
  }
}

function invalid(url: string, trouble: string) {
  return registryClientErrors.REGISTRY_ANSWER_INVALID({ url, trouble });
}
