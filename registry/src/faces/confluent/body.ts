import { isObject, type Json, type JsonObject } from "@concordat/json";
import type { ContentReference } from "../../core/content.ts";
import { isAbsent, withoutNothing } from "./members.ts";
import { refusals } from "./refusal.ts";
import { readRuleSet } from "./rules.ts";

/** A schema as clients send it. */
export type SchemaRequest = {
  /** Blank where only what is said about the latest one is to change. */
  readonly text: string;
  readonly references: readonly ContentReference[];
  readonly metadata?: JsonObject;
  readonly ruleSet?: JsonObject;
  /** Chosen by the sender, while importing. */
  readonly id?: number;
  readonly version?: number;
};

/** Reads what members there are of a body; what this API does not know is ignored, as it asks for. */
export function readBody(body: Json | undefined): JsonObject {
  if (body === undefined || body === null) throw refusals.emptyBody();
  if (!isObject(body)) throw refusals.badRequest("The body is not an object");
  return body;
}

/** @throws 42201 for other types than JSON, in the words of a registry that does not have them */
export function readSchemaRequest(body: Json | undefined): SchemaRequest {
  const members = readBody(body);
  const type = textMember(members, "schemaType") ?? "AVRO";
  if (type !== "JSON") throw refusals.invalidSchema(`Invalid schema type ${type}`);
  const metadata = readMetadata(members.metadata, "metadata");
  const ruleSet = readRuleSet(members.ruleSet, "ruleSet");
  const id = chosen(members, "id");
  const version = chosen(members, "version");
  return {
    text: textMember(members, "schema") ?? "",
    references: readReferences(members.references),
    ...(metadata && { metadata }),
    ...(ruleSet && { ruleSet }),
    ...(id !== undefined && { id }),
    ...(version !== undefined && { version }),
  };
}

export function textMember(members: JsonObject, name: string): string | undefined {
  const value = members[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw refusals.badRequest(`"${name}" is not a string`);
  return value;
}

export function flagMember(members: JsonObject, name: string): boolean | undefined {
  const value = members[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "boolean") throw refusals.badRequest(`"${name}" is not a boolean`);
  return value;
}

/** Tags and properties of a schema; what they mean is between clients. */
export function readMetadata(value: Json | undefined, name: string): JsonObject | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw refusals.badRequest(`"${name}" is not an object`);
  const { tags, properties, sensitive } = value;
  const isGood =
    isMapOf(tags, isListOfTexts) &&
    isMapOf(properties, (each) => typeof each === "string") &&
    (isAbsent(sensitive) || isListOfTexts(sensitive));
  if (!isGood)
    throw refusals.badRequest(
      `"${name}" has tags (lists of strings), properties (strings) and sensitive (strings)`,
    );
  return withoutNothing({ tags, properties, sensitive });
}

function readReferences(value: Json | undefined): readonly ContentReference[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw refusals.badRequest('"references" is not a list');
  return value.map((each) => {
    if (!isObject(each)) throw refusals.badRequest("a reference is an object of name, subject and version");
    const { name, subject, version } = each;
    if (typeof name !== "string" || typeof subject !== "string" || !isInt(version))
      throw refusals.badRequest("a reference is an object of name, subject and version");
    return { name, subject, version };
  });
}

/** -1 and 0 stand for a number that the registry is to choose. */
function chosen(members: JsonObject, name: string): number | undefined {
  const value = members[name];
  if (value === undefined || value === null) return undefined;
  if (!isInt(value)) throw refusals.badRequest(`"${name}" is not an integer`);
  return value > 0 ? value : undefined;
}

function isInt(value: Json | undefined): value is number {
  return typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 2 ** 31;
}

function isMapOf(value: Json | undefined, is: (each: Json) => boolean): boolean {
  return isAbsent(value) || (isObject(value) && Object.values(value).every(is));
}

function isListOfTexts(value: Json): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
