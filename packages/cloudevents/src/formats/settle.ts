import { canonicalize, isObject, type Json, JsonError, type JsonObject } from "@concordat/json";
import { branchOfSource } from "./branch-source.ts";
import { checkedEvent } from "./checked-event.ts";
import { formatErrors } from "./errors.ts";
import type { ReadContext, ReadResult, Refusal } from "./format.ts";
import { uuid5 } from "./hash/uuid5.ts";
import { currentType, isSchemaChanged } from "./old-names.ts";
import { refuse } from "./refuse.ts";

/** What a format finds in a value, before it is an event. `null` is as good as absent, as old code had it. */
export type Parts = {
  /** What happened, by any of its names. */
  readonly name: string;
  /** What an identifier is derived from where there is none. */
  readonly origin: Json;
  readonly id?: Json | undefined;
  readonly source?: Json | undefined;
  readonly subject?: Json | undefined;
  readonly time?: Json | undefined;
  readonly datacontenttype?: Json | undefined;
  readonly dataschema?: Json | undefined;
  readonly data?: Json | Uint8Array | undefined;
  readonly extensions?: Readonly<Record<string, Json | undefined>>;
  /** Nothing is to be concluded from what is there: the value was made from an event, and says all of it. */
  readonly isExact?: boolean;
};

/** Name-based identifiers of migrated events live here: the namespace is itself derived, from the name below in that of URLs. */
export const idNamespace = uuid5(
  "6ba7b811-9dad-11d1-80b4-00c04fd430c8",
  "https://schemas.concordat.example/oms/legacy",
);

/** Parts to an event: finds the current type, fills in what older code left out, and judges the whole. */
export function settle(parts: Parts, context: ReadContext): ReadResult {
  const { types, sourceOf } = context;
  const { name, isExact = false } = parts;
  const data = parts.data;
  const type = currentType(name, isBytes(data) ? undefined : data, types);
  if (type === undefined)
    return { ...refuse(formatErrors.TYPE_UNMAPPED({ name, near: types.near(name) })), unmappedType: name };
  const { id, refusal } = idOf(parts);
  if (refusal !== undefined) return refusal;
  const branch = parts.extensions?.branch ?? (isExact ? undefined : branchOfSource(parts.source));
  const filled = isExact || !isSchemaChanged(name) ? data : withName(data, parts.subject, branch);
  const source = parts.source ?? sourceOf(typeof branch === "string" ? branch : undefined);
  const contentType = isExact || filled === undefined ? undefined : defaultContentType(filled);
  return checkedEvent(
    {
      specversion: "1.0",
      id,
      source,
      type,
      subject: parts.subject,
      time: parts.time,
      datacontenttype: parts.datacontenttype ?? contentType,
      dataschema: parts.dataschema,
      ...parts.extensions,
      branch,
      ...(filled !== undefined && { data: filled }),
    },
    context,
  );
}

/** The identifier that was given, or one that the same value has whenever it is read. */
function idOf({ id, origin }: Parts): { readonly id?: Json; readonly refusal?: Refusal } {
  if (id !== undefined && id !== null) return { id };
  try {
    return { id: uuid5(idNamespace, canonicalize(origin)) };
  } catch (error) {
    if (error instanceof JsonError) return { refusal: refuse(error) };
    throw error;
  }
}

/**
 * Old notices of a changed schema often say no more than where it happened, and the current contracts want a name: that of
 * the schema where anything tells it, and else the branch.
 */
function withName(
  data: Json | Uint8Array | undefined,
  subject: Json | undefined,
  branch: Json | undefined,
): Json | Uint8Array | undefined {
  if (isBytes(data) || (data !== undefined && data !== null && !isObject(data))) return data;
  const members: JsonObject = data ?? {};
  if (members.name !== undefined) return data;
  const candidates = [subjectName(subject), members.schema_name, members.resource_id, branch];
  const name = candidates.find((each) => typeof each === "string" && each !== "");
  return name === undefined ? data : { name, ...members };
}

/** `User`, of `object_type/User`. */
function subjectName(subject: Json | undefined): string | undefined {
  return typeof subject === "string" ? subject.slice(subject.indexOf("/") + 1) : undefined;
}

/** What data without a content type is. */
export function defaultContentType(data: unknown): string {
  return isBytes(data) ? "application/octet-stream" : "application/json";
}

export function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array;
}
