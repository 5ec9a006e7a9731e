import type {
  CatalogueModel,
  Described,
  ModelChannel,
  ModelMessage,
  ModelOperation,
  ModelParameter,
  ModelServer,
} from "@concordat/contracts";
import { formatPointer, isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { fragmentOf } from "../payload/fragment.ts";
import { componentKeys } from "./component-keys.ts";
import { placeSchemas } from "./placed-schemas.ts";

/**
 * The model as one AsyncAPI document that needs no other file: contracts stand among its components, and every reference is a place
 * in it. Always of version 3.1, whatever the author's document was written in; traits are applied, since the model has them so.
 *
 * What the model does not hold is not in it: links to further documents, and components that nothing uses.
 */
export function bundleDocument(model: CatalogueModel): JsonObject {
  const { info } = model;
  const messageKeys = componentKeys(model.messages.map(({ name }) => name));
  const { schemas, partOf } = placeSchemas(model, messageKeys);
  const keyOf = (message: string) => messageKeys.get(message) ?? message;
  const messageOf = (message: ModelMessage): JsonObject =>
    said({
      name: message.says,
      ...described(message),
      contentType: message.contentType,
      correlationId: message.correlationId && { location: message.correlationId },
      headers: partOf(message, "headers"),
      payload: partOf(message, "payload"),
      examples: message.examples,
    });
  return said({
    asyncapi: "3.1.0",
    id: info.id,
    info: said({
      title: info.title,
      version: info.version,
      description: info.description,
      contact: info.contact,
      license: info.license,
      tags: info.tags,
    }),
    servers: mapOf(model.servers, serverOf),
    channels: mapOf(model.channels, (channel) => channelOf(channel, keyOf)),
    operations: mapOf(model.operations, (operation) => operationOf(operation, keyOf)),
    components: said({
      messages: Object.fromEntries(
        model.messages.map((message) => [keyOf(message.name), messageOf(message)]),
      ),
      schemas,
    }),
  });
}

type KeyOf = (message: string) => string;

function serverOf(server: ModelServer): JsonObject {
  const { host, pathname, protocol, protocolVersion, variables, security } = server;
  return said({ host, pathname, protocol, protocolVersion, ...described(server), variables, security });
}

function channelOf(channel: ModelChannel, keyOf: KeyOf): JsonObject {
  const messages = channel.messages.map((name) => [
    keyOf(name),
    refTo("components", "messages", keyOf(name)),
  ]);
  return {
    address: channel.address,
    ...said({
      ...described(channel),
      servers: channel.servers.map((name) => refTo("servers", name)),
      parameters: mapOf(channel.parameters, parameterOf),
      messages: Object.fromEntries(messages),
    }),
  };
}

/** A parameter of 2.x has a schema, of which 3.x keeps the list of words. */
function parameterOf({ name: _name, schema, location, ...rest }: ModelParameter): JsonObject {
  const words = schema !== undefined && isObject(schema) ? schema.enum : undefined;
  return said({ ...rest, location, enum: rest.enum ?? words });
}

function operationOf(operation: ModelOperation, keyOf: KeyOf): JsonObject {
  const { direction, channel, messages, reply } = operation;
  const among = (of: string, names: readonly string[]) =>
    names.map((name) => refTo("channels", of, "messages", keyOf(name)));
  return {
    action: direction,
    channel: refTo("channels", channel),
    ...said({ ...described(operation), security: operation.security }),
    // An empty list says that none is meant, and no list that all are.
    messages: among(channel, messages),
    ...(reply && {
      reply: said({
        address: reply.address === undefined ? undefined : { location: reply.address },
        channel: reply.channel === undefined ? undefined : refTo("channels", reply.channel),
        messages: reply.channel === undefined ? undefined : among(reply.channel, reply.messages),
      }),
    }),
  };
}

function described({ title, summary, description, tags, bindings, extensions }: Described) {
  return { title, summary, description, tags, bindings, ...extensions };
}

function refTo(...place: readonly string[]): JsonObject {
  return { $ref: fragmentOf(formatPointer(place)) };
}

function mapOf<Item extends { readonly name: string }>(
  items: readonly Item[],
  write: (item: Item) => JsonObject,
): JsonObject {
  return Object.fromEntries(items.map((item) => [item.name, write(item)]));
}

type Members = { readonly [name: string]: Json | readonly Json[] | undefined };

/** The members that say something. */
function said(members: Members): JsonObject {
  return Object.fromEntries(
    Object.entries(members).filter((entry): entry is [string, Json] => !isNothing(entry[1])),
  );
}

function isNothing(value: Members[string]): boolean {
  if (value === undefined || isArray(value)) return value === undefined || value.length === 0;
  return value !== null && typeof value === "object" && Object.keys(value).length === 0;
}
