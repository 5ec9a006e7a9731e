import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { parseDocument } from "yaml";
import { type Insertion, insertPairs } from "./insert-pairs.ts";
import { findNeighbour } from "./neighbour.ts";

export type NewEntry = {
  /** `orderReturned`: key of message and channel. */
  readonly key: string;
  readonly type: string;
  readonly title: string;
  /** Path of the contract file from the document's folder, forward slashes. */
  readonly file: string;
  /** A contract that is sent the same way, if there is one. */
  readonly like?: string | undefined;
  /** The channel's address, made from the neighbour's where there is one. */
  address(neighbours: string | undefined): string;
};

export type Added = { readonly text: string; readonly members: readonly string[] };

/**
 * Adds message, channel and sending operation of a new event to an AsyncAPI 3 document. Servers, bindings, traits and
 * content type are those of the neighbour; its extensions and descriptions are not, since they speak of the neighbour.
 *
 * A 2.x document gets the message only: there, who sends is said the other way round, and a guess would be a lie.
 *
 * `undefined`: the text is no AsyncAPI document that could be added to.
 */
export function addEntry(text: string, entry: NewEntry): Added | undefined {
  const document = parseDocument(text);
  const value: Json = document.errors.length === 0 ? document.toJS() : null;
  if (!isObject(value) || typeof value.asyncapi !== "string") return undefined;
  const insertions = value.asyncapi.startsWith("3.") ? versionThree(value, entry) : [versionTwo(entry)];
  const members = insertions.map(({ path, key }) => `${(path.at(-1) ?? "").replace(/s$/, "")} ${key}`);
  return { text: insertPairs(text, insertions), members };
}

const schemaFormat = "application/schema+json;version=draft-2020-12";

function versionThree(document: JsonObject, entry: NewEntry): readonly Insertion[] {
  const { key, type: name, title, file } = entry;
  const { message, channel, operation } = (entry.like && findNeighbour(document, entry.like)) || {};
  const said = channel?.value.address;
  const neighbours = typeof said === "string" ? said : undefined;
  const address = entry.address(neighbours);
  const bindings = channel?.value.bindings;
  const sender = `send${key.slice(0, 1).toUpperCase()}${key.slice(1)}`;
  return [
    {
      path: ["channels"],
      key,
      after: channel?.key,
      value: {
        address,
        ...copied(channel?.value, ["servers"]),
        messages: { [key]: { $ref: `#/components/messages/${key}` } },
        ...(bindings !== undefined && { bindings: replaced(bindings, neighbours, address) }),
      },
    },
    {
      path: ["operations"],
      key: sender,
      after: operation?.key,
      value: {
        action: "send",
        channel: { $ref: `#/channels/${key}` },
        messages: [{ $ref: `#/channels/${key}/messages/${key}` }],
      },
    },
    {
      path: ["components", "messages"],
      key,
      after: message?.key,
      value: {
        name,
        title,
        contentType: message?.value.contentType ?? "application/json",
        ...copied(message?.value, ["traits", "headers"]),
        payload: { schemaFormat, schema: { $ref: file } },
      },
    },
  ];
}

function versionTwo({ key, type: name, title, file }: NewEntry): Insertion {
  const payload = { $ref: file };
  return { path: ["components", "messages"], key, value: { name, title, schemaFormat, payload } };
}

function copied(from: JsonObject | undefined, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap((name) => (from?.[name] === undefined ? [] : [[name, from[name]]])),
  );
}

/** Bindings name the topic once more. */
function replaced(value: Json, from: string | undefined, to: string): Json {
  if (value === from) return to;
  if (isArray(value)) return value.map((item) => replaced(item, from, to));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, replaced(member, from, to)]),
  );
}
